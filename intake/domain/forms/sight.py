"""Which answers of a form are for whom: in a clinic by the table of patient records, else for who works on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.domain.forms.document import Field
from intake.domain.forms.kinds import FACTS, FieldType, Sensitivity
from intake.domain.patients.rights import Group, Level

# What these ask is part of the record whatever its author said of how private it is.
_BY_TYPE: Final[Mapping[FieldType, Group]] = {
    FieldType.MEDICATION: Group.HEALTH,
    FieldType.ALLERGY: Group.HEALTH,
    FieldType.INSURANCE_CARD: Group.COVERAGE,
}


def group_of(field: Field) -> Group:
    """Say to which part of a patient record an answer belongs."""
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    if field.sensitivity in FACTS:
        return Group.HEALTH
    return Group.COVERAGE if field.sensitivity is Sensitivity.PAYMENT else Group.IDENTITY


@dataclass(frozen=True, slots=True)
class Sight:
    """What one member may do with the answers of one person; `levels` are None where there are no patients."""

    may_write: bool
    levels: Mapping[Group, Level] | None = None

    def sees(self, field: Field) -> bool:
        """Say whether an answer is shown to them."""
        if self.levels is None:
            return self.may_write or not field.is_sensitive
        return self.levels[group_of(field)] >= Level.SEE

    def fills(self, field: Field) -> bool:
        """Say whether they answer for the customer; names and numbers are for whoever takes the call."""
        if self.levels is None or not self.may_write:
            return self.may_write
        group = group_of(field)
        least = Level.SEE if group is Group.IDENTITY else Level.CHANGE
        return self.levels[group] >= least

    def is_kept(self, field: Field) -> bool:
        """Say whether it is kept that they read this answer."""
        is_private = field.is_sensitive or (self.levels is not None and group_of(field) is not Group.IDENTITY)
        return is_private and self.sees(field)
