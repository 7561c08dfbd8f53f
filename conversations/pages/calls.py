"""Calls on the screen: the card in the thread, what was recorded, the path that was taken."""

from dataclasses import dataclass

from conversations.pages.parts import Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One decision about a call: when, where in the flow, and why."""

    time_label: str
    node: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """One thing said. `url` starts the sound there, empty when there is none to hear."""

    speaker: str
    at_label: str
    at_seconds: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingItem:
    """Sound of a call. Without `url` there is nothing to hear and `problem` says why.

    `no_script` says why there is no transcript, `no_summary` why there is no summary.
    """

    id: str
    title: str
    icon: str
    duration_label: str = ""
    url: str = ""
    problem: str = ""
    is_alarm: bool = False
    script: tuple[ScriptLine, ...] = ()
    no_script: str = ""
    summary: str = ""
    no_summary: str = ""
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCard:
    """A call as an entry of the thread. `outcome` is its state while it lives, then how it ended.

    `figures` are (what, how long); `offers` say at whom it rang and what came of it.
    """

    id: str
    title: str
    icon: str
    outcome: Badge
    is_live: bool = False
    with_whom: str = ""
    line_label: str = ""
    url: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    offers: tuple[str, ...] = ()
    path: tuple[PathStep, ...] = ()
    recordings: tuple[RecordingItem, ...] = ()
