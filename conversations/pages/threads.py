"""One conversation on the screen: head, entries, reply box."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from conversations.pages.calls import CallCard
from conversations.pages.parts import Badge, Person
from conversations.ports.facts import Detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One attached file. `blocked` says why it cannot be opened, empty when it can."""

    id: str
    name: str
    url: str
    size_label: str = ""
    is_image: bool = False
    alt: str = ""
    blocked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A piece of an entry's text: plain, a link, or a mention (`kind`: text, link, mention, mark)."""

    text: str
    kind: str = "text"
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryItem:
    """One entry of the stream. `kind`: in, out, auto, note, fact, call.

    `day_label` is set on the first entry of a day, `is_first_unread` on the first the member has not seen. Of a mail:
    `subject`, the `rest` that stands below what was written, `sender` where it is not the address of the thread.
    """

    id: str
    version: int
    seq: int
    kind: str
    time_label: str
    time_iso: str
    author: str = ""
    channel_icon: str = ""
    channel_label: str = ""
    text: str = ""
    parts: tuple[TextPart, ...] = ()
    language: str = ""
    day_label: str = ""
    is_first_unread: bool = False
    status: str = ""
    status_label: str = ""
    segments_label: str = ""
    failure: str = ""
    retry_url: str = ""
    undo_url: str = ""
    undo_until_iso: str = ""
    why: str = ""
    icon: str = ""
    media: tuple[Media, ...] = ()
    call: CallCard | None = None
    task_url: str = ""
    order: str = ""
    subject: str = ""
    rest: str = ""
    sender: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveMenu:
    """How a conversation ends: `outcome` (one must be chosen) and, where the outcome wants one, `reason`."""

    url: str
    outcomes: tuple[Choice, ...]
    reasons: tuple[Choice, ...] = ()
    reason_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHead:
    """The head of a conversation: who, whose, and every act upon it."""

    conversation_id: str
    version: int
    name: str
    status: str
    status_label: str
    line_label: str
    owner_label: str
    owner: Person | None = None
    badges: tuple[Badge, ...] = ()
    due: Badge | None = None
    viewers_label: str = ""
    back_url: str = ""
    person_url: str = ""
    claim_url: str = ""
    release_url: str = ""
    assign_url: str = ""
    members: tuple[Choice, ...] = ()
    snooze_url: str = ""
    snoozes: tuple[Choice, ...] = ()
    wake_url: str = ""
    resolve: ResolveMenu | None = None
    reopen_url: str = ""
    spam_url: str = ""
    not_spam_url: str = ""
    unread_url: str = ""
    call_url: str = ""
    links: tuple[Link, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReply:
    """A saved reply, its variables filled in; `missing` names those without a value, which stop the send."""

    key: str
    title: str
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A colleague replied meanwhile: who, how long ago, the first words. The half-typed text is kept."""

    sentence: str
    excerpt: str
    entry_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether a text may go, said in the reply box and pushed into it; `denied` says by which rule none may."""

    conversation_id: str
    version: int
    to_label: str = ""
    verdict: str = ""
    denied: str = ""

    @property
    def is_allowed(self) -> bool:
        """Whether a text may go."""
        return not self.denied


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWay:
    """How a mail would go: to which of their addresses, from which mailbox; `denied` says why it cannot."""

    addresses: tuple[Choice, ...] = ()
    lines: tuple[Choice, ...] = ()
    subject: str = ""
    denied: str = ""

    @property
    def is_allowed(self) -> bool:
        """Whether a mail may go."""
        return not self.denied


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """The reply box. `mode` is text, mail, chat or note; a denied text says by which rule and keeps the others open.

    Posts `text`, `note`, `mode`, `client_ref`, `after` (newest entry seen), `line`, `address`; a mail `mail_line`,
    `mail_address`, `subject`; `anyway=1` overrides the guard; `tells` says which
    words are about health, and asks for `health_reason`. `mail` is None where there is no mailbox.
    """

    conversation_id: str
    client_ref: str
    after: int
    reply_url: str
    note_url: str
    draft_url: str
    gate: Gate
    mode: str = "text"
    text: str = ""
    note: str = ""
    addresses: tuple[Choice, ...] = ()
    lines: tuple[Choice, ...] = ()
    canned: tuple[CannedReply, ...] = ()
    members: tuple[Choice, ...] = ()
    guard: Guard | None = None
    tells: str = ""
    error: str = ""
    saved_label: str = ""
    max_segments: int = 10
    mail: MailWay | None = None
    may_chat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The open conversation. `seq` is its newest entry; `composer` is None for who may only read."""

    conversation_id: str
    version: int
    seq: int
    title: str
    head: ThreadHead
    entries: tuple[EntryItem, ...]
    composer: Composer | None
    older_url: str = ""
    read_url: str = ""
    locked: str = ""
