"""Where an address is: by the postcode tables that ship, and by a geocoder outside where an installation wants it."""

from typing import Any, Final
from uuid import UUID

import requests
from django.conf import settings

from accounts.models import Organisation
from core.fetching import guarded
from core.transactions import reading
from intake.domain.homes.postal import Postal
from intake.models import Precision, ServiceSite
from intake.ports import Found, find_geocoder, register_geocoder
from scheduling.selectors.postcodes import locate

SECONDS: Final = 5.0
MOST_BYTES: Final = 200_000


class PostcodeTable:
    """This will give the middle of a postcode, asking nobody outside."""

    def find(self, organisation: Organisation, address: Postal) -> Found | None:
        """Look the postcode up; called in `reading` or a use case."""
        position = locate(organisation, address.postcode) if address.postcode else None
        if position is None:
            return None
        return Found(
            latitude=position.latitude, longitude=position.longitude, precision=Precision.POSTCODE.value
        )


class CensusGeocoder:
    """This will ask the geocoder of the US Census Bureau, which takes any street of the United States and no key."""

    def __init__(self, url: str, *, reaches_private: bool = False) -> None:
        self.url, self.reaches_private = url, reaches_private

    def find(self, organisation: Organisation, address: Postal) -> Found | None:
        """Ask for the house; None where it knows none, does not answer, or answers what nobody can read."""
        if organisation.country != "US" or not address.street:
            return None
        query = {"address": address.line, "benchmark": "Public_AR_Current", "format": "json"}
        try:
            with guarded(
                seconds=SECONDS, most_bytes=MOST_BYTES, reaches_private=self.reaches_private
            ) as session:
                answer = session.get(self.url, params=query)
                answer.raise_for_status()
                matches = answer.json()["result"]["addressMatches"]
                return _found(matches[0]["coordinates"]) if len(matches) == 1 else None
        except (requests.RequestException, OSError, ValueError, KeyError, TypeError, IndexError):
            return None


def _found(coordinates: dict[str, Any]) -> Found:
    found = Found(
        latitude=float(coordinates["y"]),
        longitude=float(coordinates["x"]),
        precision=Precision.ROOFTOP.value,
    )
    if not (-90 <= found.latitude <= 90 and -180 <= found.longitude <= 180):
        raise ValueError("no place on earth")
    return found


def register() -> None:
    """Let the geocoder outside be asked where the installation names one."""
    if settings.GEOCODER_URL:
        register_geocoder(CensusGeocoder(settings.GEOCODER_URL))


def found_outside(*, organisation_id: UUID, site_id: UUID) -> Found | None:
    """Ask the geocoder outside, if there is one, for a place known by its postcode alone; outside any transaction."""
    geocoder = find_geocoder()
    if geocoder is None:
        return None
    with reading(organisation_id):
        site = (
            ServiceSite.objects.of(organisation_id).select_related("organisation").filter(pk=site_id).first()
        )
    if site is None or site.precision == Precision.ROOFTOP:
        return None
    address = Postal(
        street=site.street, unit=site.unit, city=site.city, state=site.state, postcode=site.postcode
    )
    return geocoder.find(site.organisation, address)
