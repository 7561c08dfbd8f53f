"""Which calendar a page shows, as its address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from scheduling.domain import drawing

MOST_CHOSEN = 30
VIEWS = ("day", "week", "resources", "list")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarQuery:
    """Which calendar is looked at; `who` or `only` and `place` narrow it, none of them shows all."""

    view: str
    day: date
    who: UUID | None = None
    place: UUID | None = None
    only: tuple[UUID, ...] = ()

    @property
    def whose(self) -> frozenset[UUID]:
        """Give the resources it is narrowed to; none means everybody."""
        return frozenset((self.who,) if self.who else self.only)

    @property
    def days(self) -> tuple[date, ...]:
        """Give the dates that are drawn or listed."""
        return drawing.week_of(self.day) if self.view in ("week", "list") else (self.day,)

    @property
    def key(self) -> str:
        """Name it for what keeps it live; `read_query` reads it back."""
        return self.query()

    def query(self, **other: str) -> str:
        """Write it as the query of an address, with parts exchanged."""
        parts = {"view": self.view, "date": self.day.isoformat()}
        if self.who:
            parts["who"] = str(self.who)
        elif self.only:
            parts["only"] = ",".join(str(key) for key in self.only)
        if self.place:
            parts["place"] = str(self.place)
        return urlencode({key: value for key, value in (parts | other).items() if value}, safe=",")

    def url(self, **other: str) -> str:
        """Give its address, with parts exchanged; an empty one is left out."""
        return f"{reverse('scheduling:calendar')}?{self.query(**other)}"


def read_query(
    said: Mapping[str, str], *, today: date, own: UUID | None = None, usual: str = ""
) -> CalendarQuery:
    """Read an address; what makes no sense is left out. `own` is whose calendar it is unless told, `usual` the view."""
    view = said.get("view", "")
    who = said.get("who", "")
    return CalendarQuery(
        view=view if view in VIEWS else usual or "resources",
        day=_day(said.get("date", "")) or today,
        who=own if not who else _id(who),
        place=_id(said.get("place", "")),
        only=tuple(dict.fromkeys(filter(None, map(_id, said.get("only", "").split(",")[:MOST_CHOSEN])))),
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if drawing.EARLIEST <= found < drawing.LATEST else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
