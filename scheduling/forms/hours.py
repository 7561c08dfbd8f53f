"""What is typed about the hours of a provider or thing, beside its week."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.hours import Span
from accounts.forms.hours import MIDNIGHT, MinuteField
from accounts.models.organisation import check_time_zone


class ClockForm(forms.Form):
    """On whose clock the week is read."""

    timezone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=64, validators=[check_time_zone], strip=True
    )


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

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_own_%s")

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
