"""Calls by the hundred through a carrier that loses, repeats and shuffles its news, into a Portico that keeps dying.

`run` rings, then lets the sweeps do their work and reads both books: the simulator's, which knows what truly
happened on every line, and the database. `Outcome` says what is wrong between them.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

from carrier.simulator.client import LegView, SimulatorControl
from launcher.stack import Stack
from tests.trials import _books, _people
from tests.trials._people import House
from tests.trials.storm import answers, pace, until

# How fast the carrier's clock goes at most and at least: every wait of ours counts so many times.
FASTEST, SLOWEST = 12.0, 4.0
AREAS = ("480", "520", "602", "928", "415")
# Both tries of a webhook have to meet the fault, so this is one webhook in ten that never comes.
LOST = 0.316
FAULTS = (
    {"kind": "drop", "p": LOST, "attempts": 2},
    {"kind": "duplicate", "p": 0.1, "n": 1, "ms": 400},
    {"kind": "reorder", "p": 0.1, "k": 4, "ms": 3000},
    {"kind": "rest_status", "p": 0.04, "status": 429},
    {"kind": "rest_status", "p": 0.04, "status": 500},
    {"kind": "rest_drop", "p": 0.04},
)
# What Portico's own sweeps find by themselves within minutes is asked for at once, as if they had passed.
LATER_SECONDS = (90.0, 180.0, 900.0)
STUCK_SECONDS = 90.0
CALLERS_PER_CALL = 0.7
# So many telephones ring at once; each house has its own account, members and lines.
HOUSES = 12


@dataclass(frozen=True, slots=True)
class Rung:
    """One call as it was planned and placed; `leg` is the simulator's name of the caller's leg."""

    house: House
    path: _people.Path
    caller: str
    leg: str


@dataclass(slots=True)
class _Storm:
    """What the lanes share."""

    stack: Stack
    token: str
    kills: frozenset[int]
    rung: list[Rung] = field(default_factory=list)
    legs: dict[str, LegView] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def control(self) -> SimulatorControl:
        return SimulatorControl(self.stack.simulator_control_url, self.token, timeout=30.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went in, and what is wrong with what came of it; `by_outcome` counts the database's outcomes.

    `orphans` are legs at the carrier that Portico does not know: asked for twice, or by nobody. `doubled_legs` are
    members who were rung more than once for one call.
    """

    calls: int
    verdicts: tuple[_books.Verdict, ...]
    orphans: tuple[str, ...]
    doubled_legs: tuple[str, ...]
    doubled_texts: tuple[str, ...]
    lost_recordings: tuple[str, ...]
    by_outcome: Counter[str]
    hits: dict[str, int]
    web_restarts: int
    factor: float
    seconds: float

    @property
    def wrong(self) -> tuple[_books.Verdict, ...]:
        """The calls whose one outcome is not what happened, or that have none or several."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_right)


def run(
    data: Path,
    *,
    count: int,
    patience_seconds: float,
    kills: int = 3,
    houses: int = HOUSES,
    factor: float = 0.0,
    is_throwaway: bool = True,
) -> Outcome:
    """Ring `count` times on all houses at once while web dies `kills` times, each time in the middle of calls.

    `factor` is the pace of the carrier's clock; 0 chooses one by how busy the machine is.
    """
    with Stack(data, demo=False, embedded=True, is_throwaway=is_throwaway) as stack:
        stack.tend_in_background()
        made = [House(**row) for row in _telephones(stack, f"set_up({houses})")]
        return run_on(stack, made, count=count, patience_seconds=patience_seconds, kills=kills, factor=factor)


def run_on(
    stack: Stack,
    houses: Sequence[House],
    *,
    count: int,
    patience_seconds: float,
    kills: int,
    factor: float,
) -> Outcome:
    """Do the same on a stack that stands and is tended, and has these houses."""
    times = frozenset(count * (turn + 1) // (kills + 1) for turn in range(kills))
    storm = _Storm(stack, stack.environment["SIMULATOR_TOKEN"], times)
    with storm.control() as control:
        factor = factor or pace(SLOWEST, FASTEST)
        control.set_clock(mode="factor", factor=factor)
        control.set_faults(FAULTS)
        restarts = stack.supervisor.programs["web"].restarts
        began = time.monotonic()
        _ring_all(storm, houses, count=count)
        hits = Counter[str]()
        for fault in control.faults():
            hits[str(fault["kind"])] += int(fault["hits"])
        control.set_faults(())
        _telephones(stack, f"sweep{LATER_SECONDS}")
        until(control.is_quiescent, "the carrier has hung up all", seconds=patience_seconds)
        seconds = time.monotonic() - began
        outcome = _compare(storm, control, hits=dict(hits), factor=factor, seconds=seconds)
        return replace(outcome, web_restarts=outcome.web_restarts - restarts)


def _ring_all(storm: _Storm, houses: Sequence[House], *, count: int) -> None:
    with ThreadPoolExecutor(len(houses)) as pool:
        lanes = [
            pool.submit(_lane, storm, place, house, range(place, count, len(houses)))
            for place, house in enumerate(houses)
        ]
    for lane in lanes:
        lane.result()


def _lane(storm: _Storm, place: int, house: House, numbers: Sequence[int]) -> None:
    """Place one house's calls, one after the other: its members have one ear each. Some callers ring again."""
    callers = max(1, int(len(numbers) * CALLERS_PER_CALL))
    with storm.control() as control:
        for turn, number in enumerate(numbers):
            _ring(storm, control, house, number, caller=_caller(place * callers + turn % callers))


