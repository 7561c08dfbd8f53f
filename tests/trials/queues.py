"""Two hundred callers at once in a queue of forty, whose members decline, drop off and go away while they are rung.

First, all members free, callers come in waves: members are asked in turn. Then everybody rings at once. `Outcome` says
what is wrong between what the simulator saw on every line and what Portico wrote down.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import psycopg

from carrier.simulator.client import LegView, SimulatorControl
from launcher.stack import Stack
from tests.trials._desk import Desk
from tests.trials.storm import pace, until

# How fast the carrier's clock goes at most and at least.
FASTEST, SLOWEST = 4.0, 1.0
AREAS = ("480", "520", "602", "928", "415")
LANES = 8
# A caller in so many gives up while they wait.
IMPATIENT = 8
TAKES = {
    "answer_after": 2.0,
    "script": [
        {"hears": "press 1", "press": "1", "after": 0.4},
        {"hears": "my appointment", "say": "Thursday at nine would suit us.", "after": 0.5},
    ],
}
# Who is joined to somebody says why they ring; words the queue says have "with" in them too.
CALLS = (
    {"hears": r"\d with \d", "say": "Hello, I would like to move my appointment.", "after": 1.0},
    {"hears": "Thursday", "hang_up": True, "after": 0.5},
    {"hears": "beep", "say": "This is a message of the trial, please call me back.", "after": 0.8},
)
# What a telephone does instead, for a while: nobody hears it, it is switched off, a mailbox answers, it is declined.
DROPS = (
    {"no_answer": True},
    {"unreachable": True},
    {"voicemail": True},
    {"reject": "declined", "answer_after": 1.0},
)
DROPPED_SECONDS = 5.0
# At any time one telephone in so many is dead.
DEAD = 4
_CALLS = """
    SELECT leg.carrier_leg_id, call.state, call.outcome, call.path::text
      FROM conversations_leg leg JOIN conversations_call call ON call.id = leg.call_id WHERE leg.role = 'CALLER'
"""
_LEDGER = """
    SELECT count(*) FILTER (WHERE outcome = 'CALL'), count(*) FROM carrier_attempt
     WHERE organisation_id = %s
"""
_OFFERS = """
    SELECT member_id::text, count(*) FROM routing_workoffer GROUP BY 1
"""
_MISSED = "SELECT count(*) FROM routing_workoffer WHERE result <> 'ACCEPTED'"
# At one instant: more than one open offer, or an open offer beside a call one is talking in.
_TWICE = """
    SELECT member_id::text FROM routing_workoffer WHERE result = 'OPEN' GROUP BY 1 HAVING count(*) > 1
    UNION ALL
    SELECT offer.member_id::text FROM routing_workoffer offer
      JOIN conversations_leg leg ON leg.member_id = offer.member_id AND leg.id <> offer.leg_id
     WHERE offer.result = 'OPEN' AND leg.joined_at IS NOT NULL AND leg.left_at IS NULL AND leg.ended_at IS NULL
"""
# Of this desk alone: other houses may stand on the same stack.
_FREE = """
    SELECT count(*) FROM routing_presence
     WHERE choice = 'AVAILABLE' AND engagement = 'FREE' AND organisation_id = %(organisation)s
"""
_AWAY = (
    "SELECT count(*) FROM routing_presence WHERE choice <> 'AVAILABLE' AND organisation_id = %(organisation)s"
)
_LIVE = "SELECT count(*) FROM routing_workitem WHERE ended_at IS NULL"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one caller at the carrier, and what Portico wrote of it."""

    leg: str
    written: tuple[str, ...]
    right: frozenset[str]
    text: str = ""
    path: str = ""

    @property
    def is_right(self) -> bool:
        """One call, over, with an outcome that is true."""
        return len(self.written) == 1 and self.written[0] in self.right

    def __str__(self) -> str:
        return f"{self.leg}: {self.written}, should be {sorted(self.right)}\n{self.path}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went in, and what is wrong with what came of it.

    `in_turn` counts how often each member was asked while all were free, `missed` how often that came to nothing
    (the next in turn is asked then); `offered_twice` lists members who were seen
    with two offers, or with one beside a call, and telephones that rang for two calls at once.
    """

    verdicts: tuple[Verdict, ...]
    in_turn: tuple[int, ...]
    missed: int
    offered_twice: tuple[str, ...]
    looks: int
    left_over: int
    accounted: tuple[int, int]
    by_outcome: Counter[str]
    dropped: int
    went_away: int
    factor: float
    seconds: float

    @property
    def wrong(self) -> tuple[Verdict, ...]:
        """The callers whose one outcome is not what happened, or who have none or several."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_right)

    @property
    def unfairness(self) -> int:
        """By how much the member asked most is ahead of the one asked least, all being free."""
        return max(self.in_turn) - min(self.in_turn)


