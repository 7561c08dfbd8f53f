"""One thing of a patient's health, as a member writes it down."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.patients.health import LONGEST, Kind, Said
from intake.models.health import SEVERITIES

WORDS: Final = {
    Kind.ALLERGY: {"what": _("Allergic to"), "detail": _("What happens"), "since": _("Since")},
    Kind.MEDICATION: {"what": _("Medication"), "detail": _("Dose"), "since": _("Since")},
    Kind.CONDITION: {"what": _("Condition"), "detail": _("What else is to be known"), "since": _("Since")},
}


class HealthForm(forms.Form):
    """An allergy, a medication or a condition; its fields are named after the kind, so that three stand on one page."""

    what = forms.CharField(max_length=LONGEST)
    detail = forms.CharField(max_length=LONGEST, required=False)
    course = forms.CharField(label=_("How it is taken"), max_length=LONGEST, required=False)
    severity = forms.ChoiceField(
        label=_("How bad"), choices=[("", _("not known")), *SEVERITIES.items()], required=False
    )
    is_risky = forms.BooleanField(label=_("It may be life-threatening"), required=False)
    since = forms.CharField(
        max_length=60, required=False, help_text=_("As they say it: 2016, since childhood.")
    )

    def __init__(self, data: Any = None, *, kind: Kind) -> None:
        super().__init__(data, prefix=kind.value.lower())
        self.kind = kind
        for name, label in WORDS[kind].items():
            self.fields[name].label = label
        gone = {"course"} if kind is Kind.ALLERGY else {"severity", "is_risky"}
        for name in gone | ({"course"} if kind is Kind.CONDITION else set()):
            del self.fields[name]

    def said(self) -> Said:
        """Give what was written."""
        return Said(kind=self.kind, **self.cleaned_data)
