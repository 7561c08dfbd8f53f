"""Who will see the answer to a field, and why: what a form asks of people's privacy, told before it is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.domain.forms.document import Definition, Field
from intake.domain.forms.kinds import SILENT, Sensitivity
from intake.domain.forms.sight import group_of
from intake.domain.patients.rights import Group


class Eyes(StrEnum):
    """Who sees answers."""

    TEAM = "TEAM"
    WORKING = "WORKING"
    CLINICIANS = "CLINICIANS"
    DESK = "DESK"


class Why(StrEnum):
    """Why they see them."""

    TO_REACH = "TO_REACH"
    TO_HELP = "TO_HELP"
    TO_PAY = "TO_PAY"
    ANYBODY = "ANYBODY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What one field gives away: to whom, why, whether it stands encrypted; `weight` counts in the sum."""

    field: Field
    eyes: Eyes
    why: Why
    is_sealed: bool
    is_written_back: bool
    weight: int


_RULES: Final[Mapping[Sensitivity, tuple[Eyes, Why, int]]] = {
    Sensitivity.PUBLIC: (Eyes.TEAM, Why.ANYBODY, 0),
    Sensitivity.CONTACT: (Eyes.TEAM, Why.TO_REACH, 1),
    Sensitivity.PAYMENT: (Eyes.WORKING, Why.TO_PAY, 3),
    Sensitivity.PHI: (Eyes.WORKING, Why.TO_HELP, 4),
    Sensitivity.PRIVILEGED: (Eyes.WORKING, Why.TO_HELP, 4),
}


# In a clinic what is private is for whom the table of patient records names.
_CLINIC: Final[Mapping[Group, Eyes]] = {Group.COVERAGE: Eyes.DESK, Group.HEALTH: Eyes.CLINICIANS}


def exposures(definition: Definition, *, is_clinic: bool = False) -> Iterator[Exposure]:
    """Tell of every field that takes an answer who will see it."""
    for field in definition.fields.values():
        if field.type in SILENT:
            continue
        eyes, why, weight = _RULES[field.sensitivity]
        yield Exposure(
            field=field,
            eyes=_CLINIC.get(group_of(field), eyes) if is_clinic else eyes,
            why=why,
            is_sealed=field.is_sensitive,
            is_written_back=bool(field.writeback),
            # What need not be answered weighs half.
            weight=weight * (2 if field.is_required else 1),
        )


def total(definition: Definition) -> int:
    """Give how much a form asks, in all."""
    return sum(one.weight for one in exposures(definition))
