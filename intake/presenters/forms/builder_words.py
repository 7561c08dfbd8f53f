"""What the builder of forms calls types, properties and comparisons."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from intake.domain.forms.edits import Change

Words = Callable[[], str]
TYPES: Final[Mapping[str, Words]] = {
    "text": lambda: _("One line"),
    "textarea": lambda: _("Several lines"),
    "integer": lambda: _("Whole number"),
    "decimal": lambda: _("Number"),
    "date": lambda: _("Date"),
    "time": lambda: _("Time"),
    "phone": lambda: _("Phone"),
    "email": lambda: _("E-mail"),
    "choice": lambda: _("One of several answers"),
    "multichoice": lambda: _("Several answers"),
    "boolean": lambda: _("Yes or no"),
    "address": lambda: _("Address"),
    "party": lambda: _("Names of other people"),
    "person": lambda: _("A person"),
    "insurance_card": lambda: _("Insurance card"),
    "medication": lambda: _("Medications"),
    "allergy": lambda: _("Allergies"),
    "file": lambda: _("Files and photos"),
    "signature": lambda: _("Signature"),
    "consent": lambda: _("Consent"),
    "computed": lambda: _("Computed"),
    "static": lambda: _("Words only"),
    "repeat": lambda: _("A list with parts of its own"),
}
NAMES: Final[Mapping[str, Words]] = {
    "key": lambda: _("Name in data"),
    "type": lambda: _("Type of answer"),
    "title": lambda: _("Title"),
    "intro": lambda: _("Before it begins"),
    "closing": lambda: _("After it was sent"),
    "languages": lambda: _("Languages"),
    "label": lambda: _("Question"),
    "help": lambda: _("Help"),
    "why": lambda: _("Why it is asked"),
    "text": lambda: _("Text to read"),
    "required": lambda: _("Must be answered"),
    "later": lambda: _("May be answered later"),
    "sensitivity": lambda: _("How private it is"),
    "allows": lambda: _("May ask for what is"),
    "prefill": lambda: _("Filled in from"),
    "writeback": lambda: _("Written back to"),
    "autocomplete": lambda: _("What the browser may fill in"),
    "option_set": lambda: _("List of answers"),
    "options": lambda: _("Answers"),
    "fields": lambda: _("Parts"),
    "show_if": lambda: _("When it is shown"),
    "compute.how": lambda: _("Computed as"),
    "compute.of": lambda: _("Computed from (names in data)"),
    "validate.min": lambda: _("Least number"),
    "validate.max": lambda: _("Greatest number"),
    "validate.min_length": lambda: _("Fewest letters"),
    "validate.max_length": lambda: _("Most letters"),
    "validate.least": lambda: _("At least so many"),
    "validate.most": lambda: _("At most so many"),
    "validate.not_future": lambda: _("No day to come"),
    "validate.not_past": lambda: _("No day that is over"),
    "validate.must_agree": lambda: _("Nobody goes on without agreeing"),
    "validate.accept": lambda: _("Which files"),
    "validate.largest_mb": lambda: _("Largest file (MB)"),
    "fhir.link_id": lambda: _("FHIR link id"),
    "fhir.code": lambda: _("FHIR code"),
    "fhir.system": lambda: _("FHIR code system"),
}
HELPS: Final[Mapping[str, Words]] = {
    "key": lambda: _("Small letters, digits and _. Conditions and exports use it."),
    "later": lambda: _("“I do not have it now” stands beside it."),
    "option_set": lambda: _("Instead of answers of its own."),
    "allows": lambda: _("Beyond what anybody may know and what is about the person."),
}
COMPARISONS: Final[Mapping[str, Words]] = {
    "==": lambda: _("is"),
    "!=": lambda: _("is not"),
    "in": lambda: _("is one of (commas between)"),
    "contains": lambda: _("contains"),
    ">": lambda: _("is more than"),
    ">=": lambda: _("is at least"),
    "<": lambda: _("is less than"),
    "<=": lambda: _("is at most"),
    "exists": lambda: _("is answered"),
    "missing": lambda: _("is not answered"),
}
COMPUTES: Final[Mapping[str, Words]] = {
    "age_years": lambda: _("Age in years at a date"),
    "sum": lambda: _("Sum of numbers"),
    "count": lambda: _("How many there are"),
    "join": lambda: _("Texts one after another"),
}
KNOWN: Final[Mapping[str, Words]] = {
    "contact.name": lambda: _("Contact: name"),
    "contact.first_name": lambda: _("Contact: first name"),
    "contact.last_name": lambda: _("Contact: last name"),
    "contact.company": lambda: _("Contact: company"),
    "contact.email": lambda: _("Contact: e-mail"),
    "contact.phone": lambda: _("Contact: phone"),
    "contact.language": lambda: _("Contact: language"),
    "contact.birth_date": lambda: _("Contact: date of birth"),
    "contact.address": lambda: _("Contact: post address"),
}
FILES: Final[Mapping[str, Words]] = {
    "image": lambda: _("Pictures"),
    "pdf": lambda: _("PDF"),
    "document": lambda: _("Documents (DOC, TXT)"),
}
LEVELS: Final[tuple[Words, ...]] = (
    lambda: _("The form"),
    lambda: _("Stage"),
    lambda: _("Section"),
    lambda: _("Question"),
)


def change_words(change: Change) -> str:
    """Say what became of a piece."""
    said = {
        "added": _("New: %(what)s"),
        "removed": _("Taken out: %(what)s"),
        "changed": _("Changed: %(what)s"),
    }
    what = LEVELS[change.level if change.level < len(LEVELS) else 0]()
    return said[change.kind] % {"what": f"{what} “{change.name}”" if change.name else what}
