"""What the page shows on which a form is filled in."""

from dataclasses import dataclass, field

from accounts.pages import Choice, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One box to write into or choose from. `kind` is text, area, select, radio or check."""

    id: str
    name: str
    kind: str
    label: str = ""
    value: str = ""
    error: str = ""
    type: str = "text"
    inputmode: str = ""
    autocomplete: str = ""
    most: int = 0
    is_required: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One of several pieces of an answer; `remove` is what its button sends."""

    title: str
    inputs: tuple[Input, ...]
    remove: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file that was kept; `remove` is what its button sends."""

    name: str
    detail: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature as it stands; `strokes` is the path of a drawing."""

    name: str
    strokes: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `shape` says how it is printed: input, choices, pieces, rows, file, signature, consent or words.

    `mark` is that of the answer as it is kept; `clash` says what somebody else wrote there meanwhile, `by` who wrote it.
    """

    key: str
    id: str
    shape: str
    is_shown: bool
    is_open: bool = True
    label: str = ""
    help: str = ""
    why: str = ""
    text: str = ""
    error: str = ""
    echo: str = ""
    is_required: bool = False
    inputs: tuple[Input, ...] = ()
    rows: tuple[Row, ...] = ()
    add: str = ""
    later: str = ""
    is_later: bool = False
    files: tuple[FileRow, ...] = ()
    accept: str = ""
    signed: Signed | None = None
    intent: str = ""
    mark: str = ""
    clash: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """Questions that stand together."""

    key: str
    title: str
    help: str
    questions: tuple[Question, ...]

    @property
    def is_shown(self) -> bool:
        """Tell whether any of its questions is asked."""
        return any(one.is_shown for one in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLink:
    """A stage in the list beside the questions; `state` is done, here, locked or to come."""

    label: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """What is shown instead of a stage that is closed."""

    title: str
    text: str
    steps: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """What stands before everything else when an answer describes an emergency."""

    title: str
    text: str
    call: Link
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPage:
    """A stage of a form, or the lock before it."""

    title: str
    form_name: str
    help: str
    number: int
    of: int
    progress: str
    saved: str
    post_url: str
    field_url: str
    file_url: str
    later_url: str
    stages: tuple[StageLink, ...]
    sections: tuple[SectionView, ...] = ()
    back_url: str = ""
    submit_label: str = ""
    problem: str = ""
    wrong: tuple[Link, ...] = ()
    lock: LockView | None = None
    note: str = ""
    news_url: str = ""
    part_url: str = ""
    alarm: AlarmView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Before the first question."""

    title: str
    intro: str
    begin_url: str
    begin_label: str
    privacy: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """After a form was sent."""

    title: str
    text: str
    detail: str = ""
    go: Link | None = None
    alarm: AlarmView | None = None
    can_amend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePage:
    """Going on with a draft: a code is asked for, then entered."""

    title: str
    text: str
    post_url: str
    is_sent: bool
    problem: str = ""
    links: tuple[Link, ...] = field(default=())
