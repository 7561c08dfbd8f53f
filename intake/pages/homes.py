"""What the pages of home-service firms show."""

from dataclasses import dataclass

from accounts.pages import Choice
from contacts.pages import Mark
from intake.pages.jobs import JobRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyLine:
    """One urgency: what it is called and recognised by, what is said, and what comes next."""

    name: str
    signs: str
    tone: str
    after: str
    said_en: tuple[str, ...]
    said_es: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyPanel:
    """How urgent it is, beside a conversation."""

    lines: tuple[UrgencyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A place in the list: `people` are names with what they are to it."""

    title: str
    town: str
    url: str
    people: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitesPage:
    """The list of places."""

    rows: tuple[SiteRow, ...]
    words: str
    new_url: str
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePersonRow:
    """Somebody who is, or was, something to a place; `end_id` where a member may say that they are it no more."""

    name: str
    url: str
    role: str
    detail: str
    end_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One place. `found` are contacts that fit what was looked for, to be added."""

    id: str
    title: str
    town: str
    marks: tuple[Mark, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str, str], ...]
    go_url: str
    people: tuple[SitePersonRow, ...]
    roles: tuple[Choice, ...]
    who: str
    jobs: tuple[JobRow, ...]
    found: tuple[Choice, ...]
    can_write: bool
    can_verify: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SitesPanel:
    """The places of somebody, beside them."""

    rows: tuple[SiteRow, ...]
    new_url: str
