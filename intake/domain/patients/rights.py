"""Which part of a patient record is for whom: one table, asked by every page and service (minimum necessary)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Final

OPEN_FOR: Final = timedelta(minutes=15)


class Group(StrEnum):
    """A part of the record that is shown, changed and logged as one."""

    IDENTITY = "identity"
    COVERAGE = "coverage"
    HEALTH = "health"


class Level(IntEnum):
    """What somebody may do with a part; a higher level includes the lower."""

    NONE = 0
    SEE = 1
    CHANGE = 2


class Office(StrEnum):
    """What a member is to patients. One may be several; the most any of them allows counts."""

    CLINICIAN = "clinician"
    FRONT_DESK = "front_desk"
    OWNER = "owner"
    STAFF = "staff"
    LOOKING = "looking"


MATRIX: Final[Mapping[Office, Mapping[Group, Level]]] = {
    Office.CLINICIAN: {
        Group.IDENTITY: Level.CHANGE,
        Group.COVERAGE: Level.CHANGE,
        Group.HEALTH: Level.CHANGE,
    },
    Office.FRONT_DESK: {
        Group.IDENTITY: Level.CHANGE,
        Group.COVERAGE: Level.CHANGE,
        Group.HEALTH: Level.NONE,
    },
    Office.OWNER: {Group.IDENTITY: Level.CHANGE, Group.COVERAGE: Level.CHANGE, Group.HEALTH: Level.NONE},
    Office.STAFF: {Group.IDENTITY: Level.SEE, Group.COVERAGE: Level.NONE, Group.HEALTH: Level.NONE},
    Office.LOOKING: {Group.IDENTITY: Level.SEE, Group.COVERAGE: Level.NONE, Group.HEALTH: Level.NONE},
}
FIELDS: Final[Mapping[Group, tuple[str, ...]]] = {
    Group.IDENTITY: (
        "legal_name",
        "preferred_name",
        "previous_names",
        "born_on",
        "sex",
        "gender_identity",
        "pronouns",
        "language",
        "needs_interpreter",
        "record_number",
    ),
    Group.COVERAGE: ("payer", "plan", "member_id", "subscriber"),
    # A row for each thing: intake.models.HealthItem.
    Group.HEALTH: (),
}


def offices(
    *, capabilities: Iterable[str], is_owner: bool, is_writer: bool, is_auditor: bool
) -> frozenset[Office]:
    """Say what a member is to patients; an auditor reads who looked, and no record."""
    if not is_writer:
        return frozenset() if is_auditor else frozenset({Office.LOOKING})
    held = {Office.STAFF, *(Office.OWNER for _ in (1,) if is_owner)}
    known = set(capabilities)
    return frozenset(held | {one for one in (Office.CLINICIAN, Office.FRONT_DESK) if one.value in known})


def level(held: Iterable[Office], group: Group, *, is_broken: bool = False) -> Level:
    """Say what is allowed with a part; glass that is broken shows everything and lets nothing more be changed."""
    most = max((MATRIX[office][group] for office in held), default=Level.NONE)
    return max(most, Level.SEE) if is_broken else most
