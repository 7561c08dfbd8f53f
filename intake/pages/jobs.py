"""What the pages of jobs show."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from contacts.pages import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A job in a list."""

    title: str
    url: str
    marks: tuple[Mark, ...]
    where: str
    who: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPage:
    """The list of jobs."""

    rows: tuple[JobRow, ...]
    states: tuple[Choice, ...]
    words: str
    new_url: str
    figures_url: str
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAct:
    """One button of a job."""

    act: str
    label: str
    icon: str
    is_primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoItem:
    """A photo of a job; `note` says how it came, or that it was taken elsewhere."""

    id: str
    name: str
    url: str
    note: str
    is_elsewhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosPage:
    """The page on which somebody sends photos by a link."""

    title: str
    text: str
    post_url: str
    problem: str
    count: str
    can_add: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobQuestions:
    """The questions of a kind of job: to be asked, being answered (`url`), or answered, a row a question."""

    title: str
    state: str
    tone: str
    url: str
    rows: tuple[tuple[str, str], ...]
    can_ask: bool
    can_send: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """One job, first of all for a telephone in a van. `where` is empty where the reader learns it on the day."""

    id: str
    title: str
    marks: tuple[Mark, ...]
    problem: str
    facts: tuple[tuple[str, str], ...]
    who: Link | None
    call_url: str
    conversation_url: str
    visit: Link | None
    where: str
    town: str
    is_hidden: bool
    site_url: str
    go_url: str
    notes: tuple[tuple[str, str, str], ...]
    is_danger: bool
    said: tuple[str, ...]
    after: str
    acts: tuple[JobAct, ...]
    minutes: tuple[int, ...]
    book_url: str
    can_safe: bool
    can_turn_away: bool
    can_cancel: bool
    can_reopen: bool
    reasons: tuple[Choice, ...]
    referral: str
    can_refer: bool
    edit_url: str
    photos: tuple[PhotoItem, ...]
    can_add: bool
    photo_link: str
    history: tuple[tuple[str, str, str], ...]
    questions: JobQuestions | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPanel:
    """The jobs of somebody, beside them."""

    rows: tuple[JobRow, ...]
    new_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """What became of the jobs of thirty days."""

    sentence: str
    states: tuple[tuple[str, int], ...]
    urgencies: tuple[tuple[str, int], ...]
    why_not: tuple[tuple[str, int], ...]
    outside: tuple[tuple[str, int], ...]
    in_vain: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """A kind of job among the settings."""

    name: str
    detail: str
    url: str
    is_active: bool
