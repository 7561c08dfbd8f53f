"""What templates of queues print: plain values only."""

from dataclasses import dataclass

from accounts.pages import Choice, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure with its definition; `url` opens the rows behind it."""

    label: str
    value: str
    unit: str = ""
    definition: str
    url: str
    since_iso: str = ""
    is_hot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One queue in the table. `bars` are heights of 18."""

    name: str
    url: str
    waiting: int
    waiting_url: str
    longest_iso: str
    longest: str
    free: str
    members_url: str
    level: str
    level_url: str
    is_late: bool
    bars: tuple[tuple[int, float, float], ...]
    bars_label: str
    bars_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Somebody who waits, and what can be done about it."""

    id: str
    title: str
    url: str
    icon: str
    detail: str
    since_iso: str
    waited: str
    is_late: bool
    act_url: str
    is_callback: bool
    can_take: bool
    can_direct: bool
    members: tuple[Choice, ...]
    queues: tuple[Choice, ...]
    priorities: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member in the grid; `dot` is a class of the dot, `state` the word for it.

    `anchor` names the first of those in a state, to which their count leads.
    """

    name: str
    initials: str
    tint: int
    dot: str
    state: str
    detail: str
    since_iso: str
    since: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Too many wait too long in a queue; `backup` names who could help."""

    text: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertToast:
    """What supervisors are told on any page; `url` opens the queue on the wallboard."""

    id: str
    version: int
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The wallboard between the shell's edges; pushed as a whole."""

    version: int
    key: str
    tabs: tuple[Choice, ...]
    alerts: tuple[Alert, ...]
    tiles: tuple[Tile, ...]
    queues: tuple[QueueLine, ...]
    waiting: tuple[WaitingLine, ...]
    members: tuple[MemberLine, ...]
    counts: tuple[tuple[str, str], ...]
    empty: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """One item behind a figure."""

    title: str
    url: str
    queue: str
    joined: str
    joined_iso: str
    waited: str
    state: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The rows behind a figure."""

    title: str
    definition: str
    back_url: str
    rows: tuple[BehindRow, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceControl:
    """A member's own presence in the head of each page."""

    version: int
    url: str
    act_url: str
    dot: str
    state: str
    since_iso: str
    note: str
    choices: tuple[Choice, ...]
    can_return: bool
    wrapping: str
    codes: tuple[str, ...]
    needs_code: bool
    wraps_until_iso: str
    offered: str
    offered_detail: str
    offered_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackLine:
    """A callback that is owed: at which number, since when, how often tried and when next, and how it is dropped."""

    number: str
    since: str
    since_iso: str
    detail: str
    act_url: str
    can_take: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPanel:
    """The callbacks owed to the person of a conversation."""

    rows: tuple[CallbackLine, ...]
