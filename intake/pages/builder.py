"""What the page shows on which a form is built."""

from dataclasses import dataclass
from uuid import UUID

from accounts.pages import Choice, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBox:
    """The words of one language; `name` is what the box sends."""

    name: str
    language: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One property: `kind` is words, long (words of many lines), text, select, check or checks."""

    name: str
    label: str
    kind: str
    value: str = ""
    help: str = ""
    is_on: bool = False
    words: tuple[WordBox, ...] = ()
    choices: tuple[Choice, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One of the answers that are offered, or one of the parts of a repeated answer; `kinds` are of parts."""

    n: int
    value: str
    words: tuple[WordBox, ...]
    kinds: tuple[Choice, ...] = ()
    is_required: bool = False
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine:
    """One comparison."""

    n: int
    subjects: tuple[Choice, ...]
    comparisons: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionBox:
    """When something is shown; `nested` is a condition too deep for rows."""

    joints: tuple[Choice, ...]
    lines: tuple[ConditionLine, ...]
    nested: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Who will see the answer, why, and how it is kept."""

    who: str
    why: str
    how: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What can be changed of the piece that is chosen."""

    place: str
    title: str
    boxes: tuple[Box, ...]
    more: tuple[Box, ...] = ()
    limits: tuple[Box, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    answers_title: str = ""
    condition: ConditionBox | None = None
    seen: Seen | None = None
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stage, section or question in the list. `add` names what can be added under it."""

    place: str
    level: int
    label: str
    detail: str
    url: str
    badge: str = ""
    add: str = ""
    is_current: bool = False
    is_first: bool = False
    is_last: bool = False
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderPage:
    """A form that is built; `mark` and `version` tell what it looked like when the page was made."""

    id: UUID
    name: str
    state: str
    version: int
    mark: str
    pieces: tuple[Piece, ...]
    panel: Panel
    types: tuple[Choice, ...]
    problems: tuple[Link, ...]
    weight: int
    most_weight: int
    preview_url: str
    preview_links: tuple[Link, ...]
    changes: tuple[str, ...]
    lost: tuple[str, ...]
    is_lost: bool
    has_draft: bool
    can_publish: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A list of answers, and how many questions name it."""

    id: UUID
    name: str
    slug: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsPage:
    """The lists of answers that forms share, and the one that is changed."""

    rows: tuple[ListRow, ...]
    chosen: ListRow | None = None
    answers: tuple[AnswerRow, ...] = ()
