"""A make-believe firm that answers calls: what the voice tests of the simulator share."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carrier.simulator.simulator import FunctionTransport, Simulator
from carrier.simulator.webhooks import Answer, Outgoing
from carrier.simulator.world import Account, Application, Number
from tests.carrier.simulator.conftest import API_KEY, API_SECRET, APPLICATION, KEYS, SIGNATURE_SECRET

BASE = "http://127.0.0.1:8000"
LINE = "14805550100"
CALLER = "16025550134"
MEMBER = "16025550199"
OTHER = "16025550188"
Plan = Sequence[Mapping[str, Any]]
Reply = Plan | Answer | Callable[[dict[str, Any]], Any] | None


@dataclass
class Firm:
    """The firm's webhooks: a plan, an answer or a function for each path; what arrived is kept."""

    replies: dict[str, Reply] = field(default_factory=dict)
    arrived: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)

    def __call__(self, outgoing: Outgoing) -> Answer:
        path = outgoing.url.removeprefix(BASE).partition("?")[0]
        self.outgoing.append(outgoing)
        try:
            body = json.loads(outgoing.body) if outgoing.body else {}
        except ValueError:
            return Answer(400)
        self.arrived.append((path, body))
        reply = self.replies.get(path)
        if callable(reply):
            reply = reply(body)
        if isinstance(reply, Answer):
            return reply
        if reply is None:
            return Answer(200, 1.0, b"", content_type="text/plain")
        return Answer(200, 1.0, json.dumps(list(reply)).encode(), content_type="application/json")

    def bodies(self, path: str) -> list[dict[str, Any]]:
        """Return what arrived at a path."""
        return [body for at, body in self.arrived if at == path]

    def statuses(self, leg: str) -> list[str]:
        """Return the states told of a leg, in the order of arrival."""
        found = self.bodies("/event")
        return [one["status"] for one in found if one.get("uuid") == leg and "status" in one]


def url(path: str) -> list[str]:
    """Return an address of the firm as plans carry it."""
    return [BASE + path]


def talk(text: str, **more: Any) -> dict[str, Any]:
    """Return a talk action."""
    return {"action": "talk", "text": text, **more}


def connect(number: str, **more: Any) -> dict[str, Any]:
    """Return a connect action to a telephone."""
    return {"action": "connect", "endpoint": [{"type": "phone", "number": number}], "from": LINE, **more}


def room(name: str, **more: Any) -> dict[str, Any]:
    """Return a conversation action."""
    return {"action": "conversation", "name": name, **more}


def open_firm(firm: Firm, *, seed: int = 7, **methods: str) -> Simulator:
    """Return a carrier whose one number is the firm's."""
    simulator = Simulator(seed, transport=FunctionTransport(firm), webhooks=BASE)
    world = simulator.world
    world.accounts[API_KEY] = Account(API_KEY, API_SECRET, SIGNATURE_SECRET)
    addresses = {"answer": "/answer", "event": "/event", "fallback": "/fallback"}
    asked = {"answer": "POST", "event": "POST", "fallback": "POST", **methods}
    world.applications[APPLICATION] = Application(
        APPLICATION, API_KEY, "Firm", KEYS[1], addresses, methods=asked
    )
    world.numbers[LINE] = Number(LINE, API_KEY, APPLICATION, label="law")
    return simulator


def leg_to(carrier: Simulator, party: str) -> str:
    """Return the newest leg to a far end."""
    return [leg.uuid for leg in carrier.calls.legs() if leg.party == party][-1]
