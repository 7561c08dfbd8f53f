"""What the pieces of larger answers are called."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from intake.domain.forms.document import RepeatPart, says
from intake.domain.forms.kinds import FieldType, Part


def part_label(part: Part, language: str) -> str:
    """Name a piece."""
    if isinstance(part, RepeatPart):
        return says(part.label, language)
    return _PARTS[part.key]()


def part_option(part: Part, value: str, language: str) -> str:
    """Name one of the values a piece may have."""
    if isinstance(part, RepeatPart):
        return next((says(one.label, language) for one in part.choices if one.value == value), value)
    return _OPTIONS[value]()


def row_title(kind: FieldType, number: int) -> str:
    """Name one of several pieces."""
    return _ROWS.get(kind, lambda: _("Number %(n)d"))() % {"n": number}


def add_label(kind: FieldType) -> str:
    """Name the button that makes room for another piece."""
    return _ADD.get(kind, lambda: _("Add another"))()


_PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "line1": lambda: _("Street and number"),
    "line2": lambda: _("Apartment or unit"),
    "city": lambda: _("City"),
    "region": lambda: _("State or province"),
    "postcode": lambda: _("ZIP code"),
    "name": lambda: _("Name"),
    "also_known_as": lambda: _("Also known as"),
    "kind": lambda: _("A person or a company?"),
    "role": lambda: _("To you"),
    "given_name": lambda: _("First name"),
    "family_name": lambda: _("Last name"),
    "birth_date": lambda: _("Date of birth"),
    "relation": lambda: _("How you are related"),
    "phone": lambda: _("Phone"),
    "payer": lambda: _("Insurance company"),
    "member_id": lambda: _("Member number"),
    "group": lambda: _("Group number"),
    "subscriber": lambda: _("Whose insurance it is"),
    "dose": lambda: _("Dose"),
    "how_often": lambda: _("How often"),
    "substance": lambda: _("What you react to"),
    "reaction": lambda: _("What happens"),
    "severity": lambda: _("How bad"),
}
_OPTIONS: Final[Mapping[str, Callable[[], str]]] = {
    "person": lambda: _("A person"),
    "company": lambda: _("A company"),
    "opposing": lambda: _("On the other side"),
    "spouse": lambda: _("Husband, wife or partner, also a former one"),
    "child": lambda: _("Child"),
    "relative": lambda: _("Other family"),
    "employer": lambda: _("Employer"),
    "business": lambda: _("Business partner"),
    "witness": lambda: _("Witness"),
    "other": lambda: _("Somebody else"),
    "mild": lambda: _("Mild"),
    "moderate": lambda: _("Moderate"),
    "severe": lambda: _("Severe"),
}
_ROWS: Final[Mapping[FieldType, Callable[[], str]]] = {
    FieldType.PARTY: lambda: _("Name %(n)d"),
    FieldType.MEDICATION: lambda: _("Medication %(n)d"),
    FieldType.ALLERGY: lambda: _("Allergy %(n)d"),
}
_ADD: Final[Mapping[FieldType, Callable[[], str]]] = {
    FieldType.PARTY: lambda: _("Add another name"),
    FieldType.MEDICATION: lambda: _("Add another medication"),
    FieldType.ALLERGY: lambda: _("Add another allergy"),
}
