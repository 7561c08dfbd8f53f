"""Free times: what working them out costs (P14), against a sweep that looks at each start by itself."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import process_time
from zoneinfo import ZoneInfo

from launcher.bench import Row
from scheduling.domain.slots import clock, hours
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.model import (
    Busy,
    DateOverride,
    DaySpan,
    Host,
    Mode,
    Question,
    Schedule,
    ServiceRules,
    WeeklyWindow,
)

ZONES = ("America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Madrid")
START, DAYS = datetime(2026, 3, 1, tzinfo=UTC), 60
SIZES = ((1, 0), (1, 200), (1, 1000), (10, 0), (10, 200), (10, 1000), (50, 0), (50, 200), (50, 1000))
MOST = {(10, 200): 25.0, (50, 200): 60.0}
ROUNDS = 5
MOST_GROWTH = 1.3


def measure() -> Iterable[Row]:
    """Work out sixty days over both changes to summer time, nothing remembered, then with open runs remembered."""
    ours = {}
    for providers, busy in SIZES:
        question = _question(providers, busy)
        cold = [_cpu(lambda question=question: _forgetting(question)) for _ in range(ROUNDS)]
        warm = [_cpu(lambda question=question: find_slots(question)) for _ in range(ROUNDS)]
        ours[providers, busy] = median(cold)
        most = MOST.get((providers, busy))
        yield Row(
            f"P14 {providers} × {busy:,}",
            round(median(cold) * 1000, 2),
            "ms CPU",
            f"≤ {most:.0f}" if most else "",
            median(cold) * 1000 <= most if most else None,
            f"median of {ROUNDS} ({min(cold) * 1000:.2f} to {max(cold) * 1000:.2f}); {median(warm) * 1000:.2f} with open"
            f" runs remembered; {len(find_slots(question)):,} starts with all who are free",
        )
    yield _against_naive()
    growth = ours[50, 1000] / ours[10, 1000] / 5
    note = "50 × 1,000 against five times 10 × 1,000; the cost is linear in providers and busy times up to the sorting"
    yield Row("P14 growth", round(growth, 2), "", f"≤ {MOST_GROWTH}", growth <= MOST_GROWTH, note)


def _against_naive() -> Row:
    """Compare with looking at every start of every provider by itself, both finding the same."""
    question = _question(10, 200)
    expected = [slot.start for slot in find_slots(question)]
    ratios = []
    for _ in range(3):
        found: list[int] = []
        floor = _cpu(lambda found=found: found.extend(_naive(question)))
        if found != expected:
            raise RuntimeError("the naive sweep finds other starts")
        ratios.append(_cpu(lambda: _forgetting(question)) / floor)
    note = f"rounds {min(ratios):.3f} to {max(ratios):.3f}; naive: each start of each provider by itself"
    return Row("P14 ÷ naive, 10 × 200", round(median(ratios), 3), "", "", None, note)


def _question(providers: int, busy: int) -> Question:
    chance = random.Random(f"{providers} {busy}")
    first = clock.minute_of(START)
    hosts = tuple(_host(place, busy, first, chance) for place in range(providers))
    window = (first, first + DAYS * 1440)
    service = ServiceRules(30, mode=Mode.ROUND_ROBIN)
    return Question(START - timedelta(days=2), window, service, hosts, timezone=ZONES[0])


def _host(place: int, busy: int, first: int, chance: random.Random) -> Host:
    windows = tuple(
        WeeklyWindow(day, starts, ends) for day in range(5) for starts, ends in ((540, 720), (780, 1020))
    )
    overrides = (
        DateOverride(date(2026, 3, 10)),
        DateOverride(date(2026, 4, 1 + place % 28), (DaySpan(600, 840),)),
    )
    times = []
    for _ in range(busy):
        start = first + chance.randrange(DAYS * 1440 // 15) * 15
        times.append(Busy(start, start + chance.choice((30, 60))))
    return Host(place, Schedule(ZONES[place % len(ZONES)], windows, overrides), tuple(times))


def _forgetting(question: Question) -> None:
    hours._open_in_block.cache_clear()
    clock._segments.cache_clear()
    find_slots(question)


def _naive(question: Question) -> list[int]:
    """Ask of each half hour and provider whether the wall clock lies in a window and nothing is booked."""
    found = []
    for start in range(*question.window, 30):
        end = start + question.service.length
        if any(_is_free(host, start, end) for host in question.hosts):
            found.append(start)
    return found


def _is_free(host: Host, start: int, end: int) -> bool:
    schedule = host.schedule
    if schedule is None or any(busy.start < end and busy.end > start for busy in host.busy):
        return False
    shown = datetime.fromtimestamp(start * 60, UTC).astimezone(ZoneInfo(schedule.timezone))
    own = [override for override in schedule.overrides if override.on == shown.date()]
    spans = own[0].spans if own else [one for one in schedule.weekly if one.weekday == shown.weekday()]
    since = shown.hour * 60 + shown.minute
    return any(span.starts <= since and since + end - start <= span.ends for span in spans)


def _cpu(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began
