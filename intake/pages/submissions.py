"""What members see of forms that are filled in."""

from dataclasses import dataclass
from uuid import UUID

from accounts.pages import Choice, Link
from intake.pages.filling import SectionView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer in words; who gave it and when. `files` lead to what was sent along."""

    label: str
    value: str
    source: str
    files: tuple[Link, ...] = ()
    strokes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The answers of one section."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """An answer that is another one than in what was sent before; empty words: none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPage:
    """A draft that a member fills in along with the customer, or what was sent."""

    id: UUID
    title: str
    state: str
    tone: str
    saved: str
    person: Link | None
    conversation: Link | None
    origin: str
    is_draft: bool
    can_change: bool
    groups: tuple[AnswerGroup, ...]
    sections: tuple[SectionView, ...] = ()
    field_url: str = ""
    file_url: str = ""
    news_url: str = ""
    part_url: str = ""
    their_url: str = ""
    problem: str = ""
    before_url: str = ""
    after_url: str = ""
    changes: tuple[ChangedAnswer, ...] = ()
    can_amend: bool = False
    reads: tuple[tuple[str, str], ...] = ()
    record_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """A form beside a person."""

    name: str
    state: str
    tone: str
    when: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPanel:
    """The forms of a person, and which can be begun with them."""

    key: str
    rows: tuple[SubmissionLine, ...]
    forms: tuple[Choice, ...]
    begin_url: str
    values: tuple[tuple[str, str], ...]
