"""Opening hours: what is closed or open once, holidays."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.hours import Span
from accounts.services.hours import HolidayHours

MIDNIGHT = 24 * 60


class MinuteField(forms.TimeField):
    """A time of day as minutes after midnight; empty is None."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: object) -> int | None:
        """Turn a typed time into minutes."""
        moment = super().clean(value)
        return None if moment is None else moment.hour * 60 + moment.minute


def clock_text(minute: int) -> str:
    """Write minutes after midnight as a time input wants them; 1440 is midnight."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


class ClosureForm(forms.Form):
    """Closed once."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_closure_%s")

    label = forms.CharField(label=gettext_lazy("What for"), max_length=80)
    starts_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    everywhere = forms.BooleanField(label=gettext_lazy("Every location"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day is before the first day."))
        return cleaned


class OpeningForm(forms.Form):
    """Open once."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_opening_%s")

    label = forms.CharField(label=gettext_lazy("What for"), max_length=80)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    opens = MinuteField(label=gettext_lazy("Opens"))
    closes = MinuteField(
        label=gettext_lazy("Closes"), help_text=gettext_lazy("An end before the start is on the next day.")
    )
    everywhere = forms.BooleanField(label=gettext_lazy("Every location"), required=False)

    def span(self) -> Span:
        """Return the hours that were chosen."""
        return Span(self.cleaned_data["opens"], self.cleaned_data["closes"] or MIDNIGHT)


class HolidayForm(forms.Form):
    """What to do on one holiday."""

    CLOSED, AS_USUAL, OWN = "closed", "usual", "own"
    name = forms.CharField(max_length=80, widget=forms.HiddenInput)
    rule = forms.ChoiceField(
        label=gettext_lazy("On this day"),
        choices=[
            (CLOSED, gettext_lazy("Closed")),
            (AS_USUAL, gettext_lazy("Open as usual")),
            (OWN, gettext_lazy("Own hours")),
        ],
    )
    opens = MinuteField(label=gettext_lazy("Opens"), required=False)
    closes = MinuteField(label=gettext_lazy("Closes"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of own hours."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("rule") == self.OWN and None in (cleaned.get("opens"), cleaned.get("closes")):
            self.add_error("opens", _("Own hours need a start and an end."))
        return cleaned

    def holiday(self) -> HolidayHours:
        """Return what was chosen, as the service takes it."""
        cleaned = self.cleaned_data
        is_own = cleaned["rule"] == self.OWN
        return HolidayHours(
            name=cleaned["name"],
            is_open_as_usual=cleaned["rule"] == self.AS_USUAL,
            opens_minute=cleaned["opens"] if is_own else None,
            closes_minute=(cleaned["closes"] or MIDNIGHT) if is_own else None,
        )


class MomentForm(forms.Form):
    """A day and a time to look at."""

    day = forms.DateField()
    time = forms.TimeField(required=False)
