"""Opening hours: a week of windows, closures, holidays."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.hours import Window
from accounts.services.hours import HolidayHours, overlapping_day

MIDNIGHT = 24 * 60
SPARE_SLOTS = 1
LEAST_SLOTS = 2
MOST_SLOTS = 8


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


class WeekForm(forms.Form):
    """Windows of each weekday: as many rows as there are windows, and a spare one."""

    def __init__(self, data: QueryDict | None = None, *, windows: Iterable[Window]) -> None:
        by_day: dict[int, list[Window]] = {day: [] for day in range(7)}
        for window in windows:
            by_day[window.weekday].append(window)
        super().__init__(data)
        self.slots = {
            day: min(MOST_SLOTS, max(LEAST_SLOTS, len(rows) + SPARE_SLOTS)) for day, rows in by_day.items()
        }
        for day, rows in by_day.items():
            for slot in range(self.slots[day]):
                row = rows[slot] if slot < len(rows) else None
                self._add(day, slot, row)

    def _add(self, day: int, slot: int, row: Window | None) -> None:
        for end, words, minute in (
            ("opens", _("%(day)s, opens"), row.opens_minute if row else None),
            ("closes", _("%(day)s, closes"), row.closes_minute if row else None),
        ):
            name = f"{end}-{day}-{slot}"
            label = words % {"day": WEEKDAYS[day]}
            self.fields[name] = MinuteField(label=label, required=False)
            self.fields[name].widget.attrs["aria-label"] = label
            if minute is not None:
                self.initial[name] = clock_text(minute)

    def days(self) -> list[tuple[str, list[tuple[BoundField, BoundField]]]]:
        """List each weekday's name with its pairs of fields."""
        return [
            (
                str(WEEKDAYS[day]),
                [
                    (self[f"opens-{day}-{slot}"], self[f"closes-{day}-{slot}"])
                    for slot in range(self.slots[day])
                ],
            )
            for day in range(7)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse half windows and windows that overlap."""
        cleaned = super().clean() or self.cleaned_data
        windows = []
        for day in range(7):
            for slot in range(self.slots[day]):
                opens, closes = cleaned.get(f"opens-{day}-{slot}"), cleaned.get(f"closes-{day}-{slot}")
                if (opens is None) != (closes is None):
                    missing = f"closes-{day}-{slot}" if closes is None else f"opens-{day}-{slot}"
                    if missing not in self.errors:
                        self.add_error(missing, _("A window needs a start and an end."))
                elif opens is not None and closes is not None:
                    windows.append(Window(day, opens, closes or MIDNIGHT))
        if not self.errors:
            clash = overlapping_day(windows)
            if clash is not None:
                self.add_error(None, _("%(day)s: two windows overlap.") % {"day": WEEKDAYS[clash]})
        cleaned["windows"] = windows
        return cleaned


class ClosureForm(forms.Form):
    """Closed once."""

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
