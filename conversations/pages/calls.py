"""Calls on the screen: the card in the thread, what was recorded, the path that was taken."""

from dataclasses import dataclass

from accounts.pages import Link
from conversations.pages.lists import Filter
from conversations.pages.parts import Badge, Empty, Person


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

    `no_script` says why there is no transcript, `no_summary` why there is no summary, `summary_note` who made it.
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
    summary_note: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LegStretch:
    """One stretch of a leg: ringing, waiting or talking. `x` and `width` are thousandths of the whole call.

    `since_iso` is set while it goes on.
    """

    kind: str
    label: str
    span: str
    x: int
    width: int
    since_iso: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegBar:
    """One party of a call: who, what for, what came of it, and when it rang, joined and left."""

    id: str
    name: str
    role: str
    result: str = ""
    ended_by: str = ""
    stretches: tuple[LegStretch, ...] = ()
    moments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandItem:
    """One thing the carrier was asked to do; `problem` says why it failed."""

    time_label: str
    verb: str
    who: str
    state: Badge
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """Everything about one call. `monitors` are (mode, label) a supervisor may choose while it goes on."""

    id: str
    version: int
    card: CallCard
    person: Person
    number_label: str
    conversation_url: str
    contact_url: str
    facts: tuple[tuple[str, str], ...]
    bars: tuple[LegBar, ...]
    commands: tuple[CommandItem, ...] = ()
    act_url: str = ""
    monitors: tuple[tuple[str, str], ...] = ()
    followups: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call of the list; by `order` a pushed row finds its place."""

    id: str
    version: int
    order: str
    url: str
    title: str
    icon: str
    who: str
    time_label: str
    time_iso: str
    line_label: str
    outcome: Badge
    member: str = ""
    talked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderCalls:
    """Where the list of calls goes on; `version` is as of when."""

    version: int
    next_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsPage:
    """The newest calls first, narrowed by filters. `live` tells the hub which page this is, `since` as of when."""

    rows: tuple[CallRow, ...]
    filters: tuple[Filter, ...]
    url: str
    empty: Empty
    older: OlderCalls
    is_narrowed: bool = False
    live: str = ""
    since: str = ""
