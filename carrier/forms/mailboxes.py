"""A new mailbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MailboxForm(forms.Form):
    """An address of the organisation, and where its mail belongs."""

    name = forms.CharField(
        label=_("Name before the @"),
        max_length=60,
        help_text=_("It cannot be changed later, and nobody else gets it."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    title = forms.CharField(
        label=_("What your team calls it"), max_length=60, required=False, initial=_("Front desk")
    )
    location = forms.ChoiceField(label=_("Location"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        """This will offer these places, as (id, name)."""
        super().__init__(*args, **kwargs)
        self.fields["location"].choices = places  # type: ignore[attr-defined]
