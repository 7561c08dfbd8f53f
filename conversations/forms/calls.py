"""What members type about telephones, blocked callers and the law on recording."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.models import BlockKind


class PhoneForm(forms.Form):
    """Where a member takes calls."""

    number = forms.CharField(
        label=_("Your telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        help_text=_("You press 1 to take a call, so a mailbox never takes it."),
    )
    takes_in_browser = forms.BooleanField(
        label=_("Ring in the browser instead of the telephone"), required=False
    )
    takes_calls = forms.BooleanField(label=_("Calls are offered to me"), required=False)


class BlockForm(forms.Form):
    """Who is to be kept out."""

    kind = forms.ChoiceField(label=_("Keep out"), choices=BlockKind.choices)
    value = forms.CharField(
        label=_("Number, beginning or pattern"),
        max_length=40,
        help_text=_("For example (602) 555-0100, +1900 or +1877555010?"),
    )
    reason = forms.CharField(label=_("Why"), max_length=120)
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty, it stays until somebody takes it back."),
    )

    def expires_at(self, zone: str, *, today: date) -> datetime | None:
        """Give the end of the last day on the organisation's clock; a day gone by ends at once."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        return datetime.combine(max(day, today) + timedelta(days=1), time.min, ZoneInfo(zone)).astimezone(UTC)


class RuleForm(forms.Form):
    """How the organisation reads one state's law."""

    needs_everybody = forms.TypedChoiceField(
        label=_("Who must agree"),
        choices=[("1", _("Everybody on the call")), ("0", _("One party is enough"))],
        coerce=lambda value: value == "1",
    )
    source = forms.CharField(
        label=_("Who says so"),
        max_length=200,
        help_text=_("For example: our counsel, letter of 3 November 2026"),
    )
