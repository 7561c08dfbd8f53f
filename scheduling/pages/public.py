"""What the public's booking pages show: steps, services, a month with its times, details, what was booked."""

from dataclasses import dataclass

from accounts.pages import Choice, Frame, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFrame(Frame):
    """What surrounds a page of the public: the firm's name and telephone, both languages as links, no cookie.

    `is_embedded`: the site around the page shows name and colours already.
    """

    phone: Link | None = None
    language_links: tuple[Link, ...] = ()
    language_codes: tuple[str, ...] = ()
    is_embedded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the steps of a booking; `url` leads back to one that is done."""

    number: int
    label: str
    is_done: bool = False
    is_current: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePick:
    """A service somebody can choose."""

    name: str
    description: str
    length: str
    price: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePicks:
    """The services of one place; `name` is empty where there is only one place."""

    name: str
    address: str
    picks: tuple[ServicePick, ...]
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage:
    """The first step: what somebody needs, by place. `about` names the provider or place it was narrowed to."""

    title: str
    about: str
    steps: tuple[Step, ...]
    places: tuple[PlacePicks, ...]
    all_url: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """A day of the month; without `url` it cannot be chosen. `spoken` is what a screen reader says."""

    number: str
    spoken: str
    url: str = ""
    is_free: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as weeks of seven cells, None outside it."""

    title: str
    weekdays: tuple[Choice, ...]
    weeks: tuple[tuple[DayCell | None, ...], ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChoice:
    """A time that can be taken: `value` is its instant, `note` tells two times of one name apart."""

    value: str
    label: str
    spoken: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart:
    """Morning, afternoon or evening, with its times."""

    label: str
    times: tuple[TimeChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The chosen day: its times, or why it has none and which day is next."""

    title: str
    parts: tuple[DayPart, ...] = ()
    reason: str = ""
    next: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRow:
    """One line of what was chosen so far, and where to change it."""

    term: str
    value: str
    detail: str = ""
    change: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What was chosen so far."""

    title: str
    rows: tuple[RecapRow, ...]
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """In which zone times are shown, and the form that changes it; `here_url` ends where a zone's name goes."""

    sentence: str
    name: str
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    here_url: str
    here_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A question with a handful of answers: how long, with whom."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePage:
    """The second step: when. `problem` is why the time asked for before was not to be had."""

    title: str
    steps: tuple[Step, ...]
    month: Month
    day: Day
    zone: Zone
    recap: Recap
    options: tuple[Options, ...]
    hold_url: str
    form_token: str
    old_hold: str = ""
    problem: str = ""
    note: str = ""
    wait_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WherePage:
    """Before times of a service at customers' addresses: where? `refusal` says that the firm does not go there."""

    title: str
    steps: tuple[Step, ...]
    recap: Recap
    url: str
    token: str
    back: Link
    typed: str = ""
    problem: str = ""
    refusal: str = ""
    phone: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """How long a time is kept, and whether it can be kept longer."""

    label: str
    until_iso: str
    until_label: str
    extend_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsPage:
    """The third step: who is coming. `known_url` is for who was here before, `welcome` for who showed it."""

    title: str
    steps: tuple[Step, ...]
    recap: Recap
    hold: HoldLine
    other_times: Link
    submit_label: str
    submit_url: str
    privacy: str
    problem: str = ""
    known_url: str = ""
    welcome: str = ""
    not_you_url: str = ""
    requirements: tuple[Link, ...] = ()
    postcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A booking as the person who made it sees it. `tone` is ok, wait or off; `icon` goes with it."""

    title: str
    tone: str
    icon: str
    steps: tuple[Step, ...]
    when: str
    zone: str
    where: str
    what: str
    note: str
    calendar_url: str = ""
    directions_url: str = ""
    video_url: str = ""
    move: Link | None = None
    cancel: Link | None = None
    policy: str = ""
    phone: Link | None = None
    again: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPage:
    """Asks once whether a booking is to be cancelled."""

    title: str
    when: str
    zone: str
    what: str
    url: str
    keep: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorry:
    """A page that cannot go on: why, and what to do instead."""

    title: str
    text: str
    phone: Link | None = None
    go: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """Asks who was here before for an address, then for the code that was sent there; `again_url` asks for another."""

    title: str
    text: str
    steps: tuple[Step, ...]
    hold: HoldLine
    submit_label: str
    submit_url: str
    back: Link
    hint: str = ""
    again: Link | None = None
