"""What the settings of forms show."""

from dataclasses import dataclass
from uuid import UUID

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form in the list."""

    id: UUID
    name: str
    status: str
    tone: str
    public_url: str
    begun: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPage:
    """Every form, and what a new one can begin as."""

    rows: tuple[FormRow, ...]
    templates: tuple[Choice, ...]
    public_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of a form; `digest` begins its SHA-256."""

    number: int
    status: str
    when: str
    who: str
    digest: str
    begun: int
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """One thing to put right, and where."""

    where: str
    sentence: str
    is_warning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRow:
    """Who will see an answer, and why."""

    label: str
    kind: str
    who: str
    why: str
    how: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """A service that may ask for the form; `choice` is "", any or before."""

    id: UUID
    name: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """One form: what is live, its draft with what is wrong, who will see what."""

    id: UUID
    name: str
    public_url: str
    embed: str
    is_live: bool
    has_draft: bool
    can_publish: bool
    document: str
    versions: tuple[VersionRow, ...]
    problems: tuple[ProblemRow, ...]
    exposures: tuple[ExposureRow, ...]
    total: int
    services: tuple[ServiceRow, ...]
