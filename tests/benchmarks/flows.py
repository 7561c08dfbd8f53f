"""Flows: what reading, proving and replaying one costs, on the largest sound flow of the tests (some forty nodes)."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from launcher.bench import Row
from routing.domain import document
from routing.domain.graph import Flow
from routing.domain.replay import replay as replay_calls
from routing.domain.verify import World, prove
from routing.domain.verifying.written import read_world
from tests.routing.domain.replay import pasts

LARGEST = Path(__file__).parents[1] / "routing" / "flows" / "sound" / "franchise_of_two_towns.json"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
COMPILES, PROOFS = 100, 3
MOST_SECONDS, MOST_REPLAYING = 5.0, 60.0
CALLS, DAYS = 10_000, 30


def measure() -> Iterable[Row]:
    """Compile the flow's document, prove it for a year, and replay a month of calls through it and a change of it."""
    written = json.loads(LARGEST.read_text(encoding="utf-8"))
    parsed = document.parse(written["flow"])
    if parsed.flow is None or not parsed.is_sound:
        raise RuntimeError("the flow of the bench is no sound document")
    flow = parsed.flow
    size = f"{len(flow.nodes)} nodes, {len(json.dumps(written['flow'])):,} characters of JSON"
    compile_ = min(_cpu(lambda: document.parse(written["flow"])) for _ in range(COMPILES))
    yield Row("flow compile", round(compile_ * 1000, 2), "ms CPU", "", None, f"best of {COMPILES}; {size}")
    began = process_time()
    world = read_world(written["world"], now=NOW)
    calendar = process_time() - began
    times = []
    for _ in range(PROOFS):
        began = process_time()
        proof = prove(flow, world)
        times.append(process_time() - began)
    if proof.problems:
        raise RuntimeError(f"the flow of the bench is accused: {proof.problems}")
    seconds = sorted(times)[len(times) // 2]
    note = (
        f"median of {PROOFS}; {len(flow.nodes)} nodes, a year of {proof.moments} different moments, {proof.situations:,}"
        f" situations, {proof.decisions:,} decisions of the engine; the calendar of the year before that"
        f" {calendar * 1000:.0f} ms"
    )
    is_fast = seconds < MOST_SECONDS
    yield Row("verifier, 40 nodes", round(seconds, 2), "s CPU", f"< {MOST_SECONDS:.0f}", is_fast, note)
    yield _replay(flow, world)


def _replay(flow: Flow, world: World) -> Row:
    """Replay a month through the flow and the same flow without its lunch cover."""
    past, staff = pasts.arrivals(CALLS, days=DAYS), pasts.staffing(world, days=DAYS)
    time = flow.nodes["north time"]
    draft = replace(
        flow,
        nodes={**flow.nodes, "north time": replace(time, exits={**time.exits, "lunch": "north offer"})},
    )
    began = process_time()
    found = replay_calls(flow, draft, past, staff, world.calendar)
    seconds = process_time() - began
    if found.before.calls != CALLS or not 0 < len(found.changes) < CALLS:
        raise RuntimeError("the replay did not tell the two flows apart")
    note = (
        f"{CALLS:,} calls of {DAYS} days through two flows of {len(flow.nodes)} nodes; {found.before.answered:,} answered"
        f" before and {found.after.answered:,} after, {len(found.changes):,} calls go otherwise"
    )
    is_fast = seconds < MOST_REPLAYING
    return Row("replay of 10,000 calls", round(seconds, 1), "s CPU", f"< {MOST_REPLAYING:.0f}", is_fast, note)


def _cpu(act: Callable[[], object]) -> float:
    began = process_time()
    act()
    return process_time() - began
