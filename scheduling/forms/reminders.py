"""What an owner sets about reminders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scheduling.models import ReminderChannel, ReminderKind

UNITS = {"m": 1, "h": 60, "d": 24 * 60}
LONG = {"rows": 2}


class ReminderForm(forms.Form):
    """One reminder of a service."""

    service = forms.ChoiceField(label=_("Service"))
    kind = forms.ChoiceField(label=_("When"), choices=ReminderKind.choices)
    amount = forms.IntegerField(label=_("How long"), min_value=1, max_value=43_200, initial=1)
    unit = forms.ChoiceField(
        label=_("Unit"), choices=[("m", _("minutes")), ("h", _("hours")), ("d", _("days"))], initial="d"
    )
    channel = forms.ChoiceField(label=_("By"), choices=ReminderChannel.choices)
    asks = forms.BooleanField(
        label=_("Ask to confirm (C) or to move (M) by answering the text"), required=False, initial=True
    )
    words_en = forms.CharField(
        label=_("Words in English"),
        required=False,
        max_length=600,
        widget=forms.Textarea(LONG),
        help_text=_(
            "Leave it empty for ours. {firm}, {when} and {first} are filled in. Never say what it is about."
        ),
    )
    words_es = forms.CharField(
        label=_("Words in Spanish"), required=False, max_length=600, widget=forms.Textarea(LONG)
    )

    def __init__(self, *args: Any, services: list[tuple[str, str]], **kwargs: Any) -> None:
        """This will offer these services, as (id, name)."""
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]

    def values(self) -> dict[str, object]:
        """Give the columns of the rule."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "minutes": data["amount"] * UNITS[data["unit"]],
            "channel": data["channel"],
            "asks": data["asks"],
            "words_en": data["words_en"],
            "words_es": data["words_es"],
        }
