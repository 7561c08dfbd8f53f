"""What is typed about the hours of a provider or thing, beside its week."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.hours import Span
from accounts.errors import ClosureOrder
from accounts.forms.hours import MIDNIGHT, MinuteField, clock_text
from accounts.forms.organisation import zone_choices
from scheduling.domain.drawing import EARLIEST, LATEST
from scheduling.models import DateOverride


def read_day(text: str) -> date | None:
    """Read a day; None for none, and for one that nobody means."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found < LATEST else None


def _zone_field(label: Any) -> forms.ChoiceField:
    unknown = gettext_lazy("There is no time zone called %(value)s.")
    return forms.ChoiceField(label=label, choices=zone_choices, error_messages={"invalid_choice": unknown})


class ClockForm(forms.Form):
    """On whose clock the week is read."""

    timezone = _zone_field(gettext_lazy("Time zone"))


class DayForm(forms.Form):
    """One day that is not like its weekday: off, or with one or two spans of its own."""

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    label = forms.CharField(label=gettext_lazy("What for"), max_length=80, required=False)
    opens = MinuteField(label=gettext_lazy("From"), required=False)
    closes = MinuteField(label=gettext_lazy("To"), required=False)
    again = MinuteField(label=gettext_lazy("And from"), required=False)
    ends = MinuteField(label=gettext_lazy("To"), required=False)

    def __init__(self, data: QueryDict | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="id_own_%s", initial=initial)

    @staticmethod
    def of(day: date, row: DateOverride | None) -> dict[str, Any]:
        """Give what the boxes show of a day, with what is noted of it."""
        spans = row.spans if row else []
        names = (("opens", "closes"), ("again", "ends"))
        shown: dict[str, Any] = {"day": day, "label": row.label if row else ""}
        for pair, span in zip(names, spans, strict=False):
            shown |= {name: clock_text(minute) for name, minute in zip(pair, span, strict=True)}
        return shown

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of each span."""
        cleaned = super().clean() or self.cleaned_data
        for first, last in (("opens", "closes"), ("again", "ends")):
            if first in self.errors or last in self.errors:
                continue
            if (cleaned.get(first) is None) != (cleaned.get(last) is None):
                self.add_error(first, _("A window needs a start and an end."))
        return cleaned

    def spans(self) -> list[Span]:
        """Return the spans; none is a day off."""
        cleaned = self.cleaned_data
        pairs = ((cleaned["opens"], cleaned["closes"]), (cleaned["again"], cleaned["ends"]))
        return [Span(opens, closes or MIDNIGHT) for opens, closes in pairs if opens is not None]


class JourneyForm(forms.Form):
    """Days on which the week is read on the clock of another place."""

    from_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    to_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    timezone = _zone_field(gettext_lazy("Time zone there"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_journey_%s")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", str(ClosureOrder.sentence))
        return cleaned
