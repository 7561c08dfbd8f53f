"""What the staff calendar prints: plain values only."""

from dataclasses import dataclass

from accounts.pages import Choice, Link
from scheduling.pages.elsewhere import ClashRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Where something is drawn: quarters of the day and minutes into them, and its lane."""

    at: int
    plus: int = 0
    to: int = 0
    over: int = 0
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing in a column. `kind` is appt, hold, block, off or buf; only appointments have an `id` and addresses.

    `begins` is given where one line must do, `times` where three fit. `start` is the minute of the day where it begins,
    `minutes` how long it lasts.
    """

    kind: str
    title: str
    detail: str = ""
    icon: str = ""
    spot: Drawn
    id: str = ""
    url: str = ""
    sheet_url: str = ""
    move_url: str = ""
    hue: int = 262
    label: str = ""
    begins: str = ""
    times: str = ""
    version: int = 0
    day: str = ""
    start: int = 0
    minutes: int = 0
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A resource on a day, or a day of the week. `now` is where the line of the present stands, on today only.

    `away` names the clock that somebody on a journey lives by.
    """

    title: str
    detail: str = ""
    away: str = ""
    initials: str = ""
    tint: int = 0
    icon: str = ""
    url: str = ""
    day: str
    resource_id: str = ""
    is_today: bool = False
    new_url: str = ""
    events: tuple[Event, ...] = ()
    now: Drawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTab:
    """One day above the grid; `note` says how full it is, `percent` the same, None when it is closed."""

    weekday: str
    number: str
    url: str
    note: str
    percent: int | None
    is_current: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list: the same thing in words. `tone` colours the badge."""

    time: str
    title: str
    detail: str
    url: str = ""
    badge: str = ""
    tone: str = ""
    hue: int = 262
    is_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDay:
    """A day of the list."""

    label: str
    is_today: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """A colour and the service that has it."""

    label: str
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came of the last act: a sentence, why, what else would do, and how to take it back or insist."""

    text: str
    tone: str = "ok"
    reasons: tuple[str, ...] = ()
    acts: tuple["SaidAct", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAct:
    """A button that posts `values` to `url`; `is_danger` goes against a rule, `is_partial` stands above the board."""

    label: str
    url: str
    values: tuple[tuple[str, str], ...]
    is_danger: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The whole board; `key` says which, for what keeps it live. `first` and `last` are quarters of the day."""

    key: str
    version: int
    title: str
    view: str
    zone: str
    first: int
    last: int
    hours: tuple[tuple[int, str], ...]
    columns: tuple[Column, ...]
    days: tuple[DayTab, ...]
    listed: tuple[ListedDay, ...]
    views: tuple[Link, ...]
    who: tuple[Choice, ...]
    places: tuple[Choice, ...]
    picks: tuple[Choice, ...]
    legend: tuple[Swatch, ...]
    who_label: str
    place_label: str
    before_url: str
    today_url: str
    after_url: str
    here_url: str
    new_url: str = ""
    block_url: str = ""
    print_url: str = ""
    now_minute: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A button of an appointment."""

    act: str
    label: str
    icon: str = ""
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known of an appointment."""

    term: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of an appointment's history; `turn` is whose turn it was, and why."""

    icon: str
    words: str
    when: str
    detail: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveForm:
    """Where an appointment is to be moved, as it stands or as it was typed."""

    url: str
    day: str
    at: str
    minutes: str
    lengths: tuple[Choice, ...]
    hosts: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One appointment: who, what, where, what can be done, what happened."""

    id: str
    version: int
    name: str
    contact_url: str
    conversation_url: str
    page_url: str
    when: str
    starts_iso: str
    badge: str
    tone: str
    acts: tuple[Act, ...]
    act_url: str
    facts: tuple[Fact, ...]
    history: tuple[Happened, ...]
    note: str
    move: MoveForm | None
    can_cancel: bool
    cancel_label: str
    can_write: bool
    back_url: str
    said: Said | None = None
    is_moving: bool = False
    clashes: tuple[ClashRow, ...] = ()
    call_conversation: str = ""
    following: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """A session that several share, and who comes."""

    title: str
    when: str
    where: str
    provider: str
    taken: str
    people: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppointment:
    """The page on which a member books. `times` are those of the day, `soon` the next ones, `why` why there are none."""

    services: tuple[Choice, ...]
    lengths: tuple[Choice, ...]
    givers: tuple[Choice, ...]
    places: tuple[Choice, ...]
    day: str
    times: tuple[Choice, ...]
    soon: tuple[Choice, ...]
    at: str
    why: tuple[str, ...]
    contact_id: str
    contact_name: str
    conversation_id: str
    name: str
    address: str
    asks_phone: bool
    asks_place: bool
    phone: str
    place: str
    postcode: str
    access_note: str
    note: str
    back: str
    ref: str
    problem: str
    may_insist: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPage:
    """A time that is blocked, or the form for one."""

    resources: tuple[Choice, ...] = ()
    title: str = ""
    when: str = ""
    made_by: str = ""
    url: str = ""
    back: str = ""
    problem: str = ""
    may_go_around: bool = False
    typed: tuple[tuple[str, str], ...] = ()
