"""A new appointment as far as it is filled in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from scheduling.domain.visits import VisitAddress
from scheduling.selectors.free import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is filled in so far; what makes no sense is left out, texts are as typed."""

    service_id: UUID | None
    minutes: int | None
    provider_id: UUID | None
    location_id: UUID | None
    day: date
    start: str
    at: str
    contact_id: UUID | None
    conversation_id: UUID | None
    name: str
    address: str
    phone: str
    place: str
    postcode: str
    access_note: str
    note: str
    overrule: bool
    back: str
    ref: str
    every_weeks: int = 1
    times: int = 1
    only_free: bool = False

    def wish(self, *, service_id: UUID) -> Wish:
        """Say what is to be free."""
        return Wish(
            service_id=service_id,
            location_id=self.location_id,
            minutes=self.minutes,
            provider_id=self.provider_id,
            address=self.visit(),
        )

    def visit(self) -> VisitAddress | None:
        """Say where to go; None while no postcode is filled in."""
        if not self.postcode.strip():
            return None
        return VisitAddress(street=self.place, postcode=self.postcode, access_note=self.access_note)
