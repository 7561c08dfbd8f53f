"""How a version of a form and a submission stand, and what moves them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class VersionStatus(StrEnum):
    """A draft is edited, a published version is filled in and never changes, a retired one is only read."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    RETIRED = "RETIRED"


VERSION_TRANSITIONS: Final[Mapping[VersionStatus, frozenset[VersionStatus]]] = MappingProxyType(
    {
        VersionStatus.DRAFT: frozenset({VersionStatus.PUBLISHED}),
        VersionStatus.PUBLISHED: frozenset({VersionStatus.RETIRED}),
        VersionStatus.RETIRED: frozenset(),
    }
)
VERSION_INITIAL: Final = frozenset({VersionStatus.DRAFT})


class SubmissionState(StrEnum):
    """Somebody fills it in; it was sent, with a signature or without; it was changed since; it does not count."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    SIGNED = "SIGNED"
    AMENDED = "AMENDED"
    VOID = "VOID"


TRANSITIONS: Final[Mapping[SubmissionState, frozenset[SubmissionState]]] = MappingProxyType(
    {
        SubmissionState.DRAFT: frozenset(
            {SubmissionState.SUBMITTED, SubmissionState.SIGNED, SubmissionState.VOID}
        ),
        SubmissionState.SUBMITTED: frozenset({SubmissionState.AMENDED, SubmissionState.VOID}),
        SubmissionState.SIGNED: frozenset({SubmissionState.AMENDED, SubmissionState.VOID}),
        SubmissionState.AMENDED: frozenset({SubmissionState.AMENDED, SubmissionState.VOID}),
        SubmissionState.VOID: frozenset(),
    }
)
INITIAL: Final = frozenset({SubmissionState.DRAFT})
# What was sent and counts.
SENT: Final = frozenset({SubmissionState.SUBMITTED, SubmissionState.SIGNED, SubmissionState.AMENDED})


class IllegalFormMove(ValueError):
    """The table has no line for it."""


def check_version_move(before: str, after: VersionStatus) -> None:
    """See that a version may become `after`.

    Raises:
        IllegalFormMove
    """
    if after not in VERSION_TRANSITIONS[VersionStatus(before)]:
        raise IllegalFormMove(f"{before} to {after}")


def check_move(before: str, after: SubmissionState) -> None:
    """See that a submission may become `after`.

    Raises:
        IllegalFormMove
    """
    if after not in TRANSITIONS[SubmissionState(before)]:
        raise IllegalFormMove(f"{before} to {after}")
