"""Texts by the thousand through a carrier that drops, repeats and shuffles, into a Portico that keeps dying.

`run` gives what was sent and what is in the database afterwards; `Outcome` counts what is wrong with it, for the
test and for the bench.
"""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import requests

from carrier.simulator.client import SimulatorControl
from launcher.stack import Stack

BATCH = 25
AREAS = ("480", "520", "602", "623", "928")
FAULTS = (
    {"kind": "drop", "p": 0.1, "webhook": "inbound"},
    {"kind": "duplicate", "p": 0.1, "n": 1, "ms": 150, "webhook": "inbound"},
    {"kind": "reorder", "p": 0.1, "k": 5, "ms": 800, "webhook": "inbound"},
)
_ENTRIES = """
    SELECT organisation_id, conversation_id, address, provider_id, text
      FROM conversations_entry WHERE kind = 'MESSAGE_IN' AND provider_id = ANY(%s)
     ORDER BY conversation_id, occurred_at, seq
"""
_ATTEMPTS = """
    SELECT count(*) FROM carrier_attempt
     WHERE provider_id = ANY(%s) AND outcome IN ('ENTRY', 'RECOVERED') AND entry_id IS NOT NULL
"""
_PENDING = "SELECT count(*) FROM carrier_inbounddelivery WHERE state IN ('RECEIVED', 'FAILED', 'PARKED')"


@dataclass(frozen=True, slots=True)
class Text:
    """One text as its sender knows it; `number` counts the texts of one handset to one line from 1."""

    handset: str
    to: str
    number: int

    @property
    def words(self) -> str:
        return f"Trial text {self.number}"


