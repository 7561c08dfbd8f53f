"""A patient record, part by part."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.domain.patients.rights import FIELDS, Group
from intake.models import PatientRecord, Sex

OLDEST = date(1890, 1, 1)


class PatientForm(forms.Form):
    """The fields of one part; what is not in it is left as it is."""

    legal_name = forms.CharField(label=_("Legal name"), max_length=160, required=False)
    preferred_name = forms.CharField(label=_("Preferred name"), max_length=160, required=False)
    previous_names = forms.CharField(label=_("Previous names"), max_length=300, required=False)
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sex = forms.ChoiceField(label=_("Sex in official papers"), choices=Sex.choices)
    gender_identity = forms.CharField(label=_("Gender identity"), max_length=80, required=False)
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    language = forms.CharField(label=_("Language they speak best"), max_length=40, required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    record_number = forms.CharField(
        label=_("Medical record number"), max_length=60, required=False, help_text=_("Kept encrypted.")
    )
    payer = forms.CharField(label=_("Insurer"), max_length=120, required=False)
    plan = forms.CharField(label=_("Plan or group"), max_length=120, required=False)
    member_id = forms.CharField(
        label=_("Member number"), max_length=60, required=False, help_text=_("Kept encrypted.")
    )
    subscriber = forms.CharField(
        label=_("Who is insured"), max_length=160, required=False, help_text=_("Empty: the patient.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, group: Group, record: PatientRecord | None, today: date) -> None:
        names = FIELDS[group]
        initial = {name: getattr(record, name) for name in names} if record else {"sex": Sex.UNKNOWN}
        super().__init__(data, initial={**initial, "version": record.version if record else 0})
        for name in set(self.fields) - {*names, "version"}:
            del self.fields[name]
        self.today = today

    def clean_born_on(self) -> date | None:
        """Refuse days on which nobody alive was born."""
        day: date | None = self.cleaned_data["born_on"]
        if day is not None and not OLDEST <= day <= self.today:
            raise forms.ValidationError(_("Nobody who lives was born on this day. Look at the year."))
        return day

    def values(self) -> dict[str, Any]:
        """Give what the part is to hold."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def field_labels() -> dict[str, str]:
    """Give what each field of a record is called, in the reader's language."""
    return {name: str(field.label) for name, field in PatientForm.base_fields.items()}
