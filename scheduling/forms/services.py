"""What owners and supervisors type about services."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.organisation import HUES
from scheduling.forms.spans import SpanField
from scheduling.models import LocationKind, Service, WindowKind
from scheduling.services.setting.services import WantedProvider, WantedService

SHORTEST, LONGEST, MOST_LENGTHS = 5, 1440, 8
TOGETHER: Final = "0"
PARTS: Final = (
    (TOGETHER, gettext_lazy("In every booking")),
    ("1", gettext_lazy("One of group A")),
    ("2", gettext_lazy("One of group B")),
    ("3", gettext_lazy("One of group C")),
)
Named = Sequence[tuple[UUID, str]]


class ServiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A service; who gives it and what it needs are fields of their own, named after the rows."""

    durations = forms.CharField(
        label=gettext_lazy("Length in minutes"),
        max_length=60,
        help_text=gettext_lazy("Several, like 30, 60: the customer chooses. The first is the usual one."),
    )
    notice = SpanField(
        label=gettext_lazy("Booked at least this long before"),
        help_text=gettext_lazy("0: until it begins."),
        required=False,
    )
    buffer_before = SpanField(label=gettext_lazy("Kept free before it"), most_days=1, required=False)
    buffer_after = SpanField(label=gettext_lazy("Kept free after it"), most_days=1, required=False)
    interval = SpanField(
        label=gettext_lazy("From one start to the next"),
        most_days=1,
        required=False,
        help_text=gettext_lazy("Empty: as long as it lasts."),
    )
    cancel_cutoff = SpanField(
        label=gettext_lazy("Customers cancel by themselves until this long before"), required=False
    )
    move_cutoff = SpanField(
        label=gettext_lazy("Customers move it by themselves until this long before"), required=False
    )
    waiting_minutes = SpanField(
        label=gettext_lazy("Kept for whoever waits, when it comes free"),
        most_days=1,
        required=False,
        help_text=gettext_lazy("Then it is offered to the next one. Empty: 30 minutes."),
    )
    hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour in the calendar"), coerce=int, widget=forms.RadioSelect, required=False
    )
    locations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Where"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: at every location."),
    )
    video_url = forms.URLField(
        label=gettext_lazy("Address of the video room"), max_length=200, required=False, assume_scheme="https"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Service
        fields = [
            "name", "description", "durations", "price_text", "location_kind", "video_url", "mode", "seats",
            "notice", "window_kind", "window_days", "window_from", "window_to", "buffer_before", "buffer_after",
            "interval", "day_count_cap", "week_count_cap", "day_minutes_cap", "week_minutes_cap",
            "needs_approval", "cancel_cutoff", "move_cutoff", "waiting_minutes", "is_public", "position", "hue",
        ]  # fmt: skip
        labels = {
            "name": gettext_lazy("Name"),
            "description": gettext_lazy("What customers read about it"),
            "price_text": gettext_lazy("Price, in words"),
            "location_kind": gettext_lazy("Where it takes place"),
            "mode": gettext_lazy("Who gives it"),
            "seats": gettext_lazy("Customers in one session"),
            "window_kind": gettext_lazy("How far ahead"),
            "window_days": gettext_lazy("Days ahead"),
            "window_from": gettext_lazy("First day"),
            "window_to": gettext_lazy("Last day"),
            "day_count_cap": gettext_lazy("At most a day, for each provider"),
            "week_count_cap": gettext_lazy("At most a week, for each provider"),
            "day_minutes_cap": gettext_lazy("At most minutes a day, for each provider"),
            "week_minutes_cap": gettext_lazy("At most minutes a week, for each provider"),
            "needs_approval": gettext_lazy("Somebody approves each booking first"),
            "is_public": gettext_lazy("Customers can book it online"),
            "position": gettext_lazy("Place in the list"),
        }
        widgets = {
            "description": forms.Textarea({"rows": 3}),
            "window_from": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "window_to": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        service: Service,
        locations: Named,
        providers: Named,
        pools: Named,
        initial: dict[str, Any],
    ) -> None:
        lengths = ", ".join(str(each) for each in service.durations or [30])
        known = {"durations": lengths, "version": service.version if service.name else 0, **initial}
        super().__init__(data, instance=service, initial=known)
        self.providers, self.pools = providers, pools
        self.fields["hue"].choices = [(hue, str(hue)) for hue in dict.fromkeys((service.hue, *HUES))]  # type: ignore[attr-defined]
        self.fields["locations"].choices = [(str(key), name) for key, name in locations]  # type: ignore[attr-defined]
        if len(locations) < 2:
            del self.fields["locations"]
        for key, name in providers:
            self.fields[f"gives-{key}"] = forms.BooleanField(label=name, required=False)
            part = _("Part of %(name)s") % {"name": name}
            self.fields[f"part-{key}"] = forms.ChoiceField(
                label=part, choices=PARTS, required=False, widget=forms.Select({"aria-label": part})
            )
            self.fields[f"weight-{key}"] = self._figure(_("Share of %(name)s") % {"name": name}, 1000)
            self.fields[f"first-{key}"] = self._figure(_("Rank of %(name)s") % {"name": name}, 99)
        for key, name in pools:
            self.fields[f"units-{key}"] = forms.IntegerField(
                label=name, min_value=0, max_value=99, required=False
            )

    @staticmethod
    def _figure(label: str, most: int) -> forms.IntegerField:
        return forms.IntegerField(
            label=label,
            min_value=0,
            max_value=most,
            required=False,
            widget=forms.NumberInput({"class": "input figure", "aria-label": label}),
        )

    def clean_durations(self) -> list[int]:
        """Read the lengths."""
        parts = str(self.cleaned_data["durations"]).replace(";", ",").split(",")
        typed = [part.strip() for part in parts if part.strip()]
        if (
            not typed
            or len(typed) > MOST_LENGTHS
            or not all(each.isascii() and each.isdecimal() for each in typed)
        ):
            raise forms.ValidationError(_("Write one to eight whole numbers of minutes, like 30, 60."))
        minutes = list(dict.fromkeys(int(each[:6]) for each in typed))
        if not all(SHORTEST <= each <= LONGEST for each in minutes):
            raise forms.ValidationError(
                _("A length is from %(least)d to %(most)d minutes.") % {"least": SHORTEST, "most": LONGEST}
            )
        return minutes

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself, each beside its field."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("notice", "buffer_before", "buffer_after"):
            if name not in self.errors and cleaned.get(name) is None:
                cleaned[name] = 0
        if cleaned.get("interval") == 0:
            cleaned["interval"] = None
        if "waiting_minutes" not in self.errors:
            cleaned["waiting_minutes"] = cleaned.get("waiting_minutes") or 30
            if cleaned["waiting_minutes"] < SHORTEST:
                self.add_error("waiting_minutes", _("Give them at least five minutes to answer."))
        self._check_window(cleaned)
        is_video = cleaned.get("location_kind") == LocationKind.VIDEO and "video_url" not in self.errors
        if is_video and not cleaned.get("video_url"):
            self.add_error("video_url", _("Give the address at which customers join."))
        return cleaned

    def _check_window(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("window_kind") != WindowKind.RANGE:
            return
        first, last = cleaned.get("window_from"), cleaned.get("window_to")
        if not first and "window_from" not in self.errors:
            self.add_error("window_from", _("Say the first day."))
        if not last and "window_to" not in self.errors:
            self.add_error("window_to", _("Say the last day."))
        if first and last and last < first:
            self.add_error("window_to", _("The last day is before the first day."))

    def _given(self) -> list[UUID]:
        return [key for key, _name in self.providers if self.cleaned_data.get(f"gives-{key}")]

    def _post_clean(self) -> None:
        """Leave the row alone: the service compares and writes."""

    def wanted(self) -> WantedService:
        """Return what was typed, as the service takes it."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in self.Meta.fields if name != "hue"}
        values["name"] = " ".join(values["name"].split())
        values["hue"] = cleaned.get("hue") or self.instance.hue
        return WantedService(
            values=values,
            location_ids=cleaned.get("locations", ()),
            providers=[
                WantedProvider(
                    resource_id=key,
                    group=int(cleaned.get(f"part-{key}") or 0),
                    weight=100 if cleaned.get(f"weight-{key}") is None else cleaned[f"weight-{key}"],
                    priority=cleaned.get(f"first-{key}") or 0,
                )
                for key in self._given()
            ],
            needs={key: cleaned.get(f"units-{key}") or 0 for key, _name in self.pools},
        )

    def provider_rows(self) -> list[dict[str, Any]]:
        """List each provider with their fields."""
        return [
            {part: self[f"{part}-{key}"] for part in ("gives", "part", "weight", "first")} | {"name": name}
            for key, name in self.providers
        ]

    def pool_fields(self) -> list[Any]:
        """List how many of each pool are needed."""
        return [self[f"units-{key}"] for key, _name in self.pools]