@dataclass(frozen=True, slots=True)
class Stored:
    """One inbound entry, in the order its thread shows it."""

    conversation: str
    sender: str
    provider_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went in and what came of it. `seconds` is from the first text to the last one stored."""

    sent: dict[str, Text]
    stored: tuple[Stored, ...]
    accounted: int
    pending: int
    web_restarts: int
    hits: dict[str, int]
    seconds: float

    @property
    def entries(self) -> int:
        return len(self.stored)

    @property
    def lost(self) -> int:
        """Texts that are no entry, or are one with other words."""
        said = {
            entry.provider_id for entry in self.stored if entry.words == self.sent[entry.provider_id].words
        }
        return len(self.sent.keys() - said)

    @property
    def doubled(self) -> int:
        """Entries beyond the first of their text."""
        return len(self.stored) - len({entry.provider_id for entry in self.stored})

    @property
    def out_of_order(self) -> int:
        """Entries that do not stand right behind the text their sender sent before."""
        last: dict[str, int] = defaultdict(int)
        wrong = 0
        for entry in self.stored:
            number = self.sent[entry.provider_id].number
            wrong += number != last[entry.conversation] + 1
            last[entry.conversation] = number
        return wrong

    @property
    def mixed(self) -> int:
        """Threads with more than one person in them, and people with more than one thread."""
        said = [(entry.conversation, self.sent[entry.provider_id]) for entry in self.stored]
        pairs = {(conversation, text.handset, text.to) for conversation, text in said}
        people = {(text.handset, text.to) for _, text in said}
        return 2 * len(pairs) - len(people) - len({conversation for conversation, _ in said})


def run(data: Path, *, count: int, patience_seconds: float, is_throwaway: bool = True) -> Outcome:
    """Send `count` texts while web dies twice and Redis restarts once, and wait until all is quiet."""
    with Stack(data, embedded=True, is_throwaway=is_throwaway) as stack:
        stack.tend_in_background()
        with _control(stack) as control:
            until(lambda: len(control.numbers()) >= 4, "the carrier knows our lines", seconds=30)
            lines = [number.msisdn for number in control.numbers()]
        return run_on(stack, lines, count=count, patience_seconds=patience_seconds)


def run_on(stack: Stack, lines: Sequence[str], *, count: int, patience_seconds: float) -> Outcome:
    """Do the same on a stack that stands and is tended; the carrier is left as it was found."""
    with _control(stack) as control:
        usual = control.settings()["retry"]
        try:
            return _storm(stack, control, texts(count, lines), patience_seconds=patience_seconds)
        finally:
            control.set_faults(())
            control.settings(retry=usual)


def _control(stack: Stack) -> SimulatorControl:
    return SimulatorControl(stack.simulator_control_url, stack.environment["SIMULATOR_TOKEN"], timeout=30.0)


def texts(count: int, lines: Sequence[str]) -> list[Text]:
    """Make the texts: about ten from each handset, all handsets talking at once; the trial of calls has the first."""
    numbers = [f"1{area}5550{last}" for last in range(199, 99, -1) for area in AREAS]
    handsets = [number for number in numbers if number not in lines][: max(1, count // 10)]
    made = []
    for index in range(count):
        turn, position = divmod(index, len(handsets))
        made.append(Text(handsets[position], lines[position % len(lines)], turn + 1))
    return made


def _storm(
    stack: Stack, control: SimulatorControl, said: Sequence[Text], *, patience_seconds: float
) -> Outcome:
    control.settings(retry={"first": 1, "ceiling": 1})
    control.set_faults(FAULTS)
    count, restarts = len(said), stack.supervisor.programs["web"].restarts
    blows = {
        count // 4: lambda: stack.kill("web"),
        count // 2: stack.restart_redis,
        count * 3 // 4: lambda: stack.kill("web"),
    }
    began = time.monotonic()
    sent: dict[str, Text] = {}
    for start in range(0, count, BATCH):
        batch = said[start : start + BATCH]
        bodies = [{"from": text.handset, "to": text.to, "text": text.words} for text in batch]
        sent |= dict(zip(control.send_many(bodies), batch, strict=True))
        for due in [at for at in blows if at < start + BATCH]:
            # A blow at what lies on the ground already proves nothing.
            until(lambda: answers(stack), "web stands", seconds=60)
            blows.pop(due)()
    with psycopg.connect(stack.environment["DATABASE_ADMIN_URL"], autocommit=True) as database:
        until(control.is_quiescent, "the carrier has delivered all", seconds=patience_seconds)
        until(lambda: _one(database, _PENDING) == 0, "all is applied", seconds=30)
        seconds = time.monotonic() - began
        rows = database.execute(_ENTRIES, [list(sent)]).fetchall()
        return Outcome(
            sent=sent,
            stored=tuple(Stored(str(row[1]), row[2], row[3], row[4]) for row in rows),
            accounted=_one(database, _ATTEMPTS, list(sent)),
            pending=_one(database, _PENDING),
            web_restarts=stack.supervisor.programs["web"].restarts - restarts,
            hits={str(fault["kind"]): int(fault["hits"]) for fault in control.faults()},
            seconds=seconds,
        )


def pace(slowest: float, fastest: float) -> float:
    """Choose the pace of the carrier's clock: on a machine that does other things too, a slower one is fairer to us."""
    if wanted := os.environ.get("PORTICO_TRIAL_FACTOR"):
        return float(wanted)
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    return max(slowest, fastest / max(1.0, waiting))


def until(is_true: Callable[[], bool], what: str, *, seconds: float) -> None:
    """Wait until `is_true`.

    Raises:
        TimeoutError: it was not, in time; says `what`.
    """
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not within {seconds:g} s: {what}.")
        time.sleep(0.2)


def answers(stack: Stack) -> bool:
    """Say whether web answers."""
    try:
        return requests.get(f"http://127.0.0.1:{stack.port}/healthz", timeout=5).ok
    except requests.RequestException:
        return False


def _one(database: "psycopg.Connection[tuple[object, ...]]", query: str, *values: object) -> int:
    row = database.execute(query, values).fetchone()  # type: ignore[arg-type]
    return int(str(row[0])) if row else 0