@dataclass(slots=True)
class _Trial:
    """What the parts share."""

    stack: Stack
    folder: Path
    desk: Desk
    database: "psycopg.Connection[tuple[object, ...]]"
    over: threading.Event = field(default_factory=threading.Event)
    legs: list[str] = field(default_factory=list)
    twice: set[str] = field(default_factory=set)
    looks: int = 0
    dropped: int = 0
    missed: int = 0

    def control(self) -> SimulatorControl:
        token = self.stack.environment["SIMULATOR_TOKEN"]
        return SimulatorControl(self.stack.simulator_control_url, token, timeout=30.0)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        return self.database.execute(query, {"organisation": self.desk.organisation}).fetchall()

    def count(self, query: str) -> int:
        return int(str(self.ask(query)[0][0]))


def run(
    data: Path,
    *,
    callers: int,
    members: int,
    waves: int,
    patience_seconds: float,
    factor: float = 0.0,
    is_throwaway: bool = True,
) -> Outcome:
    """Let waves of callers come while all are free, then `callers` at once while members drop off.

    `factor` is the pace of the carrier's clock; 0 chooses one by how busy the machine is.
    """
    with Stack(data, demo=False, embedded=True, is_throwaway=is_throwaway) as stack:
        stack.tend_in_background()
        return run_on(
            stack,
            data,
            Desk(**_desk(stack, f"set_up({members})")),
            callers=callers,
            waves=waves,
            patience_seconds=patience_seconds,
            factor=factor,
        )


def run_on(
    stack: Stack,
    folder: Path,
    desk: Desk,
    *,
    callers: int,
    waves: int,
    patience_seconds: float,
    factor: float,
    goes_away: bool = True,
) -> Outcome:
    """Do the same on a stack that stands and is tended, and has this desk as its only queue."""
    with psycopg.connect(stack.environment["DATABASE_ADMIN_URL"], autocommit=True) as database:
        trial = _Trial(stack, folder, desk, database)
        with trial.control() as control:
            factor = factor or pace(SLOWEST, FASTEST)
            control.set_clock(mode="factor", factor=factor)
            for number in desk.members:
                control.set_voice(number, **TAKES)
            began = time.monotonic()
            with _looking(trial):
                in_turn = _waves(trial, control, waves, patience_seconds=patience_seconds)
                went = _storm(
                    trial, control, callers=callers, goes_away=goes_away, patience_seconds=patience_seconds
                )
            seconds = time.monotonic() - began
            return _compare(trial, control, in_turn=in_turn, went=went, seconds=seconds, factor=factor)


def _all_are_free(trial: _Trial) -> bool:
    """Say so; whoever counts as having missed is called back: on a slow machine a key may be pressed too late."""
    if trial.count(_LIVE) == 0 and trial.count(_AWAY):
        _desk(trial.stack, f"come_back({trial.desk.organisation!r})")
    return trial.count(_FREE) == len(trial.desk.members)


