"""Voice: how fast a caller is answered, what the simulator costs, and what a decision of a flow costs (P6)."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from os import getloadavg
from pathlib import Path
from threading import Event, Thread
from time import process_time
from uuid import uuid4

from django.db import connection

from accounts.models import Role
from carrier.simulator.voice.policies import Rule
from conversations.domain.calls import LegRole, Offer
from conversations.models import Call, Leg, Line
from conversations.ports import Endpoint, EndpointKind
from core import clock
from core.transactions import reading, tenant_transaction
from launcher import ports
from launcher.bench import Row
from routing.domain import document, happenings
from routing.domain import flow as engine
from routing.domain.stored import flow_to_json
from tests.benchmarks import _business as business
from tests.benchmarks import _meter, _pgbench, _servers, _traffic
from tests.benchmarks.webhooks import CONNECTIONS, SECONDS, accept_script
from tests.carrier.simulator import voicekit
from tests.factories import accounts as people
from tests.factories import calls as telephones

# So many are rung in turn that with eight callers at once there is always somebody to ring.
STAFF = 12
# How often the telephones that ring are let go: nobody answers in this house.
RING_SECONDS = 0.05
PACE, PACED_SECONDS = 5.0, 20.0
MOST_A_SECOND = 300
P95_MILLISECONDS = 500.0
CALLS, DECISIONS = 200, 4_000
P6 = 0.15
FLOW = Path(__file__).parents[1] / "routing" / "flows" / "sound" / "law_front_door.json"
# A caller chooses English, a new case, gives a postcode, hears the notice; two lawyers and a colleague do not take it.
WHAT_HAPPENS = (
    happenings.Heard(digits="1"),
    happenings.Heard(digits="1"),
    happenings.Heard(digits="85012"),
    happenings.Heard(),
    happenings.OfferEnded("did not answer"),
    happenings.OfferEnded("did not answer"),
    happenings.OfferEnded("did not answer"),
)
PRODUCT = "config.wsgi:application"


def measure() -> Iterable[Row]:
    """Answer callers eight at a time, with Redis and without; then the simulator and the engine alone."""
    house = _house()
    with _nobody_answers(house):
        yield from _webhooks(house)
    yield _simulator()
    yield _decision()


def _webhooks(house: business.Business) -> Iterable[Row]:
    found, with_redis, paced = _answers(house)
    yield Row(
        "answer webhook ÷ P1a's floor",
        round(found.ratio, 3),
        "× pgbench",
        "",
        None,
        found.describe("a second"),
    )
    yield _p95("answer webhook p95", with_redis)
    yield _p95("answer webhook p95, five calls a second", paced, how=f"one every {1 / PACE:.1f} s")
    yield from _without_redis(house, f"redis://127.0.0.1:{ports.find_free()}/0", "Redis down")
    with _silence() as port:
        yield from _without_redis(house, f"redis://127.0.0.1:{port}/0", "Redis hangs")
    yield _offered(house)


def _without_redis(house: business.Business, url: str, what: str) -> Iterable[Row]:
    with _servers.web(PRODUCT, extra={"REDIS_URL": url}) as (_pid, port):
        load = _load(house, port, 1.0)
        yield _p95(f"answer webhook p95, {what}", _load(house, port, SECONDS), warm=load.good)
        paced = _traffic.drive_paced(
            _callers(house, number=int(PACE * PACED_SECONDS)), port=port, a_second=PACE, seconds=PACED_SECONDS
        )
        yield _p95(
            f"answer webhook p95, five calls a second, {what}", paced, how=f"one every {1 / PACE:.1f} s"
        )


@contextmanager
def _silence() -> Iterator[int]:
    """Give a port that takes every connection and never answers, as a Redis does whose machine has stalled."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listening:
        yield listening.getsockname()[1]


def _house() -> business.Business:
    house = business.open_business("voice")
    owner = people.member(organisation=house.organisation, name="Bench Owner", role=Role.OWNER)
    staff = [owner, *business.hire(house, members=STAFF - 1)]
    for member in staff:
        telephones.phone(member)
    with reading(house.organisation):
        line = Line.objects.get(pk=house.line.pk)
    telephones.ring_order(line, owner, *staff, now=clock.now())
    return house


