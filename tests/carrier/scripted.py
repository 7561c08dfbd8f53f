"""Plays scripts of whole calls through small flows: `tests/carrier/flows/*.yaml`, on the carrier in this process.

A script draws a flow (`nodes`, the first of them is its start), says what the house is like (`given`), and lists
`calls`, one after the other, each with what the caller and the telephones do and what must come of it:

    nodes: {…}                       # as in a flow document; $alice, $desk and $program are filled in
    given: {hours: "09:00-17:00", records_calls: true, desk: {members: [alice], here: [alice]}, …}
    calls:
      - name: nobody takes it
        at: 2026-11-23 10:00         # on the wall in Phoenix, never before the call before
        caller: "+16025550134"
        does: [{hears: beep, say: Please call me back.}]
        telephones: {alice: declines}   # takes, declines, busy, rings out, mailbox; takes if not said
        hears: [after the tone]      # in this order
        hears_not: [Press 1]
        told: [a call from]          # what whoever was rung heard
        rung: [alice]                # whose telephone rang, in order
        path: ["ring: nobody took it"]  # lines of the call's path, in this order
        texts: [Sorry]               # what the caller's telephone was sent
        outcome: VOICEMAIL
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule, VoicePolicy, read_rules
from conversations.models import Call
from core import clock, deliveries
from core.transactions import reading
from routing import tasks as routing_tasks

FOLDER = Path(__file__).parent / "flows"
HERE = ZoneInfo("America/Phoenix")
CALLER = "+16025550134"
LONGEST_SECONDS, SWEEP_SECONDS = 180, 5
# Long enough for news of the end, and for a text to whom we missed.
AFTERWARDS_SECONDS, TEXTED_SECONDS = 6, 22
# Who takes a call talks until the caller has had their answer.
_TAKES = (
    Rule(hears="Press 1", press="1", after=0.5),
    Rule(hears="my appointment", say="Thursday at nine would suit us.", after=0.5),
)
TELEPHONES: Mapping[str, Mapping[str, Any]] = {
    "takes": {"answer_after": 2.0, "script": list(_TAKES)},
    "takes it late": {"answer_after": 6.0, "script": list(_TAKES)},
    "declines": {"reject": "declined", "answer_after": 2.0},
    "busy": {"busy": True},
    "rings out": {"no_answer": True},
    "mailbox": {"voicemail": True},
    "takes what rings": {
        "answer_after": 2.0,
        "script": [Rule(hears="my appointment", say="Thursday at nine would suit us.")],
    },
}
# Whoever gets somebody asks, and hangs up with the answer; who is asked for a message leaves one.
_TALKS: Sequence[Mapping[str, Any]] = (
    {"hears": r"\d with \d", "say": "Hello, may I move my appointment?", "after": 1.5},
    {"hears": "Thursday", "hang_up": True, "after": 1.0},
    {"hears": "beep", "say": "This is a message, please call me back about the lease.", "after": 0.8},
)


@dataclass(slots=True)
class Stage:
    """The house a script is played at: the carrier, the members' telephones by name, and the number that is rung."""

    exchange: Simulator
    telephones: Mapping[str, str]
    line: str
    organisation: Any
    rung: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one call of a script."""

    call: Call
    heard: tuple[str, ...]
    rung: tuple[str, ...]
    path: tuple[str, ...]
    texts: tuple[str, ...]
    told: tuple[str, ...]


def scripts() -> Iterator[Path]:
    """List every script."""
    yield from sorted(FOLDER.glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """Read a script."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def document(name: str, script: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """Write the script's flow as a document, with the house's ids in it."""
    nodes = _filled(script["nodes"], known)
    return {
        "format": 1,
        "title": name.replace("_", " ").capitalize(),
        "start": next(iter(nodes)),
        "languages": script.get("languages", ["en-US"]),
        "nodes": {name: {"exits": {}, **node} for name, node in nodes.items()},
    }


def _filled(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, known) for one in value]
    return known[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def play(stage: Stage, asked: Mapping[str, Any]) -> Played:
    """Play one call of a script to its end."""
    if "at" in asked:
        _wait_until(stage, datetime.fromisoformat(str(asked["at"])).replace(tzinfo=HERE))
    caller = str(asked.get("caller", CALLER)).removeprefix("+")
    before, texted = len(stage.exchange.calls.legs()), len(_texts(stage, caller))
    for name, number in stage.telephones.items():
        how = TELEPHONES[str(asked.get("telephones", {}).get(name, "takes"))]
        stage.exchange.world.handset(number).voice = VoicePolicy(**how)
    does = [*asked.get("does", ()), *_TALKS]
    leg = stage.exchange.calls.dial(from_=caller, to=stage.line, script=read_rules(Fields({"script": does})))
    for second in range(LONGEST_SECONDS):
        if stage.exchange.calls.leg(leg).ended_at:
            break
        pass_time(stage, second)
    for second in range(TEXTED_SECONDS if "texts" in asked else AFTERWARDS_SECONDS):
        pass_time(stage, second)
    names = {number: name for name, number in stage.telephones.items()}
    rung = [
        names.get(one.party, one.party) for one in stage.exchange.calls.legs()[before:] if one.uuid != leg
    ]
    with reading(stage.organisation):
        rows = Call.objects.of(stage.organisation).select_related("answered_by__user", "conversation")
        call = rows.get(legs__carrier_leg_id=leg)
    return Played(
        call,
        tuple(stage.exchange.calls.heard(leg)),
        tuple(rung),
        tuple(f"{line['node']}: {line['why']}" for line in call.path),
        tuple(_texts(stage, caller)[texted:]),
        tuple(
            words
            for one in stage.exchange.calls.legs()[before:]
            if one.uuid != leg
            for words in stage.exchange.calls.heard(one.uuid)
        ),
    )


def pass_time(stage: Stage, second: int) -> None:
    """Let a second pass, in which workers do what is due, and every few seconds the sweeps."""
    stage.exchange.advance(1)
    if second % SWEEP_SECONDS == 0:
        routing_tasks.sweep_queues()
        routing_tasks.expire_offers()
    for delivery_id in deliveries.due_ids(now=clock.now()):
        deliveries.run_delivery(delivery_id=delivery_id, now=clock.now())


def check(asked: Mapping[str, Any], found: Played) -> None:
    """Compare what came of a call with what the script says."""
    told = f"{asked['name']}: {found.call.outcome} {found.path}\n{found.heard}\nrung {found.rung}"
    assert found.call.state == "CLOSED", told
    assert found.call.outcome == asked["outcome"], told
    assert not _missing(asked.get("hears", ()), found.heard), told
    assert not [one for one in asked.get("hears_not", ()) if not _missing([one], found.heard)], told
    assert not _missing([re.escape(line) for line in asked.get("path", ())], found.path), told
    assert not _missing(asked.get("told", ()), found.told), f"{told}\n{found.told}"
    if "rung" in asked:
        assert list(found.rung) == asked["rung"], told
    if "texts" in asked:
        assert len(found.texts) == len(asked["texts"]), f"{told}\n{found.texts}"
        assert not _missing(asked["texts"], found.texts), f"{told}\n{found.texts}"
    if "taken_by" in asked:
        assert found.call.answered_by is not None, told
        assert found.call.answered_by.name.split()[0].lower() == asked["taken_by"], told
    if "recorded" in asked:
        assert found.call.recording_notice == asked["recorded"], told
    if "labels" in asked:
        assert list(found.call.conversation.tags) == asked["labels"], told


def _missing(patterns: Sequence[str], found: Sequence[str]) -> list[str]:
    """List the patterns that are not there, each behind the one before."""
    left, missing = list(found), []
    for pattern in patterns:
        place = next((at for at, text in enumerate(left) if re.search(pattern, text, re.IGNORECASE)), None)
        if place is None:
            missing.append(pattern)
        else:
            left = left[place:]
    return missing


def _texts(stage: Stage, caller: str) -> list[str]:
    return [
        message.text
        for message in stage.exchange.world.messages.values()
        if message.handset == caller and message.direction == "outbound"
    ]


def _wait_until(stage: Stage, when: datetime) -> None:
    ahead = when.astimezone(UTC) - clock.now()
    assert ahead > timedelta(0), f"{when} is over"
    stage.exchange.advance(ahead.total_seconds())
