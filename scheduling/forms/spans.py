"""A span of time, typed as a number and its unit."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

UNITS: Final = (1, 60, 1440)


class SpanWidget(forms.MultiWidget):
    """A number and its unit."""

    def __init__(self, label: object) -> None:
        units = [(1, gettext_lazy("minutes")), (60, gettext_lazy("hours")), (1440, gettext_lazy("days"))]
        super().__init__(
            {
                "amount": forms.NumberInput({"min": 0, "inputmode": "numeric", "class": "input figure"}),
                "unit": forms.Select({"aria-label": label, "class": "select"}, choices=units),
            }
        )

    def id_for_label(self, id_: str) -> str:
        """Let the label be that of the number."""
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        """Show minutes in the largest unit that fits."""
        if value is None:
            return [None, 60]
        unit = next(unit for unit in reversed(UNITS) if value % unit == 0)
        return [value // unit, unit if value else 60]


class SpanField(forms.MultiValueField):
    """A span of time in minutes, typed in the unit one likes; empty is None."""

    def __init__(self, *, label: Any, most_days: int = 365, **options: Any) -> None:
        self.most = most_days * 1440
        fields = (
            forms.IntegerField(min_value=0),
            forms.TypedChoiceField(coerce=int, choices=[(unit, unit) for unit in UNITS]),
        )
        super().__init__(
            fields, label=label, require_all_fields=False, widget=SpanWidget(gettext_lazy("Unit")), **options
        )

    def compress(self, data_list: list[Any]) -> int | None:
        """Turn a number and its unit into minutes."""
        if not data_list or data_list[0] is None:
            return None
        minutes = int(data_list[0]) * int(data_list[1] or 1)
        if minutes > self.most:
            raise forms.ValidationError(_("At most %(days)d days fit here.") % {"days": self.most // 1440})
        return minutes
