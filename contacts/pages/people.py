"""What the templates of contacts print; presenters fill it."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from contacts.ports import Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A contact as name and avatar. `tint` is 1 to 5, 0 while nobody is known."""

    name: str
    initials: str
    tint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A fact in one or two words. `tone`: "", ok, warn, danger, info, accent."""

    label: str
    tone: str = ""
    icon: str = ""
    since_iso: str = ""
    until_iso: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One contact of the list."""

    id: str
    url: str
    who: Who
    company: str
    lifecycle: Mark
    reach: str
    more_reach: str
    owner: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What is said where a list has nothing to show."""

    title: str
    text: str = ""
    action: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactResults:
    """The rows that fit, and where the following ones are; `summary` counts what a search found."""

    rows: tuple[ContactRow, ...]
    next_url: str
    summary: str
    empty: Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The list of contacts with its filters."""

    results: ContactResults
    url: str
    search_url: str
    words: str
    lifecycles: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    new_url: str = ""
    duplicates_url: str = ""
    import_url: str = ""
    export_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressItem:
    """One way to reach the contact; the addresses are empty for members who only look."""

    id: str
    label: str
    own_label: str
    display: str
    is_preferred: bool
    is_shared: bool
    shared_with: str = ""
    consent: Mark | None = None
    edit_url: str = ""
    remove_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentItem:
    """What one address said about texts, or (`scope`) calls. `state`: yes, no, silent; no `url`: nothing is offered."""

    id: str
    display: str
    state: str
    badge: Mark
    evidence: str
    scope: str = "TEXT"
    url: str = ""
    may_allow: bool = False
    may_forbid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentMoment:
    """One thing an address said `about` texts or calls: when, from where, and why somebody believes it."""

    display: str
    about: str
    badge: Mark
    when: str
    when_iso: str
    source: str
    reason: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One item of the timeline; `day_label` is set on the first item of a day, `order` tells its place among them."""

    id: str
    order: str
    icon: str
    tone: str
    who: str
    what: str
    text: str
    time_label: str
    time_iso: str
    day_label: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A page of the timeline, the newest first."""

    items: tuple[Moment, ...]
    older_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known about the contact, as terms and values."""

    version: int
    facts: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    about: str
    edit_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedItem:
    """Somebody who was merged into the contact; the url is empty where it cannot be undone now."""

    sentence: str
    undo_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherItem:
    """Somebody the contact may be merged with."""

    who: Who
    reach: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """One fact of both contacts, and which stays."""

    term: str
    ours: str
    theirs: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage:
    """Who a contact may be merged with, or both side by side once `other` is chosen."""

    who: Who
    contact_url: str
    url: str
    words: str
    others: tuple[OtherItem, ...]
    other: Who | None
    other_id: str
    swap_url: str
    rows: tuple[MergeRow, ...]
    is_review: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPageView:
    """One contact: details and addresses, timeline, work; `since` is as of when."""

    id: str
    since: str
    who: Who
    subtitle: str
    details: Details
    addresses: tuple[AddressItem, ...]
    consents: tuple[ConsentItem, ...]
    call_consents: tuple[ConsentItem, ...]
    consent_history: tuple[ConsentMoment, ...]
    timeline: Timeline
    panels: tuple[Panel, ...]
    list_url: str
    merged: tuple[MergedItem, ...] = ()
    merge_url: str = ""
    add_url: str = ""
