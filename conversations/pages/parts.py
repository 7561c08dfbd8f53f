"""Small parts that several pages of the inbox share: badge, person, empty place."""

from dataclasses import dataclass

from accounts.pages import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A fact in one or two words. `tone`: "", ok, warn, danger, info, auto, note, accent.

    `since_iso` makes it count up, `until_iso` count down; `clock_label` is shown until the clock ticks.
    """

    label: str
    tone: str = ""
    icon: str = ""
    since_iso: str = ""
    until_iso: str = ""
    clock_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member or a contact where only name and avatar are shown. `tint` is 1 to 5, 0 for nobody known."""

    name: str
    initials: str
    tint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What is said where a list has nothing to show: one line, what will appear here, one act."""

    title: str
    text: str = ""
    action: Link | None = None
