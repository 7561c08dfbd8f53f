"""Putting a clinician's name under the list of red flags."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """The clinic's own phrases, and who signs them."""

    phrases = forms.CharField(
        label=_("Phrases, one a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"class": "area", "rows": 6}),
        help_text=_(
            "In the words your patients use, in either language: “my pump is alarming”, “no siento al bebé”."
        ),
    )
    clinician = forms.CharField(
        label=_("Clinician who signs"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    credential = forms.CharField(
        label=_("Credential"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        help_text=_("Such as MD, RN or NP, and the licence number."),
    )
    is_read = forms.BooleanField(
        label=_("The clinician has read this list and signs it."),
        error_messages={"required": _("The list counts once the clinician has read it: tick this.")},
    )
