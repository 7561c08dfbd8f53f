"""The receptionist on the telephone: webhook to plan through the web process (P16); its long trials with `--trials`."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from os import getloadavg
from pathlib import Path
from uuid import uuid4

from accounts.models import Role
from conversations.models import Leg, Line
from core import clock
from core.transactions import reading
from launcher.bench import Row
from tests.benchmarks import _business as business
from tests.benchmarks import _meter, _servers
from tests.factories import accounts as people
from tests.factories import receptionist as assistants
from tests.factories import scheduling
from tests.factories.talking import lead_to_assistant
from tests.trials import talkers

PRODUCT = "config.wsgi:application"
P16 = 120.0
CALLS = 25
SAID = (
    "I want to book a consultation about my lease", "Ann Wu", "yes", "tomorrow afternoon", "the first one",
)  # fmt: skip
# Fewer, where there is no time for all.
TALKS = ROUNDS = int(os.environ.get("PORTICO_TRIAL_TALKS", "1000"))
# Where the talks that went wrong are told whole, each as soon as it is over.
REPORT = os.environ.get("PORTICO_TRIAL_REPORT", "")


def measure() -> Iterable[Row]:
    """Time each turn of booking calls, one call at a time; then, as a trial, a thousand talks and a thousand races."""
    waits = sorted(_turns())
    value = _meter.percentile(waits, 0.95) * 1000
    median = _meter.percentile(waits, 0.5) * 1000
    note = (
        f"{len(waits)} turns of {CALLS} calls through the web process, embedded understanding, median {median:,.0f} ms,"
        f" load average {getloadavg()[0]:.1f}"
    )
    yield Row("P16 a caller's words to a plan, p95", round(value, 1), "ms", f"< {P16:.0f}", value < P16, note)
    if os.environ.get("PORTICO_TRIALS"):
        yield from _trials()


def _trials() -> Iterator[Row]:
    house = talkers.open_house()
    if REPORT:
        Path(REPORT).write_text("", encoding="utf-8")
    found = talkers.run(conversations=TALKS, house=house, each=_watch("talks with faults", TALKS))
    faults = ", ".join(f"{count} {name}" for name, count in found.faults.most_common() if name)
    ended = ", ".join(f"{count} {name}" for name, count in found.outcomes.most_common())
    note = f"{found.turns:,} turns, faults: {faults}; ended: {ended}; {found.seconds:,.0f} s"
    yield Row(
        "talks with faults, wrong",
        len(found.told),
        f"of {TALKS:,}",
        "= 0",
        not found.told,
        f"{note}; {found.wrong}",
    )
    raced = talkers.race(rounds=ROUNDS, house=house, each=_watch("takeovers", ROUNDS))
    note = f"{raced.seconds:,.0f} s; {raced.wrong}"
    yield Row("words after a takeover", len(raced.told), f"of {ROUNDS:,}", "= 0", not raced.told, note)


def _watch(what: str, wanted: int) -> Callable[[talkers.Found], None]:
    """Make what tells how far a trial is each hundred, and writes down whatever went wrong at once."""
    written = 0

    def look(found: talkers.Found) -> None:
        nonlocal written
        new, written = found.told[written:], len(found.told)
        if REPORT and new:
            with Path(REPORT).open("a", encoding="utf-8") as file:
                file.write("\n\n".join(new) + "\n\n")
        if found.conversations % 100 == 0 or found.conversations == wanted:
            done = f"{found.conversations:,} of {wanted:,} {what}, {written} wrong, {found.seconds:,.0f} s"
            sys.stderr.write(f"portico: {done}\n")

    return look


def _turns() -> Iterator[float]:
    house = business.open_business("voice")
    owner = people.member(organisation=house.organisation, name="Bench Owner", role=Role.OWNER)
    with reading(house.organisation):
        line = Line.objects.get(pk=house.line.pk)
    hours = scheduling.schedule(house.organisation)
    hosts = [scheduling.provider(house.organisation, hours=hours, name=f"Host {at}") for at in range(6)]
    scheduling.service(house.organisation, *hosts, name="Consultation", interval=30)
    lead_to_assistant(line, owner, now=clock.now())
    assistants.assistant(house.organisation, answers_calls=True)
    with _servers.web(PRODUCT) as (_pid, port):
        web = HTTPConnection("127.0.0.1", port)
        list(_call(house, web))
        for _number in range(CALLS):
            yield from _call(house, web)


def _call(house: business.Business, web: HTTPConnection) -> Iterator[float]:
    """Ring, and say one thing after the other; gives how long each answer took."""
    uuid, caller = uuid4().hex, f"1480{uuid4().int % 10**7:07d}"
    common = {
        "from": caller,
        "to": house.line.address.lstrip("+"),
        "uuid": uuid,
        "conversation_uuid": f"CON-{uuid4()}",
    }
    _ask(house, web, "answer", common | {"endpoint_type": "phone"})
    with reading(house.organisation):
        leg = Leg.objects.of(house.organisation).get(carrier_leg_id=uuid)
    for words in SAID:
        body = common | {
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "speech": {
                "results": [{"text": words, "confidence": "0.91"}],
                "timeout_reason": "end_on_silence_timeout",
            },
            "dtmf": {"digits": None, "timed_out": False},
        }
        took, plan = _ask(house, web, f"leg/{leg.pk}", body)
        if not any(action["action"] == "input" for action in plan):
            raise RuntimeError(f"the assistant did not go on: {plan}")
        yield took


def _ask(
    house: business.Business, web: HTTPConnection, name: str, body: dict[str, object]
) -> tuple[float, list[dict[str, object]]]:
    data = json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Authorization": business.authorization(house, data)}
    began = time.perf_counter()
    web.request("POST", business.hook(house, name), data, headers)
    answer = web.getresponse()
    text = answer.read()
    took = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{name}: {answer.status} {text[:200]!r}")
    return took, json.loads(text)
