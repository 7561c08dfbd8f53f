"""What the page and the panel of a patient's health show."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A badge: how something stands."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRow:
    """One thing; `trace` says who wrote it down and when, and how it ended."""

    id: str
    what: str
    detail: str
    trace: str
    marks: tuple[Mark, ...]
    can_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthList:
    """The things of one kind: what holds, and what is past or was a mistake. `empty` says what no row means."""

    key: str
    title: str
    rows: tuple[HealthRow, ...]
    past: tuple[HealthRow, ...]
    empty: str
    is_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSection:
    """A list that may be changed, with the form that lengthens it (a HealthForm)."""

    list: HealthList
    form: Any
    none_label: str
    add_label: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPage:
    """Everything written of a patient's health, to be changed."""

    name: str
    back_url: str
    url: str
    sections: tuple[HealthSection, ...]
