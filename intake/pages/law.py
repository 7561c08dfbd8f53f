"""What the pages of matters, conflict checks and walls show."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from contacts.pages import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """A matter in the list; `clients` and `others` are names."""

    number: str
    title: str
    url: str
    clients: str
    others: str
    detail: str
    status: Mark
    check: Mark | None
    check_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersPage:
    """The list."""

    rows: tuple[MatterRow, ...]
    statuses: tuple[Choice, ...]
    status: str
    words: str
    new_url: str
    import_url: str
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody around a matter."""

    name: str
    role: str
    side: str
    also: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterPage:
    """One matter; acts whose address is empty are not offered."""

    number: str
    title: str
    subject: str
    status: Mark
    facts: tuple[tuple[str, str], ...]
    people: tuple[PersonRow, ...]
    check: Mark | None
    check_url: str
    is_open: bool
    add_url: str
    act_url: str
    can_engage: bool
    can_close: bool
    wall_url: str
    wall: str
    conversation: Link | None
    roles: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A name that was searched for, with everything else it was looked for as."""

    role: str
    name: str
    also: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What was searched."""

    label: str
    count: str
    newest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitItem:
    """A hit; one behind a wall has no name, no matter and no reasons, only whom to ask."""

    id: str
    number: int
    name: str
    what: str
    detail: str
    mark: Mark
    tone: str
    term: str
    reasons: tuple[str, ...]
    path: tuple[str, ...]
    answer: str
    answered_by: str
    why: str
    is_open: bool
    answer_url: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """One link of the chain in words."""

    icon: str
    text: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedItem:
    """A client whose consent a waiver takes."""

    party_id: str
    name: str
    is_given: bool
    detail: str
    file_name: str = ""
    file_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """The report of a conflict check, and what may be decided now."""

    id: str
    number: int
    title: str
    asked: str
    mark: Mark
    is_open: bool
    lock: str
    run: str
    engine: str
    terms: tuple[TermRow, ...]
    sources: tuple[SourceRow, ...]
    missed: tuple[str, ...]
    hits: tuple[HitItem, ...]
    summary: str
    sees_names: bool
    decision: str
    reason: str
    expires: str
    left: tuple[str, ...]
    left_to_ask: tuple[str, ...]
    act_url: str
    pdf_url: str
    matter_url: str
    can_search: bool
    can_clear: bool
    can_ask: bool
    can_decline: bool
    can_escalate: bool
    can_waive: bool
    can_record: bool
    lawyer: str
    waiver: str
    needs: tuple[NeedItem, ...]
    consent_url: str
    wall: str
    events: tuple[EventItem, ...]
    chain: Mark
    head: str
    before: str
    counsel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearancePanel:
    """Beside a conversation: whether facts may be heard. No names: it is printed for many readers at once."""

    mark: Mark
    sentence: str
    is_stop: bool
    url: str
    new_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallMemberRow:
    """A member a wall keeps out."""

    name: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WallPage:
    """The wall around a matter, or the form for one."""

    number: str
    matter_url: str
    act_url: str
    is_standing: bool
    mode: str
    wall_id: str
    reason: str
    procedures: str
    made: str
    notice: str
    fees: str
    members: tuple[WallMemberRow, ...]
    choices: tuple[Choice, ...]
    past: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """What somebody kept out of a matter is told: that, by whom, and how to keep to it."""

    title: str
    made: str
    procedures: str
    fees: str
    acknowledged: str
    url: str
