"""What owners and supervisors type about home service."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.hours import MinuteField, clock_text
from scheduling.domain import areas as domain
from scheduling.domain.geojson import PolygonUnreadable, read_polygon, write_corners
from scheduling.models import AreaEffect, AreaKind, HomeRules, HomeSettings, ServiceArea
from scheduling.selectors.areas import points_of

MILE, KILOMETRE = 1609.344, 1000
FARTHEST_METRES = 500_000


class AreaForm(forms.Form):
    """One area; only the fields of its kind matter."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    effect = forms.ChoiceField(
        label=gettext_lazy("What it means"),
        choices=AreaEffect.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Where two areas overlap, the one we do not go to counts."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How it is told"), choices=AreaKind.choices, widget=forms.RadioSelect
    )
    postcodes = forms.CharField(
        label=gettext_lazy("Postcodes"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Like 85004, 85001-85010 or 852*, parted by commas."),
    )
    corners = forms.CharField(
        label=gettext_lazy("Corners of the area"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Press on the map to add one, or type latitude, longitude a line, or paste GeoJSON."
        ),
    )
    centre_postcode = forms.CharField(
        label=gettext_lazy("Round this postcode"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("Empty: round the location."),
    )
    distance = forms.DecimalField(required=False, min_value=0, max_digits=6, decimal_places=1)
    location = forms.TypedChoiceField(
        label=gettext_lazy("For which location"), required=False, coerce=UUID, empty_value=None
    )
    fee_text = forms.CharField(
        label=gettext_lazy("What customers there pay more"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Shown beside the price, like $20 trip fee."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        data: Any = None,
        *,
        area: ServiceArea,
        locations: Sequence[tuple[UUID, str]],
        in_miles: bool,
    ) -> None:
        self.unit = MILE if in_miles else KILOMETRE
        super().__init__(data, initial=self._initial(area))
        self.fields["distance"].label = _("Distance in miles") if in_miles else _("Distance in kilometres")
        choices = [("", _("Every location")), *((str(key), name) for key, name in locations)]
        self.fields["location"].choices = choices  # type: ignore[attr-defined]
        if len(locations) < 2:
            del self.fields["location"]
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    def _initial(self, area: ServiceArea) -> dict[str, Any]:
        names = ("name", "effect", "kind", "postcodes", "centre_postcode", "fee_text")
        return {name: getattr(area, name) for name in names} | {
            "corners": write_corners(points_of(area)),
            "distance": round(area.metres / self.unit, 1) or None,
            "location": str(area.location_id or ""),
            "version": 0 if area._state.adding else area.version,
        }

    def clean(self) -> dict[str, Any]:
        """Read what belongs to the kind, and say what is wrong with it."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == AreaKind.POSTCODES:
            self._check_postcodes(cleaned.get("postcodes", ""))
        elif kind == AreaKind.POLYGON:
            self._check_corners(cleaned.get("corners", ""))
        elif kind == AreaKind.RADIUS and "distance" not in self.errors:
            metres = round(float(cleaned.get("distance") or 0) * self.unit)
            if not 0 < metres <= FARTHEST_METRES:
                self.add_error("distance", _("Say how far you go; at most 300 miles."))
            cleaned["metres"] = metres
        return cleaned

    def _check_postcodes(self, typed: str) -> None:
        try:
            if not domain.read_postcodes(typed):
                self.add_error("postcodes", _("Give at least one postcode."))
        except domain.PostcodesUnreadable as fault:
            words = _("“%(part)s” is no postcode, no beginning like 852* and no range like 85001-85010.")
            self.add_error("postcodes", words % {"part": fault.part[:40]})

    def _check_corners(self, typed: str) -> None:
        try:
            points = read_polygon(typed)
        except PolygonUnreadable:
            self.add_error("corners", _("This cannot be read. One corner a line: latitude, longitude."))
            return
        fault = domain.polygon_fault(points)
        if fault:
            self.add_error("corners", _fault_sentence(fault))
        self.cleaned_data["points"] = [[one.latitude, one.longitude] for one in points]

    def values(self) -> dict[str, Any]:
        """Give the columns of the area; what belongs to other kinds is emptied."""
        chosen = self.cleaned_data
        kind = chosen["kind"]
        is_round = kind == AreaKind.RADIUS
        return {
            "name": " ".join(chosen["name"].split()),
            "effect": chosen["effect"],
            "kind": kind,
            "postcodes": chosen["postcodes"] if kind == AreaKind.POSTCODES else "",
            "points": chosen["points"] if kind == AreaKind.POLYGON else [],
            "metres": chosen["metres"] if is_round else 0,
            "centre_postcode": domain.tidy_postcode(chosen["centre_postcode"]) if is_round else "",
            "fee_text": " ".join(chosen["fee_text"].split()),
        }


def _fault_sentence(fault: domain.PolygonFault) -> str:
    return {
        domain.PolygonFault.TOO_FEW_POINTS: _("An area has at least three corners."),
        domain.PolygonFault.TOO_MANY_POINTS: _("These are too many corners; at most 500."),
        domain.PolygonFault.NO_AREA: _("All corners lie on one line."),
        domain.PolygonFault.CROSSES_ITSELF: _(
            "The edges cross each other. List the corners in order, round the area."
        ),
    }[fault]


class HomeSettingsForm(forms.ModelForm):
    """What is said where nobody goes, and how vehicles drive."""

    class Meta:
        model = HomeSettings
        fields = ["referral_en", "referral_es", "speed", "slack", "unknown"]
        labels = {
            "referral_en": gettext_lazy("What people outside read, in English"),
            "referral_es": gettext_lazy("The same in Spanish"),
            "speed": gettext_lazy("Usual speed in km/h"),
            "slack": gettext_lazy("Minutes added to each drive"),
            "unknown": gettext_lazy("Minutes for a drive to an unknown place"),
        }
        help_texts = {
            "referral_en": gettext_lazy(
                "Empty: that you are sorry and they may call. Name who may help them."
            ),
            "slack": gettext_lazy("For parking and finding the door."),
        }
        widgets = {
            "referral_en": forms.Textarea(attrs={"rows": 2}),
            "referral_es": forms.Textarea(attrs={"rows": 2}),
        }


class HomeRulesForm(forms.ModelForm):
    """How one service is given at customers' addresses."""

    released_at = MinuteField(label=gettext_lazy("Released on the day itself at"))

    def __init__(self, data: Any = None, *, rules: HomeRules) -> None:
        super().__init__(data, instance=rules, initial={"released_at": clock_text(rules.released_at)})

    class Meta:
        model = HomeRules
        fields = ["needs_area", "travels", "arrival_minutes", "is_emergency", "reserve", "released_at"]
        labels = {
            "needs_area": gettext_lazy("Only in our areas: ask for the postcode first"),
            "travels": gettext_lazy("Leave time to drive between visits"),
            "arrival_minutes": gettext_lazy("Arrival window that customers are told"),
            "is_emergency": gettext_lazy("This is for emergencies: it may use what is kept for them"),
            "reserve": gettext_lazy("Visits kept free for emergencies each day"),
        }
        help_texts = {
            "reserve": gettext_lazy("In each area; until they are released, this service leaves them free.")
        }
        widgets = {
            "arrival_minutes": forms.Select(
                choices=[
                    (0, gettext_lazy("None: the planned minute")),
                    (60, gettext_lazy("1 hour")),
                    (120, gettext_lazy("2 hours")),
                    (180, gettext_lazy("3 hours")),
                    (240, gettext_lazy("4 hours")),
                ]
            )
        }


class PostcodesForm(forms.Form):
    """Where postcodes of one's own are."""

    lines = forms.CharField(
        label=gettext_lazy("Postcodes with their places"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One a line: postcode, latitude, longitude. US ones are known; yours go first."
        ),
    )
