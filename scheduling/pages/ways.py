"""What a visitor has chosen so far. It travels in addresses, so that booking needs no cookie."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from scheduling.domain.months import YearMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The address of a booking page: `path` is where times are chosen, empty while no service is chosen.

    `zone` and `language` are empty unless the visitor asked for others than they get by themselves. `hold` is the token
    of a time they hold and may give back for another, `known` that of who showed by a code who they are, `zip` the
    postcode to come to. `embed` is not
    empty inside a firm's own site: light, dark or auto, as that site is.
    """

    slug: str
    path: str = ""
    place: UUID | None = None
    provider: UUID | None = None
    minutes: int = 0
    month: YearMonth | None = None
    day: date | None = None
    zone: str = ""
    language: str = ""
    hold: str = ""
    embed: str = ""
    known: str = ""
    zip: str = ""

    def but(self, **changes: Any) -> "Way":
        """Give the way with other choices."""
        return replace(self, **changes)

    def fields(self, *, without: str = "") -> tuple[tuple[str, str], ...]:
        """List what an address or a form carries, as names and values."""
        found = (
            ("place", str(self.place or "")),
            ("with", str(self.provider or "")),
            ("minutes", str(self.minutes or "")),
            ("month", str(self.month or "")),
            ("day", self.day.isoformat() if self.day else ""),
            ("zone", self.zone),
            ("lang", self.language),
            ("hold", self.hold),
            ("embed", self.embed),
            ("known", self.known),
            ("zip", self.zip),
        )
        return tuple((name, value) for name, value in found if value and name != without)

    def times_url(self) -> str:
        """Give the address of the times, with what was chosen."""
        return _with_query(self.path, self.fields())

    def services_url(self) -> str:
        """Give the address of the firm's services; what belongs to one service is left behind."""
        kept = self.but(minutes=0, month=None, day=None)
        return _with_query(reverse("scheduling:book", kwargs={"slug": self.slug}), kept.fields())

    def service(self, service_slug: str) -> "Way":
        """Go on to the times of a service."""
        path = reverse("scheduling:book_times", kwargs={"slug": self.slug, "service": service_slug})
        return self.but(path=path)

    def onward(self, path: str) -> str:
        """Give an address further on, where only the language, the zone and the frame around it still matter."""
        kept = self.but(place=None, provider=None, minutes=0, month=None, day=None, hold="", zip="")
        return _with_query(path, kept.fields())


def _with_query(path: str, fields: tuple[tuple[str, str], ...]) -> str:
    return f"{path}?{urlencode(fields)}" if fields else path
