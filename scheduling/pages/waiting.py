"""The waiting list as members see it, and the form by which somebody joins it."""

from dataclasses import dataclass

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """Somebody who waits, or did: `place` is their turn among those of the service, `wants` what suits them."""

    id: str
    place: str
    name: str
    url: str
    wants: str
    since: str
    badge: str
    tone: str
    detail: str
    note: str
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGroup:
    """Those who wait for one service at one location, in turn."""

    title: str
    kept: str
    rows: tuple[WaitingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """The whole list; of two printings the one with the higher version is the later."""

    version: int
    groups: tuple[WaitingGroup, ...]
    ended: tuple[WaitingRow, ...]
    new_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsForm:
    """What somebody waits for, as typed so far."""

    services: tuple[Choice, ...]
    givers: tuple[Choice, ...]
    lengths: tuple[Choice, ...]
    places: tuple[Choice, ...]
    days: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    since: str
    until: str
    earliest: str
    latest: str
    note: str
    contact_id: str
    contact_name: str
    conversation_id: str
    back: str
    name: str = ""
    address: str = ""
    problem: str = ""
