"""The page on which a member writes to somebody first."""

from dataclasses import dataclass

from accounts.pages import Choice
from contacts.pages import Who
from conversations.pages.threads import CannedReply


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Somebody who can be written to: `ways` are addresses, each with the page that writes to it as its value."""

    who: Who
    company: str
    ways: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMessage:
    """The message itself. `denied` says why none may go; `error`, `tells` what stopped the one that was typed.

    `addresses` are those of the contact to choose from; `to` is what was typed where nobody holds it.
    """

    title: str
    who: Who | None
    contact_id: str
    address_id: str
    to: str
    to_label: str
    is_mail: bool
    addresses: tuple[Choice, ...]
    lines: tuple[Choice, ...]
    name: str
    subject: str
    text: str
    client_ref: str
    canned: tuple[CannedReply, ...]
    denied: str
    error: str
    tells: str
    max_segments: int = 10
    # What the menu of saved replies calls its fields after.
    conversation_id: str = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """Whom to write to, then what: `message` is None until somebody is chosen."""

    url: str
    words: str
    found: tuple[Reached, ...]
    stranger: Choice | None
    summary: str
    message: FirstMessage | None
