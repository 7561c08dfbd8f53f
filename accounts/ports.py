"""What higher apps tell the shell: who waits at the door, which places the rail has, and their counts.

Each app registers from its `AppConfig.ready` or its `handlers` module; accounts imports none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How many people wait for an answer, and since when (UTC) the longest of them; None when nobody does."""

    waiting: int = 0
    longest_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NavPlace:
    """One place of the rail. `label` may be lazy; `count` is asked inside `reading`, at most 100 matters."""

    key: str
    label: "StrOrPromise"
    url_name: str
    icon: str
    order: int
    count: Callable[[Member], int] | None = None
    on_phone: bool | Callable[[Member], bool] = True
    is_for: Callable[[Member], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a page has counted already and the shell need not ask for: the door, and counts by key of the place.

    `is_docked` is False where the page knows that nothing stands in the dock, `is_headed` that nothing does in the head.
    """

    door: Door
    counts: Mapping[str, int]
    is_docked: bool = True
    is_headed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """What an app keeps on every page: its template finds `page` as `dock`."""

    template: str
    page: object


class SettingsGroup(StrEnum):
    """Under which heading a settings page stands; the order here is the order on the page."""

    HOUSE = "house"
    WORK = "work"
    CHANNELS = "channels"
    CALLS = "calls"
    YOU = "you"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """One page among the settings; `label` may be lazy, `is_for` says who has it, else everybody."""

    key: str
    label: "StrOrPromise"
    url_name: str
    order: int = 0
    group: SettingsGroup = SettingsGroup.WORK
    is_for: Callable[[Member], bool] | None = None


DockReader = Callable[[Member, datetime], Dock]
HeadReader = Callable[[Member, datetime], Dock | None]
HeadRows = Callable[[Member], QuerySet[Any, Any]]
DoorReader = Callable[[Member], Door]
SOCKETS_PATH = "/live/"
_doors: list[tuple[DoorReader, str]] = []
_places: dict[str, NavPlace] = {}
_docks: list[tuple[DockReader, Dock]] = []
_heads: list[tuple[HeadReader, HeadRows]] = []
_searches: list[str] = []
_demo_links: dict[str, "StrOrPromise"] = {}
_settings_pages: dict[str, SettingsPage] = {}


def register_door(reader: DoorReader, url_name: str = "") -> DoorReader:
    """Let `reader` tell the door's figures, inside `reading`; `url_name` shows who waits."""
    _doors[:] = [(reader, url_name)]
    return reader


def door(member: Member) -> Door:
    """Ask who waits at the member's door; nobody does while no app knows of waiting."""
    return _doors[0][0](member) if _doors else Door()


def door_url_name() -> str:
    """Name the page that lists who waits, empty while no app knows of waiting."""
    return _doors[0][1] if _doors else ""


def register_dock(reader: DockReader, *, empty: Dock) -> None:
    """Let `reader` say what stands on every page of a member, inside `reading`; `empty` where nothing does."""
    _docks[:] = [(reader, empty)]


def dock(member: Member, now: datetime, *, is_docked: bool = True) -> Dock | None:
    """Ask what stands on every page of a member; None while no app has anything to put there."""
    if not _docks:
        return None
    reader, empty = _docks[0]
    return reader(member, now) if is_docked else empty


def register_head(reader: HeadReader, *, rows: HeadRows) -> None:
    """Let `reader` put something into the head of every page of a member, inside `reading`; None leaves it out.

    It is asked of members for whom `rows` finds any: a page that counts anyhow finds that out in the same statement.
    """
    _heads[:] = [(reader, rows)]


def head_rows(member: Member) -> QuerySet[Any, Any] | None:
    """Give the rows without which nothing stands in a member's head; None while no app puts anything there."""
    return _heads[0][1](member) if _heads else None


def head(member: Member, now: datetime, *, is_headed: bool | None = None) -> Dock | None:
    """Ask what stands in the head of a member's pages; `is_headed` where the page knows whether anything can."""
    if not _heads:
        return None
    reader, rows = _heads[0]
    if is_headed is None:
        is_headed = rows(member).exists()
    return reader(member, now) if is_headed else None


def register_search(url_name: str) -> None:
    """Name the page the top bar's search opens, with `?q=`."""
    _searches[:] = [url_name]


def search_url_name() -> str:
    """Name the page of the top bar's search, empty while there is none."""
    return _searches[0] if _searches else ""


def register_demo_link(label: "StrOrPromise", url_name: str) -> None:
    """Put a link into the top bar of the demo. `label` may be lazy."""
    _demo_links[url_name] = label


def demo_links() -> "list[tuple[StrOrPromise, str]]":
    """List the demo's links as (label, name of the address)."""
    return [(label, url_name) for url_name, label in _demo_links.items()]


def register_settings_page(
    key: str,
    label: "StrOrPromise",
    url_name: str,
    order: int,
    *,
    group: SettingsGroup = SettingsGroup.WORK,
    is_for: Callable[[Member], bool] | None = None,
) -> None:
    """Put a page among the organisation's settings; `label` may be lazy, lower orders come first in their group.

    `is_for` says who has it, else everybody.
    """
    _settings_pages[key] = SettingsPage(
        key=key, label=label, url_name=url_name, order=order, group=group, is_for=is_for
    )


def settings_pages(member: Member) -> list[SettingsPage]:
    """List the settings pages of higher apps that `member` has, in their order."""
    found = [page for page in _settings_pages.values() if page.is_for is None or page.is_for(member)]
    return sorted(found, key=lambda page: page.order)


def register_nav(
    key: str,
    label: "StrOrPromise",
    url_name: str,
    icon: str,
    order: int,
    count_fn: Callable[[Member], int] | None = None,
    *,
    on_phone: bool | Callable[[Member], bool] = True,
    is_for: Callable[[Member], bool] | None = None,
) -> None:
    """Put a place on the rail; `key` also names its live count, `nav-<key>`, and `is_for` who has it, else everybody.

    `on_phone`: whether, or for whom, it stands in the bottom bar of a phone, which has room for six.
    """
    _places[key] = NavPlace(
        key=key,
        label=label,
        url_name=url_name,
        icon=icon,
        order=order,
        count=count_fn,
        on_phone=on_phone,
        is_for=is_for,
    )


def places(member: Member) -> list[NavPlace]:
    """List the places of a member's rail from top to bottom."""
    found = [place for place in _places.values() if place.is_for is None or place.is_for(member)]
    return sorted(found, key=lambda place: (place.order, place.key))
