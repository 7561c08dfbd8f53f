"""A caller who does things at random, at a random minute of the year: what the verifier's word is held against.

It shares no code with the verifier: it makes whole facts, asks the engine, and looks at what became of the caller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import DayKind
from conversations.domain.plans import Endpoint, EndpointKind, HangUp, Record
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.flow import CallerFacts, Facts, Free
from routing.domain.graph import Flow, NodeKind
from routing.domain.verify import World

PHONE = Endpoint(EndpointKind.PHONE, "+16025550199")
MOST_DECISIONS = 300
QUIET = 150
AREAS = ("602", "480", "520", "999")
SAID = ("85001", "85299", "00000", "99999", "1", "200170")


@dataclass(frozen=True)
class Walked:
    """How a walk ended."""

    is_dropped: bool = False
    is_endless: bool = False
    nodes: tuple[str, ...] = ()


def walk(flow: Flow, world: World, dice: Random) -> Walked:
    """Call once. Nobody ever answers, so only what the flow itself keeps can help."""
    at = world.starts + timedelta(minutes=dice.randrange(364 * 24 * 60))
    caller = _caller(flow, dice)
    is_blocked = dice.random() < 0.1
    state, event = engine.begin(flow), happenings.Started()
    kept, quiet, nodes = is_blocked, 0, list[str]()
    for _ in range(MOST_DECISIONS):
        facts = _facts(world, at, caller, is_blocked=is_blocked, dice=dice)
        decision = engine.step(flow, state, event, facts)  # type: ignore[arg-type]
        state = decision.state
        nodes.append(state.node)
        if state.node == engine.LAST_RESORT and any("too often" in line.why for line in decision.path):
            return Walked(is_endless=True, nodes=tuple(nodes))
        kept = kept or any(isinstance(one, happenings.SendText) for one in decision.effects)
        kept = kept or (state.texts_back and bool(caller.number))
        plan = decision.plan or ()
        if any(isinstance(step, Record) for step in plan):
            return Walked(nodes=tuple(nodes))
        if any(isinstance(step, HangUp) for step in plan):
            return Walked(is_dropped=not kept, nodes=tuple(nodes))
        event, is_chosen = _next(flow, state, dice)
        quiet = 0 if is_chosen else quiet + 1
        kept = kept or event == happenings.GivenBack("done", "done")
        if quiet > QUIET:
            return Walked(is_endless=True, nodes=tuple(nodes))
        at += timedelta(seconds=dice.choice((5, 20, 300)))
    return Walked(nodes=tuple(nodes))


def _caller(flow: Flow, dice: Random) -> CallerFacts:
    number = "" if dice.random() < 0.15 else f"+1{dice.choice(AREAS)}5550134"
    known = bool(number)
    return CallerFacts(
        number=number,
        is_known=known and dice.random() < 0.3,
        is_client=known and dice.random() < 0.3,
        is_vip=known and dice.random() < 0.2,
        spam_score=dice.choice((0, 0, 50, 90, 100)),
        language=dice.choice(("", *flow.languages)) if known else "",
    )


def _facts(world: World, at: object, caller: CallerFacts, *, is_blocked: bool, dice: Random) -> Facts:
    calendar = world.calendar
    local = at.astimezone(ZoneInfo(calendar.time_zone))  # type: ignore[attr-defined]
    special = calendar.special_days.get(local.date())
    staff = world.staff.members if world.staff else {}
    free = tuple(
        Free(one, PHONE) for one, person in staff.items() if person.can_be_rung and dice.random() < 0.6
    )
    return Facts(
        room="call",
        sender=dice.choice(("+16025550110", "+15205550110", "+16025550100")),
        is_open=calendar.open_at(at) or not calendar.windows,  # type: ignore[arg-type]
        is_holiday=special is not None and special.kind is DayKind.HOLIDAY,
        is_blocked=is_blocked,
        records=dice.random() < 0.5,
        needs_notice=dice.random() < 0.5,
        can_command=dice.random() < 0.85,
        free=free,
        caller=caller,
        weekday=local.weekday(),
        minute=local.hour * 60 + local.minute,
        installed=frozenset({NodeKind.QUEUE, NodeKind.ON_CALL, NodeKind.CALLBACK, NodeKind.RECEPTIONIST}),
    )


def _next(flow: Flow, state: engine.State, dice: Random) -> tuple[happenings.Event, bool]:
    """Let something happen to who waits, and say whether they chose it."""
    node = engine.node_of(flow, state)
    match node.kind:
        case NodeKind.MENU:
            key = dice.choice(("", *"123456789*#0"))
            return happenings.Heard(key), key in node.exits
        case NodeKind.ASK | NodeKind.NOTICE:
            said = dice.choice(("", *SAID))
            return happenings.Heard(digits=said, text=said), False
        case NodeKind.RING:
            who = UUID(state.ringing[0]) if state.ringing else None
            return happenings.OfferEnded("missed", who), False
        case NodeKind.TRANSFER:
            return happenings.OfferEnded("missed"), False
        case NodeKind.WEBHOOK:
            is_ok = dice.random() < 0.5
            return happenings.WebhookAnswered(state.moves, is_ok, dice.choice(SAID)), False
        case _:
            exit_ = dice.choice(sorted(_ways_back(node.kind) - (node.row.may - set(node.exits))))
            return happenings.GivenBack(exit_, exit_), exit_ in {"done", "callback"}


def _ways_back(kind: NodeKind) -> set[str]:
    return {
        NodeKind.QUEUE: {"full", "closed", "too_long", "nobody", "callback"},
        NodeKind.ON_CALL: {"nobody"},
        NodeKind.CALLBACK: {"next"},
        NodeKind.RECEPTIONIST: {"next", "done"},
    }[kind]


def walks(flow: Flow, world: World, *, seed: int, times: int) -> Iterator[Walked]:
    """Call many times."""
    dice = Random(seed)
    for _ in range(times):
        yield walk(flow, world, dice)
