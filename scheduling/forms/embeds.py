"""A website to show the booking pages on."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SiteForm(forms.Form):
    """Its address; what it must be like is told by the service."""

    address = forms.CharField(
        label=_("Address of your website"),
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "Copy it from the browser. With www and without are two websites: add both if both work."
        ),
        error_messages={"required": _("Write the address of the website, like https://www.firm.example.")},
    )
