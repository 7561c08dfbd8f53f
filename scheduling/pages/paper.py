"""The calendar on paper: plain values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line on paper."""

    time: str
    who: str
    what: str
    given_by: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDay:
    """A day on paper."""

    label: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The calendar on paper; `other_url` shows it with or without names, `pdf_url` is empty where no PDF can be made."""

    title: str
    organisation: str
    who: str
    days: tuple[PaperDay, ...]
    printed: str
    is_neutral: bool
    back_url: str
    other_url: str
    pdf_url: str
