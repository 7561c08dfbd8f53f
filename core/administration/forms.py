"""Forms of the administration: rows that know their organisation, secrets that are only ever written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.transactions import require_organisation

CLEAR = "-"


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """This will validate a row of the chosen organisation, unique rules that include it among them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.organisation_id = require_organisation()

    def _get_validation_exclusions(self) -> set[str]:
        # Django skips a rule that names a field the form does not show; the database would then answer with an error.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"organisation"}


class SecretField(forms.CharField):
    """This will take a new secret and never show the old one; empty keeps it, a single hyphen clears it."""

    def __init__(self, *, label: Any, is_long: bool = False) -> None:
        widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.PasswordInput(render_value=False)
        widget.attrs["autocomplete"] = "off"
        super().__init__(
            label=label,
            required=False,
            widget=widget,
            help_text=_("Never shown. Leave empty to keep what is stored; a single - clears it."),
        )
