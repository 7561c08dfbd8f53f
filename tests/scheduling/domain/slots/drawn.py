"""Questions as hypothesis draws them: around the days on which clocks are set, in zones of every habit."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from scheduling.domain.slots.model import (
    Anchor,
    BookingWindow,
    Busy,
    BusyKind,
    Caps,
    DateOverride,
    DaySpan,
    Host,
    Mode,
    Pool,
    Question,
    Resource,
    Schedule,
    ServiceRules,
    TravelZone,
    WeeklyWindow,
    WindowKind,
)

# Where something is unusual, and a day on which it is.
PLACES: Final = [
    ("America/New_York", date(2025, 3, 9)),
    ("America/New_York", date(2025, 11, 2)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),  # half an hour
    ("Australia/Lord_Howe", date(2025, 10, 5)),
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Europe/Dublin", date(2025, 3, 30)),  # winter time is the exception
    ("Europe/Dublin", date(2025, 10, 26)),
    ("Africa/Casablanca", date(2025, 2, 23)),  # Ramadan
    ("Africa/Casablanca", date(2025, 4, 6)),
    ("America/Sao_Paulo", date(2018, 11, 4)),  # midnight does not happen
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("Asia/Beirut", date(2025, 3, 30)),
    ("Asia/Beirut", date(2025, 10, 26)),
    ("Africa/Cairo", date(2025, 4, 25)),
    ("Africa/Cairo", date(2025, 10, 31)),
    ("America/Havana", date(2025, 3, 9)),
    ("America/St_Johns", date(2010, 11, 7)),  # one minute past midnight, so a date comes back
    ("Asia/Kathmandu", date(1986, 1, 1)),
    ("Asia/Kathmandu", date(2026, 12, 31)),
    ("Pacific/Chatham", date(2025, 4, 6)),
    ("Antarctica/Troll", date(2025, 3, 30)),  # two hours
    ("Africa/Monrovia", date(1972, 1, 7)),  # 44 minutes and 30 seconds
    ("Europe/Amsterdam", date(1937, 7, 1)),
    ("America/Caracas", date(2016, 5, 1)),
    ("Asia/Pyongyang", date(2018, 5, 4)),
    ("Asia/Kolkata", date(2024, 2, 29)),
    ("America/Phoenix", date(2026, 12, 31)),
    ("Pacific/Kiritimati", date(2000, 2, 29)),
    ("America/Nuuk", date(2023, 3, 25)),
    ("UTC", date(1969, 12, 31)),
    ("Europe/London", date(2400, 2, 29)),
    ("America/Los_Angeles", date(2199, 12, 31)),
    ("Europe/Madrid", date(9990, 12, 31)),
]
ZONES: Final = sorted({zone for zone, _ in PLACES})

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_clock = st.one_of(st.sampled_from([0, 30, 60, 90, 120, 180, 540, 1020, 1380, 1440]), st.integers(0, 1440))
_span = st.builds(
    lambda starts, ends, later: DaySpan(starts, ends + later * 1440),
    _clock,
    _clock,
    st.sampled_from([0, 0, 0, 1, 1, 2]),
)
_lengths = st.sampled_from([15, 20, 25, 30, 40, 45, 60, 90, 120, 7])


@st.composite
def schedules(draw: st.DrawFn, zone: str, day: date) -> Schedule:
    days = st.integers(-3, 3).map(lambda off: day + timedelta(days=off))
    weekly = draw(st.lists(st.tuples(st.sets(st.integers(0, 6), min_size=1), _span), max_size=3))
    if draw(st.sampled_from([True, True, True, False])):
        weekly.append(
            (
                set(range(7)),
                DaySpan(draw(st.sampled_from([0, 90, 540])), draw(st.sampled_from([1020, 1440, 1800]))),
            )
        )
    travel = st.builds(
        lambda from_on, more, to: TravelZone(
            from_on, None if more is None else from_on + timedelta(days=more), to
        ),
        days,
        st.one_of(st.none(), st.integers(0, 3)),
        st.sampled_from(ZONES),
    )
    return Schedule(
        zone,
        tuple(
            WeeklyWindow(weekday, span.starts, span.ends)
            for several, span in weekly
            for weekday in sorted(several)
        ),
        tuple(
            draw(st.lists(st.builds(DateOverride, days, st.lists(_span, max_size=2).map(tuple)), max_size=2))
        ),
        frozenset(draw(st.sets(days, min_size=1, max_size=1)) if draw(st.integers(0, 2)) == 0 else ()),
        tuple(draw(st.lists(travel, max_size=1))),
    )


def busies(start: int, end: int, *, most: int = 4) -> st.SearchStrategy[tuple[Busy, ...]]:
    one = st.builds(
        lambda at, long, before, after, counts, kind, hold: Busy(
            at, at + long, before, after, counts, kind, hold
        ),
        st.integers(start - 60, end),
        st.sampled_from([0, 10, 30, 60, 61, 240]),
        st.sampled_from([0, 0, 10]),
        st.sampled_from([0, 0, 15]),
        st.sampled_from([True, True, False]),
        st.sampled_from(BusyKind),
        st.sampled_from([None, None, 1, 2]),
    )
    return st.lists(one, max_size=most).map(tuple)


@st.composite
def services(draw: st.DrawFn, day: date) -> ServiceRules:
    bound = st.sampled_from([None, None, 1, 2, 3])
    minutes = st.sampled_from([None, None, None, 60, 240, 400])
    window = st.one_of(
        st.builds(
            BookingWindow,
            st.just(WindowKind.ROLLING),
            st.integers(0, 3),
            timezone=st.sampled_from(["", *ZONES]),
        ),
        st.builds(BookingWindow, st.just(WindowKind.BUSINESS_DAYS), st.integers(0, 3)),
        st.builds(
            BookingWindow,
            st.just(WindowKind.RANGE),
            first_on=st.sampled_from([None, day]),
            last_on=st.sampled_from([None, day, day + timedelta(days=1)]),
        ),
    )
    caps = st.builds(Caps, bound, bound, minutes, minutes, st.integers(0, 6), st.sampled_from(["", *ZONES]))
    return ServiceRules(
        length=draw(_lengths),
        interval=draw(st.one_of(st.none(), _lengths)),
        offset=draw(st.sampled_from([0, 0, 5, 7])),
        buffer_before=draw(st.sampled_from([0, 0, 10, 70])),
        buffer_after=draw(st.sampled_from([0, 0, 15])),
        notice=draw(st.sampled_from([0, 0, 45, 600])),
        optimize=draw(st.booleans()),
        anchor=draw(st.sampled_from([Anchor.RUN, Anchor.RUN, Anchor.CLOCK])),
        mode=draw(st.sampled_from(Mode)),
        booking_window=draw(window) if draw(st.integers(0, 4)) == 0 else None,
        caps=draw(caps) if draw(st.booleans()) else Caps(),
    )


@st.composite
def questions(draw: st.DrawFn) -> Question:
    zone, day = draw(st.sampled_from(PLACES))
    midnight = (datetime(day.year, day.month, day.day, tzinfo=UTC) - _EPOCH) // timedelta(minutes=1)
    start = midnight + draw(st.integers(-1440, 720))
    end = start + draw(st.sampled_from([1440, 2000, 3000, 4000]))
    zones = st.one_of(st.just(zone), st.just(zone), st.sampled_from(ZONES))
    hosts = []
    for name in range(draw(st.integers(1, 3))):
        free = None
        if draw(st.integers(0, 4)) == 0:
            free = tuple((a, a + long) for a, long in draw(st.lists(_ranges(start, end), max_size=3)))
        hosts.append(
            Host(
                name,
                draw(schedules(draw(zones), day)),
                draw(busies(start, end)),
                free,
                draw(st.sampled_from(["", "", "a"])),
                draw(st.integers(0, 4)) == 0,
            )
        )
    units = [
        Resource(
            f"unit {name}",
            draw(schedules(zone, day)) if draw(st.integers(0, 3)) == 0 else None,
            draw(busies(start, end, most=2)),
        )
        for name in range(draw(st.sampled_from([0, 0, 1, 3])))
    ]
    pools = [
        Pool(
            f"pool {name}",
            draw(st.integers(1, 2)),
            tuple(draw(st.permutations(units))[: draw(st.integers(1, 3))]),
        )
        for name in range(draw(st.integers(0, 2)) if units else 0)
    ]
    return Question(
        now=_EPOCH + timedelta(seconds=start * 60 + draw(st.integers(-1440 * 60, 720 * 60))),
        window=(start, end),
        service=draw(services(day)),
        hosts=tuple(hosts),
        pools=tuple(pools),
        opening=draw(schedules(zone, day)) if draw(st.integers(0, 4)) == 0 else None,
        timezone=draw(st.sampled_from(["", "", *ZONES])),
        own_hold=draw(st.sampled_from([None, 1])),
    )


def _ranges(start: int, end: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(start - 100, end), st.integers(0, 600))
