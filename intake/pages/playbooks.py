"""What the pages of playbooks and inquiries show."""

from dataclasses import dataclass
from uuid import UUID

from accounts.pages import Choice
from intake.pages.builder import WordBox


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookRow:
    """A playbook in the list."""

    id: UUID
    name: str
    line: str
    service: str
    form: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """An outcome and what happens next."""

    n: int
    key: str
    words: tuple[WordBox, ...]
    stages: tuple[Choice, ...]
    nexts: tuple[Choice, ...]
    people: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    said: str
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookPage:
    """A playbook that is changed; without an id a new one."""

    id: UUID | None
    title: str
    name: str
    version: int
    is_active: bool
    lines: tuple[Choice, ...]
    services: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    questions: tuple[Choice, ...]
    outcomes: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to ask live, and whether it was answered."""

    label: str
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPanel:
    """An inquiry beside its conversation."""

    id: str
    stage: str
    tone: str
    said: str
    reason: str
    asked: tuple[Asked, ...]
    fill_url: str
    form: str
    begin_url: str
    conversation: str
    contact: str
    outcomes: tuple[Choice, ...]
    outcome_url: str
    books: tuple[Choice, ...]
    book_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and the address of its rows."""

    value: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelRow:
    """A stage or a source with its figures; `means` defines it."""

    label: str
    means: str
    figures: tuple[Figure, ...]
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLine:
    """An inquiry in the rows of a figure."""

    name: str
    url: str
    stage: str
    tone: str
    source: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPage:
    """The funnel of some days, and the rows of the figure that was opened."""

    days: tuple[Choice, ...]
    total: int
    rungs: tuple[FunnelRow, ...]
    sources: tuple[FunnelRow, ...]
    heads: tuple[str, ...]
    opened: str
    rows: tuple[InquiryLine, ...]
    has_playbook: bool
