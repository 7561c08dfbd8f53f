"""The week of opening hours: boxes to type in, as many a day as it has windows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from accounts.domain.hours import Window
from accounts.forms.hours import MIDNIGHT, MinuteField, clock_text
from accounts.services.hours import overlapping

# What stands in the boxes of each weekday: pairs of clock times, as typed.
Rows = Mapping[int, Sequence[tuple[str, str]]]
SPARE_SLOTS = 1
LEAST_SLOTS = 2
MOST_SLOTS = 8


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A weekday of the form; Monday is 0."""

    number: int
    name: str
    short: str
    slots: list[tuple[BoundField, BoundField]]

    @property
    def is_full(self) -> bool:
        """Say whether the day holds no more windows."""
        return len(self.slots) >= MOST_SLOTS


def week_rows(windows: Iterable[Window]) -> Rows:
    """Write the windows of a week as its boxes show them."""
    rows: dict[int, list[tuple[str, str]]] = {}
    for window in windows:
        pair = (clock_text(window.opens_minute), clock_text(window.closes_minute))
        rows.setdefault(window.weekday, []).append(pair)
    return rows


def typed_rows(data: QueryDict) -> Rows:
    """Read back the boxes of a week, half-filled ones too; empty ones fall out."""
    return {
        day: [
            pair
            for slot in range(MOST_SLOTS)
            if any(
                pair := (
                    data.get(f"opens-{day}-{slot}", "").strip(),
                    data.get(f"closes-{day}-{slot}", "").strip(),
                )
            )
        ]
        for day in range(7)
    }


def rearranged(rows: Rows, act: str) -> Rows:
    """Do what a button of the page asks: give a day one more box, empty it, copy it to other days."""
    verb, _dash, number = act.partition("-")
    if not (number.isdecimal() and int(number) < 7):
        return rows
    day = int(number)
    mine = list(rows.get(day, ()))
    match verb:
        case "more":
            return {**rows, day: [*mine, ("", "")]}
        case "clear":
            return {**rows, day: []}
        case "workdays":
            return {**rows, **dict.fromkeys(range(5), mine)}
        case "everyday":
            return dict.fromkeys(range(7), mine)
    return rows


def clash_sentence(earlier: Window, later: Window) -> str:
    """Say which two windows overlap."""
    return _("%(first)s and %(second)s overlap.") % {"first": _window(earlier), "second": _window(later)}


def _window(window: Window) -> str:
    times = f"{clock_text(window.opens_minute)}–{clock_text(window.closes_minute)}"
    return f"{WEEKDAYS[window.weekday]} {times}"


class WeekForm(forms.Form):
    """Windows of each weekday: as many rows as there are windows, and a spare one."""

    def __init__(self, data: QueryDict | None = None, *, rows: Rows) -> None:
        super().__init__(data)
        self.slots = {day: self._boxes(day, len(rows.get(day, ()))) for day in range(7)}
        for day in range(7):
            typed = rows.get(day, ())
            for slot in range(self.slots[day]):
                self._add(day, slot, typed[slot] if slot < len(typed) else ("", ""))

    def _boxes(self, day: int, wanted: int) -> int:
        """Count the boxes of a day: those that were sent, else the windows and a spare one."""
        if not self.is_bound:
            return min(MOST_SLOTS, max(LEAST_SLOTS, wanted + SPARE_SLOTS))
        sent = [slot for slot in range(MOST_SLOTS) if f"opens-{day}-{slot}" in self.data]
        return max([LEAST_SLOTS, *(slot + 1 for slot in sent)])

    def _add(self, day: int, slot: int, texts: tuple[str, str]) -> None:
        for end, words, text in (
            ("opens", _("%(day)s, opens"), texts[0]),
            ("closes", _("%(day)s, closes"), texts[1]),
        ):
            name = f"{end}-{day}-{slot}"
            label = words % {"day": WEEKDAYS[day]}
            self.fields[name] = MinuteField(label=label, required=False)
            self.fields[name].widget.attrs["aria-label"] = label
            if text:
                self.initial[name] = text

    def days(self) -> list[WeekDay]:
        """List each weekday with its pairs of fields."""
        return [
            WeekDay(
                day,
                str(WEEKDAYS[day]),
                str(WEEKDAYS_ABBR[day]),
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
        windows: dict[Window, str] = {}
        for day in range(7):
            if self.data.get(f"opens-{day}-{MOST_SLOTS}"):
                self.add_error(None, _("A day holds at most %(count)d windows.") % {"count": MOST_SLOTS})
        for day in range(7):
            for slot in range(self.slots[day]):
                opens, closes = cleaned.get(f"opens-{day}-{slot}"), cleaned.get(f"closes-{day}-{slot}")
                if (opens is None) != (closes is None):
                    missing = f"closes-{day}-{slot}" if closes is None else f"opens-{day}-{slot}"
                    if missing not in self.errors:
                        self.add_error(missing, _("A window needs a start and an end."))
                elif opens is not None and closes is not None:
                    window = Window(day, opens, closes or MIDNIGHT)
                    if window in windows:
                        self.add_error(f"opens-{day}-{slot}", _("This window is there twice."))
                    windows[window] = f"opens-{day}-{slot}"
        if not self.errors and (clash := overlapping(list(windows))):
            self.add_error(windows[clash[1]], clash_sentence(*clash))
        cleaned["windows"] = list(windows)
        return cleaned
