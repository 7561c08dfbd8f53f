"""The day of a vehicle as it is printed."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from scheduling.pages.maps import Map


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAct:
    """A button of a stop; `values` go with it."""

    act: str
    label: str
    icon: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStop:
    """One stop: `number` is that on the map, `drive` how it is reached, `late` why it cannot be in time."""

    id: str
    number: int
    who: str
    what: str
    planned: str
    window: str
    where: str
    access: str
    drive: str
    late: str
    badge: str
    tone: str
    page_url: str
    call_url: str
    go_url: str
    told: str
    minutes: int
    acts: tuple[RouteAct, ...]
    is_over: bool
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMove:
    """A visit that would begin at another minute."""

    id: str
    minute: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePage:
    """A day of a vehicle or technician."""

    title: str
    day: str
    vehicle: str
    vehicles: tuple[Choice, ...]
    before_url: str
    today_url: str
    after_url: str
    stops: tuple[RouteStop, ...]
    total: str
    map: Map | None
    moves: tuple[RouteMove, ...]
    saved: int
    figures: tuple[int, ...]
    can_write: bool
