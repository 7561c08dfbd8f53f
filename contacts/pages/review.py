"""What the pages about possible duplicates, and about a person's data, print."""

from dataclasses import dataclass

from accounts.pages import Choice
from contacts.pages.people import Mark, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class SideItem:
    """One of two contacts, and how they are reached."""

    who: Who
    url: str
    reach: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateItem:
    """Two contacts that may be one, and why; who only looks has no addresses to decide at."""

    id: str
    sides: tuple[SideItem, SideItem]
    mark: Mark
    reasons: tuple[str, ...]
    merge_url: str
    distinct_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatesPage:
    """The likeliest pairs to decide; what follows comes up as these are decided."""

    items: tuple[DuplicateItem, ...]
    summary: str
    list_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeItem:
    """A contact who may be the one that is being written down."""

    who: Who
    url: str
    reach: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldItem:
    """A legal hold: why, and how long; what has ended, or is not the reader's to lift, has no address."""

    reason: str
    sentence: str
    is_standing: bool
    lift_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """What may be done with everything that is known of one person; an address left empty is not the reader's."""

    name: str
    contact_url: str
    export_url: str
    left_out: tuple[str, ...]
    holds: tuple[HoldItem, ...]
    hold_url: str
    erase_url: str
    hindrances: tuple[str, ...]
    reasons: tuple[Choice, ...]
    erased: str = ""
    hold_error: str = ""
    erase_error: str = ""