def _waves(
    trial: _Trial, control: SimulatorControl, waves: int, *, patience_seconds: float
) -> tuple[int, ...]:
    """Let fewer callers than members come, each wave once all are free again; say how often each was asked."""
    members = len(trial.desk.members)
    for wave in range(waves):
        until(lambda: _all_are_free(trial), "all are free", seconds=patience_seconds)
        _dial(trial, range(wave * members, wave * members + members * 2 // 3), is_patient=True)
        _until_over(trial, control, patience_seconds)
    trial.missed = trial.count(_MISSED)
    asked = dict(trial.ask(_OFFERS))
    return tuple(int(str(count)) for count in asked.values()) + (0,) * (members - len(asked))


def _storm(
    trial: _Trial, control: SimulatorControl, *, callers: int, goes_away: bool, patience_seconds: float
) -> int:
    """Let everybody ring at once while members drop off; says how often one went away while rung."""
    over = trial.folder / "over"
    with ThreadPoolExecutor(2) as pool:
        act = f"restless({trial.desk.organisation!r}, {str(over)!r})"
        restless = pool.submit(_desk, trial.stack, act) if goes_away else None
        dropping = pool.submit(_drop_off, trial, over)
        try:
            _dial(trial, range(10_000, 10_000 + callers))
            _until_over(trial, control, patience_seconds)
        finally:
            over.touch()
        dropping.result()
        return int(str(restless.result()["went"])) if restless is not None else 0


def _dial(trial: _Trial, numbers: Sequence[int], *, is_patient: bool = False) -> None:
    """Ring all at once; a caller in a few gives up waiting."""

    def ring(lane: int) -> list[str]:
        with trial.control() as control:
            return [_ring(trial, control, number, is_patient=is_patient) for number in numbers[lane::LANES]]

    with ThreadPoolExecutor(LANES) as pool:
        for legs in pool.map(ring, range(LANES)):
            trial.legs += legs


def _ring(trial: _Trial, control: SimulatorControl, number: int, *, is_patient: bool) -> str:
    caller = f"1{AREAS[number % len(AREAS)]}555{number // len(AREAS) % 10_000:04}"
    patience = 25.0 + number % 40 if number % IMPATIENT == 0 and not is_patient else 1_200.0
    control.set_voice(caller, hang_up_after=patience)
    return control.dial(handset=caller, to=trial.desk.line, script=CALLS).uuid


def _drop_off(trial: _Trial, over: Path) -> None:
    """Let telephones go dead, one after another, each for a while."""
    chance = Random(40)
    dead: list[tuple[float, str]] = []
    with trial.control() as control:
        while not over.exists():
            number = chance.choice(trial.desk.members)
            control.set_voice(number, **chance.choice(DROPS))
            trial.dropped += 1
            dead.append((time.monotonic(), number))
            while dead and time.monotonic() - dead[0][0] > DROPPED_SECONDS:
                control.set_voice(dead.pop(0)[1], **TAKES)
            time.sleep(DROPPED_SECONDS * DEAD / len(trial.desk.members))
        for _since, number in dead:
            control.set_voice(number, **TAKES)


@contextmanager
def _looking(trial: _Trial) -> Iterator[None]:
    """Look at the offers again and again, on a connection of its own."""

    def look() -> None:
        address = trial.stack.environment["DATABASE_ADMIN_URL"]
        with psycopg.connect(address, autocommit=True) as database:
            while not trial.over.wait(0.05):
                trial.looks += 1
                trial.twice |= {str(row[0]) for row in database.execute(_TWICE)}

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        trial.over.set()
        thread.join()


def _until_over(trial: _Trial, control: SimulatorControl, patience_seconds: float) -> None:
    waiting = set(trial.legs)

    def is_over() -> bool:
        waiting.difference_update(view.uuid for view in control.legs() if view.is_over)
        return not waiting

    until(is_over, "every caller has hung up", seconds=patience_seconds)
    until(lambda: trial.count(_LIVE) == 0, "nothing waits any more", seconds=patience_seconds)
    until(control.is_quiescent, "the carrier has told all", seconds=patience_seconds)


def _compare(
    trial: _Trial,
    control: SimulatorControl,
    *,
    in_turn: tuple[int, ...],
    went: int,
    seconds: float,
    factor: float,
) -> Outcome:
    written: dict[str, list[str]] = {leg: [] for leg in trial.legs}
    paths: dict[str, str] = {}
    for leg, state, outcome, path in trial.database.execute(_CALLS):
        if str(leg) not in written:
            continue
        written[str(leg)].append(str(outcome) if state in {"ENDED", "CLOSED"} else str(state))
        paths[str(leg)] = str(path)
    views = control.legs()
    members = {view.uuid: view for view in views if view.party in trial.desk.members}
    callings, attempts = trial.database.execute(_LEDGER, [trial.desk.organisation]).fetchall()[0]
    return Outcome(
        verdicts=tuple(
            replace(_judge(control, leg, tuple(written[leg]), members), path=paths.get(leg, ""))
            for leg in trial.legs
        ),
        in_turn=in_turn,
        missed=trial.missed,
        offered_twice=(*sorted(trial.twice), *_rung_twice(list(members.values()))),
        looks=trial.looks,
        left_over=trial.count(_LIVE),
        accounted=(int(str(callings)), int(str(attempts))),
        by_outcome=Counter(name for names in written.values() for name in names),
        dropped=trial.dropped,
        went_away=went,
        factor=factor,
        seconds=seconds,
    )


def _judge(
    control: SimulatorControl, leg: str, written: tuple[str, ...], members: dict[str, LegView]
) -> Verdict:
    entries = control.transcript(leg).entries
    heard = [one for one in entries if leg in one.heard_by]
    tone = next((one.t for one in heard if one.text == "beep"), None)
    if any(one.kind == "bridge" and members.keys() & set(one.heard_by) for one in heard):
        right = {"ANSWERED_HUMAN"}
    elif tone is not None and any(
        one.leg == leg and one.kind == "speech" and one.t >= tone for one in entries
    ):
        right = {"VOICEMAIL"}
    elif any("Please leave" in one.text and one.words for one in heard):
        right = {"MISSED_NO_AGENT"}
    else:
        right = {"ABANDONED_IN_QUEUE", "ABANDONED_IN_GREETING"}
    verdict = Verdict(leg, written, frozenset(right))
    if verdict.is_right:
        return verdict
    return Verdict(leg, written, frozenset(right), control.transcript_text(leg))


def _rung_twice(legs: Sequence[LegView]) -> Iterator[str]:
    """List telephones that began to ring while they still rang for another call."""
    rang: dict[str, float] = {}
    for leg in sorted(legs, key=lambda one: one.created_at):
        if leg.created_at < rang.get(leg.party, 0.0):
            yield f"{leg.party} at {leg.created_at:.1f}"
        ended = leg.answered_at or leg.ended_at or float("inf")
        rang[leg.party] = max(rang.get(leg.party, 0.0), ended)


def _desk(stack: Stack, act: str) -> dict[str, object]:
    said = stack.manage("shell", "--no-imports", "-c", f"from tests.trials import _desk as it; it.{act}")
    found: dict[str, object] = json.loads(said.strip().splitlines()[-1])
    return found
