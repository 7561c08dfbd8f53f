"""The person pane: who this is, what is open, what happened before."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from contacts.ports import Panel
from conversations.pages.parts import Badge, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAddress:
    """One way to reach the person, with what the law and they themselves allow."""

    label: str
    display: str
    consent: Badge | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Several contacts share the address: the member chooses. Posts `contact`, one of the choices or new."""

    url: str
    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskItem:
    """One task: what, until when, whose, where it came from."""

    id: str
    version: int
    title: str
    done_url: str
    due_label: str = ""
    due_iso: str = ""
    is_late: bool = False
    is_done: bool = False
    owner_label: str = ""
    source: Link | None = None
    followups: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastItem:
    """An earlier conversation or call with the same person."""

    icon: str
    label: str
    when: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPane:
    """Who this is, what is open with them, what happened before."""

    conversation_id: str
    version: int
    person: Person
    subtitle: str
    contact_url: str = ""
    back_url: str = ""
    addresses: tuple[PersonAddress, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    candidates: Candidates | None = None
    tags: tuple[str, ...] = ()
    before: tuple[PastItem, ...] = ()
    before_url: str = ""
    panels: tuple[Panel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPanel:
    """Tasks about a contact, or of a conversation; `id` is what the form's answer replaces."""

    id: str
    tasks: tuple[TaskItem, ...]
    new_url: str = ""
    owners: tuple[Choice, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPanel:
    """The numbers of a contact that can be called, which posts `address` to `call_url`, and where to write to them."""

    call_url: str
    numbers: tuple[Choice, ...]
    write_url: str
