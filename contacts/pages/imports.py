"""What pages of imported lists print."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from contacts.pages.people import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One of the latest imports."""

    file_name: str
    url: str
    state: Mark
    summary: str
    when: str
    who: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """What a kind of list is called and asks for; `home` is what it fills."""

    kind: str
    title: str
    intro: str
    url: str
    home: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnItem:
    """A column of the file with some of its cells; posts the chosen field under `name`."""

    name: str
    heading: str
    sample: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMistake:
    """A line that could not be read: in which column, and why."""

    line: str
    heading: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgress:
    """How far an import is; asked again at `progress_url` while it runs, `state` once it has ended."""

    id: str
    is_running: bool
    progress_url: str
    stop_url: str
    state: str
    done: int
    total: int
    summary: str
    created: str
    updated: str
    failed: str = ""
    errors: tuple[ImportMistake, ...] = ()
    errors_url: str = ""
    resume_url: str = ""
    after: tuple[str, Link] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """One import: columns to be named, or progress."""

    id: str
    file_name: str
    summary: str
    is_preview: bool
    start_url: str
    columns: tuple[ColumnItem, ...]
    progress: ImportProgress
    upload: UploadPage
    label_hint: str = ""
    label: str = ""
    error: str = ""
