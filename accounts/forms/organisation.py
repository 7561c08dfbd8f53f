"""Settings, places and teams."""

from typing import Any

import holidays
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.domain.zones import zone_names
from accounts.models import Location, Organisation, Team
from accounts.services.locations import LocationDetails
from accounts.services.organisations import ALARM_HUES, OrganisationSettings

# Steps round the circle, without the alarm colours; 262 is Portico's own.
HUES = (262, 284, 306, 328, 350, 90, 112, 134, 156, 178, 200, 222, 242)
US_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """List time zones for a select: those of the United States first, then every place by name."""
    names = zone_names()
    places = sorted(name for name in names if "/" in name and not name.startswith("Etc/"))
    return [
        (str(_("United States")), [(name, _spoken(name)) for name in US_ZONES]),
        (str(_("Everywhere")), [(name, _spoken(name)) for name in places if name not in US_ZONES]),
    ]


def _spoken(zone: str) -> str:
    return zone.replace("_", " ").replace("/", ", ")


class OrganisationForm(forms.ModelForm):
    """Everything an owner sets about the organisation."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    hue = forms.TypedChoiceField(label=_("Brand colour"), coerce=int, widget=forms.RadioSelect)
    country = forms.CharField(
        label=_("Country of the holidays"), max_length=2, help_text=_("Two letters, like US.")
    )
    region = forms.CharField(
        label=_("State or province of the holidays"), max_length=8, required=False, help_text=_("Like AZ.")
    )
    idle_minutes = forms.IntegerField(
        label=_("Log off after minutes without use"), min_value=5, max_value=720
    )
    reply_minutes = forms.IntegerField(
        label=_("Minutes until a waiting conversation goes back to the team"), min_value=5, max_value=1440
    )
    reopen_hours = forms.IntegerField(
        label=_("Hours in which a message reopens a resolved conversation"), min_value=0, max_value=720
    )

    class Meta:
        model = Organisation
        fields = [
            "name", "locale", "time_zone", "country", "region", "hue",
            "require_mfa", "idle_minutes", "reply_minutes", "reopen_hours",
        ]  # fmt: skip
        labels = {
            "name": _("Name"),
            "locale": _("Language"),
            "require_mfa": _("Everyone needs a second factor to log in"),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Organisation) -> None:
        super().__init__(data, instance=instance)
        current = instance.hue
        hues = HUES if current in HUES else (current, *HUES)
        self.fields["hue"].choices = [(hue, str(hue)) for hue in hues]  # type: ignore[attr-defined]

    def clean_country(self) -> str:
        """Accept countries whose holidays are known."""
        country = str(self.cleaned_data["country"]).upper()
        if country not in holidays.list_supported_countries(include_aliases=False):
            raise forms.ValidationError(_("The holidays of this country are not known."))
        return country

    def clean_hue(self) -> int:
        """Refuse alarm colours."""
        hue = int(self.cleaned_data["hue"])
        if hue in ALARM_HUES:
            raise forms.ValidationError(_("This colour is kept for alarms. Choose another."))
        return hue

    def clean(self) -> dict[str, Any]:
        """Accept regions the country has."""
        cleaned = super().clean() or self.cleaned_data
        region = str(cleaned.get("region", "")).upper()
        known = holidays.list_supported_countries(include_aliases=False).get(str(cleaned.get("country")), [])
        if region and region not in known:
            self.add_error("region", _("This country has no such state or province."))
        cleaned["region"] = region
        return cleaned

    def _post_clean(self) -> None:
        """Leave the row alone: the service compares and writes."""

    def settings(self) -> OrganisationSettings:
        """Return what was typed, as the service takes it."""
        return OrganisationSettings(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class LocationForm(forms.ModelForm):
    """A place."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Location
        fields = ["name", "street", "city", "region", "postcode", "time_zone", "is_default"]
        labels = {
            "name": _("Name"),
            "street": _("Street"),
            "city": _("City"),
            "region": _("State or province"),
            "postcode": _("Postcode"),
            "is_default": _("Takes what names no other location"),
        }

    def _post_clean(self) -> None:
        """Leave the row alone: the service compares and writes."""

    def details(self) -> LocationDetails:
        """Return what was typed, as the service takes it."""
        return LocationDetails(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class TeamForm(forms.ModelForm):
    """A team's name."""

    class Meta:
        model = Team
        fields = ["name"]
        labels = {"name": _("Name of the team")}

    def _post_clean(self) -> None:
        """Leave the row alone: the service compares and writes."""