def _ring(storm: _Storm, control: SimulatorControl, house: House, number: int, *, caller: str) -> None:
    """Place one call, wait for its end, and note every leg that was rung for it."""
    path = _people.PATHS[number % len(_people.PATHS)]
    for place, member in enumerate(house.members):
        control.set_voice(member, **path.members[min(place, len(path.members) - 1)])
    caller = house.blocked if path.is_blocked else caller
    # Some outlast even what Portico waits for news that was lost.
    patience = _people.PATIENCE_SECONDS if number % 8 else _people.ENDLESS_PATIENCE_SECONDS
    control.set_voice(caller, hang_up_after=patience)
    to = house.closed_line if path.is_closed else house.line
    # A restart lasts seconds, which this fast clock makes minutes; calls under way must live through it.
    until(lambda: answers(storm.stack), "web stands", seconds=60)
    leg = control.dial(handset=caller, to=to, script=path.caller).uuid
    storm.rung.append(Rung(house, path, caller, leg))
    if number in storm.kills:
        time.sleep(0.7)
        storm.stack.kill("web")
    try:
        until(lambda: control.leg(leg).is_over, f"call {number} is over", seconds=STUCK_SECONDS)
    except TimeoutError:
        control.act(leg, hang_up=True)
    for member in house.members:
        found = {view.uuid: view for view in control.legs(party=member)}
        with storm.lock:
            storm.legs |= found


def _caller(place: int) -> str:
    """Give one of the five hundred numbers made for fiction."""
    return f"1{AREAS[place % len(AREAS)]}5550{100 + place // len(AREAS) % 100}"


def _compare(
    storm: _Storm, control: SimulatorControl, *, hits: dict[str, int], factor: float, seconds: float
) -> Outcome:
    with psycopg.connect(storm.stack.environment["DATABASE_ADMIN_URL"], autocommit=True) as database:
        books = _books.read(database)
    members = {number for rung in storm.rung for number in rung.house.members}
    for number in members:
        storm.legs |= {view.uuid: view for view in control.legs(party=number)}
    verdicts = [
        _books.judge(
            books,
            _books.truth(
                control,
                rung.leg,
                books=books,
                members={uuid: view for uuid, view in storm.legs.items() if view.party in rung.house.members},
                is_blocked=rung.path.is_blocked,
            ),
            path=rung.path.name,
        )
        for rung in storm.rung
    ]
    return Outcome(
        calls=len(storm.rung),
        verdicts=tuple(verdicts),
        orphans=tuple(uuid for uuid in storm.legs if uuid not in books.legs),
        doubled_legs=_doubled_legs(storm, books),
        doubled_texts=_doubled_texts(control, storm.rung),
        lost_recordings=tuple(line for verdict in verdicts for line in verdict.lost_recordings),
        by_outcome=Counter(row.outcome for rows in books.calls.values() for row in rows if row.is_ours),
        hits=hits,
        web_restarts=storm.stack.supervisor.programs["web"].restarts,
        factor=factor,
        seconds=seconds,
    )


def _doubled_legs(storm: _Storm, books: _books.Books) -> tuple[str, ...]:
    """List who was rung more than once for one call: the order of ringing names everybody once."""
    rung = Counter((books.legs[leg.uuid], leg.party) for leg in storm.legs.values() if leg.uuid in books.legs)
    return tuple(f"{party} for {call}: {times} times" for (call, party), times in rung.items() if times > 1)


def _doubled_texts(control: SimulatorControl, rung: Sequence[Rung]) -> tuple[str, ...]:
    """List who was texted more than once by one house, within a trial that is shorter than any cooldown."""
    houses = {
        line: one.house.organisation for one in rung for line in (one.house.line, one.house.closed_line)
    }
    texted = Counter(
        (caller, houses[message.business])
        for caller in {one.caller for one in rung}
        for message in control.handset(caller).messages
        if message.direction == "in" and message.business in houses
    )
    return tuple(f"{caller}: {times} texts" for (caller, _house), times in texted.items() if times > 1)


def _telephones(stack: Stack, act: str) -> list[dict[str, object]]:
    said = stack.manage(
        "shell", "--no-imports", "-c", f"from tests.trials import _telephones as it; it.{act}"
    )
    found = json.loads(said.strip().splitlines()[-1])
    return found if isinstance(found, list) else [found]