@contextmanager
def _nobody_answers(house: business.Business) -> Iterator[None]:
    """Let every telephone that rings ring in vain, so that the next caller finds somebody free."""
    over = Event()

    def let_go() -> None:
        while not over.wait(RING_SECONDS):
            with tenant_transaction(house.organisation):
                ringing = Leg.objects.of(house.organisation).filter(offer=Offer.RINGING)
                ringing.update(offer=Offer.MISSED, ended_at=clock.now())
        connection.close()

    thread = Thread(target=let_go, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _offered(house: business.Business) -> Row:
    """Say how many of the callers a member was rung for: an answer without is a cheaper one."""
    with reading(house.organisation):
        callers = Call.objects.of(house.organisation).count()
        rung = Leg.objects.of(house.organisation).filter(role=LegRole.MEMBER).count()
    return Row(
        "callers a member was rung for by command",
        round(rung / callers, 2),
        "",
        "",
        None,
        f"{rung:,} of {callers:,}; with Redis down members ring in the plan",
    )


def _answers(house: business.Business) -> tuple[_meter.Comparison, _traffic.Load, _traffic.Load]:
    script = accept_script()
    loads: list[_traffic.Load] = []
    with _servers.web(PRODUCT) as (_pid, port):
        _load(house, port, 1.0)

        def serve() -> float:
            loads.append(_load(house, port, SECONDS))
            return loads[-1].rate

        found = _meter.compare(
            serve, lambda: _pgbench.transactions_a_second(script, clients=CONNECTIONS, seconds=SECONDS)
        )
        paced = _traffic.drive_paced(
            _callers(house, number=int(PACE * PACED_SECONDS)), port=port, a_second=PACE, seconds=PACED_SECONDS
        )
    together = _traffic.Load(seconds=sum(load.seconds for load in loads))
    for load in loads:
        together.statuses.update(load.statuses)
        together.waits += load.waits
    return found, together, paced


def _load(house: business.Business, port: int, seconds: float) -> _traffic.Load:
    requests = _callers(house, number=int(MOST_A_SECOND * seconds))
    load = _traffic.drive(requests, port=port, connections=CONNECTIONS, seconds=seconds)
    if set(load.statuses) != {200}:
        raise RuntimeError(f"not every caller was answered: {dict(load.statuses)}")
    return load


def _callers(house: business.Business, *, number: int) -> Iterator[bytes]:
    return iter([_ringing(house) for _ in range(number)])


def _ringing(house: business.Business) -> bytes:
    """Write the answer webhook of one caller nobody knows (research/vonage.md §2)."""
    body = {
        "from": f"1480{uuid4().int % 10**7:07d}",
        "to": house.line.address.lstrip("+"),
        "uuid": uuid4().hex,
        "conversation_uuid": f"CON-{uuid4()}",
        "region_url": "https://api-us-1.nexmo.com",
        "endpoint_type": "phone",
    }
    return business.request(house, json.dumps(body).encode(), name="answer")


def _p95(name: str, load: _traffic.Load, *, warm: int = 0, how: str = f"{CONNECTIONS} at a time") -> Row:
    value = _meter.percentile(load.waits, 0.95) * 1000
    median = _meter.percentile(load.waits, 0.5) * 1000
    note = (
        f"{load.good:,} callers, {how}, {load.rate:,.1f} a second, median {median:,.0f} ms,"
        f" load average {getloadavg()[0]:.1f}"
    )
    note += f", {warm} answered before to warm up" if warm else ""
    return Row(name, round(value, 1), "ms", f"< {P95_MILLISECONDS:.0f}", value < P95_MILLISECONDS, note)


def _simulator() -> Row:
    """Take the simulator's CPU for a call that is greeted, asked to press a key, and leaves a message."""
    firm = voicekit.Firm()
    firm.replies["/answer"] = [
        voicekit.talk("Thank you for calling. Press 1 for a message.", bargeIn=True),
        {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1}, "eventUrl": voicekit.url("/input")},
    ]
    firm.replies["/input"] = [
        voicekit.talk("Please speak after the tone."),
        {"action": "record", "eventUrl": voicekit.url("/record"), "endOnSilence": 3, "endOnKey": "#",
         "timeOut": 60, "beepStart": True},
    ]  # fmt: skip
    exchange = voicekit.open_firm(firm)
    script = [
        Rule(hears="Press 1", press="1"),
        Rule(hears="beep", say="Please call me back about the lease."),
    ]
    began = process_time()
    for number in range(CALLS):
        exchange.calls.dial(from_=f"1480555{number:04}", to=voicekit.LINE, script=script)
        exchange.advance(60)
    spent = (process_time() - began) / CALLS
    told = len(firm.outgoing)
    if len(firm.bodies("/record")) != CALLS:
        raise RuntimeError("not every caller left a message")
    note = f"{told / CALLS:.0f} signed webhooks a call, in process: sockets are not in it"
    return Row("simulator CPU a call", round(spent * 1000, 2), "ms", "", None, note)


def _decision() -> Row:
    """Compare the mean decision of a call through a flow of twenty nodes with parsing the flow as it is kept."""
    parsed = document.parse(json.loads(FLOW.read_text(encoding="utf-8"))["flow"])
    if parsed.flow is None or not parsed.is_sound:
        raise RuntimeError("the flow of the bench is no sound document")
    flow, stored = parsed.flow, json.dumps(flow_to_json(parsed.flow))
    members = {turn.member_id for node in flow.nodes.values() for turn in getattr(node.settings, "turns", ())}
    free = tuple(
        engine.Free(member, Endpoint(EndpointKind.PHONE, "+16025550199")) for member in sorted(members)
    )
    facts = engine.Facts(room="call-1", sender="+14805550100", minute=600, needs_notice=True, free=free)
    known = [(engine.begin(flow), happenings.Started())]
    for event in WHAT_HAPPENS:
        known.append((engine.step(flow, *known[-1], facts).state, event))
    if engine.step(flow, *known[-1], facts).state.node != "front desk":
        raise RuntimeError("the call of the bench does not get to the front desk")

    def decide() -> None:
        for state, event in known:
            engine.step(flow, state, event, facts)

    found = _meter.compare(
        lambda: _cpu(decide) / len(known), lambda: _cpu(lambda: json.loads(stored)), rounds=9
    )
    note = (
        f"{found.describe('µs of CPU')}; {len(flow.nodes)} nodes, {len(stored):,} characters of JSON;"
        f" mean of the {len(known)} decisions of one call"
    )
    return Row("P6", round(found.ratio, 3), "× json.loads", f"≤ {P6}", found.ratio <= P6, note)


def _cpu(act: Callable[[], object]) -> float:
    began = process_time()
    for _ in range(DECISIONS):
        act()
    return (process_time() - began) / DECISIONS * 1e6
