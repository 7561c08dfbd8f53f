"""What higher apps add to a contact's page and beside a conversation, and what of theirs moves in a merge.

Each app registers from its `AppConfig.ready`; contacts imports none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from accounts.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the timeline, between two items: everything before it is older."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One thing that happened with a contact, in words; `tone` is "", in, out, auto, note or danger."""

    id: UUID
    at: datetime
    icon: str
    who: str
    what: str = ""
    text: str = ""
    tone: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A section beside a contact's timeline or a conversation: its own template, which finds its page as `panel.page`."""

    key: str
    title: str
    template: str
    page: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A member looks at a contact at `now` (UTC)."""

    member: Member
    contact_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a panel stands beside at `now` (UTC): a contact's page, or a conversation, whose contact may not be known.

    Beside a conversation `member` is any of equal rights, for whom it is printed once: nothing personal goes there.
    """

    member: Member
    contact_id: UUID | None
    conversation_id: UUID | None = None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One contact takes over another at `now` (UTC), or gives it back; `name` is whose things are from now on."""

    keep_id: UUID
    absorb_id: UUID
    name: str
    by: Member
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """How an app moves its rows, inside the merge's transaction.

    `merge` gives what it did as plain values, and `unmerge` is given them again.
    """

    merge: Callable[[Pair], dict[str, Any]]
    unmerge: Callable[[Pair, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose data is asked for or erased at `now`: a contact with those merged into it, and every address they have.

    The contact stands first. `reader` is whom it is handed to, who is given what is for them; nobody in an erasure.
    """

    organisation_id: UUID
    contact_ids: tuple[UUID, ...]
    values: tuple[str, ...]
    now: datetime
    reader: Member | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """What an app keeps about people.

    `export` gives lists of plain values by heading, `files` the stored files with the name each gets; neither writes.
    `handed` runs in the export's transaction and keeps that it was handed out, where such looks are kept.
    `left_out` says in a sentence each what is kept from the reader and who gets it; it writes nothing.
    `hindrance` says why nothing may be erased yet, or nothing. `erase` runs in the erasure's transaction and
    gives the stored files that are to be deleted once it is committed.
    """

    export: Callable[[Subject], Mapping[str, list[dict[str, Any]]]]
    files: Callable[[Subject], Mapping[str, str]]
    hindrance: Callable[[Subject], str]
    erase: Callable[[Subject], list[str]]
    handed: Callable[[Subject], None] | None = None
    left_out: Callable[[Subject], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """Why a row of a list cannot be read: `fault` is a word its kind has a sentence for, `field` a column's or empty.

    `is_new` is of a row that was kept but for something a row further down may bring: whether it made something new.
    It is read again at the end of the list.
    """

    fault: str
    field: str = ""
    count: int = 0
    typed: str = ""
    is_new: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A row of a list: the line of the file it begins on, and its filled cells by field."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBatch:
    """Rows of a list that one transaction reads in at `now` (UTC).

    `label` is what the member calls the list, `fields` are those a column was chosen for, `region` is where numbers
    without a country are from (ISO 3166 alpha-2). `is_again` says that the rows were kept before, but for what a row
    further down may have brought by now: nothing else in them counts a second time.
    """

    organisation_id: UUID
    import_id: UUID
    member_id: UUID | None
    file_name: str
    label: str
    fields: frozenset[str]
    region: str
    rows: Sequence[ListRow]
    now: datetime
    is_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """A kind of list that can be read in: what its columns may hold, who may, and what becomes of a batch.

    `read` says of each row, in their order, whether it made something new, or why it could not be read. `headings` are
    the usual ones of each field, folded. `label_hint` asks for a name of the list; empty where none is needed. `home` is
    the label and the URL name of what the list fills, `rail` its place in the shell.
    """

    key: str
    title: "StrOrPromise"
    intro: "StrOrPromise"
    fields: "Mapping[str, StrOrPromise]"
    headings: Mapping[str, Sequence[str]]
    naming: frozenset[str]
    naming_sentence: "StrOrPromise"
    may: Callable[[Member], bool]
    read: Callable[[ListBatch], Sequence[bool | RowFault]]
    sentence: Callable[[RowFault], str]
    created: Callable[[int], str]
    updated: Callable[[int], str]
    home: "tuple[StrOrPromise, str]"
    rail: str
    after: "tuple[StrOrPromise, StrOrPromise, str] | None" = None
    label_hint: "StrOrPromise" = ""


# Says in a sentence why two contacts must not become one, or nothing.
MergeVeto = Callable[[Pair], str]
# Names the contacts that are kept from a member.
Veil = Callable[[Member], frozenset[UUID]]
TimelineReader = Callable[[Visit, Place | None, int], list[TimelineItem]]
PanelReader = Callable[[Beside], Panel | None]
_timelines: dict[str, TimelineReader] = {}
_panels: dict[str, tuple[int, PanelReader]] = {}
_movers: dict[str, Mover] = {}
_vetoes: dict[str, MergeVeto] = {}
_keepers: dict[str, Keeper] = {}
_veils: dict[str, Veil] = {}
_lists: dict[str, ListKind] = {}


def register_timeline(key: str, reader: TimelineReader) -> None:
    """Let `reader` tell what happened before a place, the newest first, at most so many; called in `reading`."""
    _timelines[key] = reader


def register_panel(key: str, order: int, reader: PanelReader) -> None:
    """Let `reader` fill a section beside people, None for nothing to show; called in `reading`, in the reader's language.

    What its own events change is pushed once somebody hints at the conversation or the contact.
    """
    _panels[key] = (order, reader)


def withdraw_panel(key: str) -> None:
    """Take a section away again; it is for tests that bring one along."""
    _panels.pop(key, None)


def register_mover(key: str, mover: Mover) -> None:
    """Let `mover` move what the app keeps about a contact; every app with a key to contacts has one."""
    _movers[key] = mover


def movers() -> Mapping[str, Mover]:
    """Give what moves, by the app's key."""
    return _movers


def register_merge_veto(key: str, veto: MergeVeto) -> None:
    """Let `veto` forbid merges, as between two sides of a matter; called in the merge's transaction and in `reading`."""
    _vetoes[key] = veto


def withdraw_merge_veto(key: str) -> None:
    """Take a veto away again; it is for tests that bring one along."""
    _vetoes.pop(key, None)


def merge_veto(pair: Pair) -> str:
    """Give the first sentence against a merge, empty when nothing speaks against it."""
    return next((sentence for veto in _vetoes.values() if (sentence := veto(pair))), "")


def register_veil(key: str, veil: Veil) -> None:
    """Let `veil` name contacts that are kept from a member behind walls; called in `reading` or a use case."""
    _veils[key] = veil


def kept_from(member: Member) -> frozenset[UUID]:
    """Name the contacts that are kept from a member; nearly always none, and then nobody is asked."""
    if not member.is_walled:
        return frozenset()
    return frozenset(contact_id for veil in _veils.values() for contact_id in veil(member))


def register_list(kind: ListKind) -> None:
    """Let lists of a kind be read in, in parts and with progress, like a list of contacts."""
    _lists[kind.key] = kind


def list_kind(key: str) -> ListKind | None:
    """Give a kind of list."""
    return _lists.get(key)


def register_keeper(key: str, keeper: Keeper) -> None:
    """Let `keeper` hand out and erase what the app keeps about people; every app with personal data has one."""
    _keepers[key] = keeper


def keepers() -> Mapping[str, Keeper]:
    """Give who keeps what, by the app's key."""
    return _keepers


def timeline(visit: Visit, *, before: Place | None, most: int) -> list[TimelineItem]:
    """Merge what every app knows, the newest first, at most `most`."""
    found = [item for reader in _timelines.values() for item in reader(visit, before, most)]
    return sorted(found, key=lambda item: (item.at, item.id), reverse=True)[:most]


def panels(beside: Beside) -> tuple[Panel, ...]:
    """Gather the sections in their order."""
    readers = [reader for _order, reader in sorted(_panels.values(), key=lambda entry: entry[0])]
    return tuple(panel for reader in readers if (panel := reader(beside)) is not None)
