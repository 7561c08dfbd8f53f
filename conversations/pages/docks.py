"""What stands on every page while a member's telephone rings or they are on a call."""

from dataclasses import dataclass

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class RingPop:
    """A call that rings at this member. `candidates` are all who share the number, when several do.

    `in_browser`: taken here; else by pressing 1 on the telephone. `is_own`: the member placed it.
    """

    leg_id: str
    call_id: str
    headline: str
    who: str
    number_label: str
    line_label: str
    since_iso: str
    conversation_url: str
    in_browser: bool = False
    is_own: bool = False
    candidates: tuple[str, ...] = ()
    asked: str = ""
    tasks: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBar:
    """The call this member is on, and what they can do. `act_url` takes the act's name and a slash.

    `locked` says why recording cannot be switched; `consulting` names who is asked meanwhile.
    """

    call_id: str
    who: str
    standing: str
    since_iso: str
    act_url: str
    conversation_url: str
    call_url: str
    is_held: bool = False
    is_muted: bool = False
    is_recorded: bool = False
    locked: str = ""
    is_consulting: bool = False
    consulting: str = ""
    is_consult_joined: bool = False
    is_supervising: bool = False
    modes: tuple[Choice, ...] = ()
    colleagues: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneNote:
    """A call that stopped ringing at this member, and why."""

    call_id: str
    sentence: str
    url: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnyway:
    """A call that was not placed because of the hour, or because they asked for none; the member may give a reason.

    `fields` are what was posted; `error` says what the reason lacks.
    """

    sentence: str
    url: str
    back_url: str
    fields: tuple[tuple[str, str], ...]
    reasons: tuple[Choice, ...]
    words: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """All of it; `version` is when it was printed, in milliseconds. `error` says why the latest act was refused."""

    version: int
    pops: tuple[RingPop, ...] = ()
    bar: CallBar | None = None
    notes: tuple[GoneNote, ...] = ()
    error: str = ""
    anyway: CallAnyway | None = None
