"""Tells the business what happens on its calls, and asks it what to do next.

Asking follows the carrier's rules: a plan in the answer goes on; no answer in time is one more attempt, then the
fallback address; a page, a refusal or a plan that cannot be run goes to the fallback address at once.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from carrier.simulator.clock import Clock
from carrier.simulator.courier import Courier
from carrier.simulator.faults import FaultKind, Faults
from carrier.simulator.voice import bodies
from carrier.simulator.voice.legs import Action, Leg
from carrier.simulator.voice.ncco import BadPlan, read_plan
from carrier.simulator.webhooks import VOICE, Answer, Refusal, Webhook
from carrier.simulator.world import World

REASONS = {"connect": "Connection refused.", "read": "Connection closed."}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking: a plan, none (the present one goes on), or a failure.

    `is_broken`: a plan came that cannot be run.
    """

    plan: list[Action] | None = None
    failure: str = ""
    is_broken: bool = False


Then = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A webhook whose answer is waited for."""

    leg: Leg
    kind: str
    url: str
    body: Mapping[str, object]
    then: Then
    is_fallback: bool = False


class Hooks:
    """Posts the webhooks of calls and hands back their answers."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        courier: Courier,
        faults: Faults,
        note_broken: Callable[[Leg, str], None],
    ) -> None:
        self._note_broken = note_broken
        self._world, self._clock, self._courier, self._faults = world, clock, courier, faults
        self._open: dict[str, Question] = {}
        courier.on_voice = self._answered

    def forget(self) -> None:
        """Drop what is still waited for."""
        self._open.clear()

    def configured(self, leg: Leg, kind: str) -> tuple[str, str]:
        """Return an address of the leg's application with its method; the answer address defaults to GET."""
        application = self._world.applications.get(leg.application)
        if application is None:
            return "", "POST"
        default = "POST" if kind == "event" else "GET"
        return application.webhooks.get(kind, ""), application.methods.get(kind, default)

    def events_of(self, leg: Leg, url: str = "", method: str = "POST") -> tuple[str, str]:
        """Return where events go: an action's own address, the call's, or the application's."""
        if url:
            return url, method
        if leg.event_url:
            return leg.event_url, leg.event_method
        return self.configured(leg, "event")

    def tell(
        self, leg: Leg, kind: str, body: Mapping[str, object], *, url: str = "", method: str = "POST"
    ) -> None:
        """Tell something that needs no answer."""
        target, how = self.events_of(leg, url, method)
        if target and not leg.is_silent:
            self._post(leg, kind, target, how, body)

    def ask(
        self, leg: Leg, kind: str, body: Mapping[str, object], then: Then, *, url: str, method: str
    ) -> None:
        """Tell something and call `then` with what is to be done; without an address, at once."""
        if not url:
            then(Outcome(failure="no address"))
            return
        webhook = self._post(leg, kind, url, method, body)
        self._open[webhook.id] = Question(leg, kind, url, body, then)

    def _post(self, leg: Leg, kind: str, url: str, method: str, body: Mapping[str, object]) -> Webhook:
        struck = self._faults.strike(
            FaultKind.UNKNOWN_STATUS,
            account=leg.account,
            application=leg.application,
            webhook=kind,
            now=self._clock.now(),
        )
        if struck and "status" in body:
            body = {**body, "status": "status_of_next_year"}
        if method == "GET":
            body = {name: _in_query(value) for name, value in body.items() if value is not None}
        return self._courier.post(
            kind,
            address=url,
            application=leg.application,
            account=leg.account,
            subject=leg.uuid,
            body=body,
            method=method,
            lane=VOICE,
        )

    def _answered(self, webhook: Webhook, answer: Answer) -> None:
        question = self._open.pop(webhook.id, None)
        if question is None:
            return
        try:
            outcome = _read(question.kind, answer)
        except BadPlan as broken:
            self.tell(
                question.leg,
                "error",
                bodies.error(question.leg, bodies.SYNTAX_ERROR, at=self._clock.now()),
            )
            self._note_broken(question.leg, str(broken))
            outcome = Outcome(failure=bodies.SYNTAX_ERROR, is_broken=True)
        if outcome.failure and not question.is_fallback:
            self._fall_back(question, outcome)
        else:
            question.then(outcome)

    def _shown(self, url: str) -> str:
        try:
            return self._courier.url(url)
        except Refusal:
            return url

    def _fall_back(self, question: Question, outcome: Outcome) -> None:
        url, method = self.configured(question.leg, "fallback")
        if not url:
            question.then(outcome)
            return
        kind = "answer" if question.kind == "answer" else "event"
        body = bodies.fallback(
            question.body, reason=outcome.failure, url=self._shown(question.url), kind=kind
        )

        def then(found: Outcome) -> None:
            # What was asked first could not be run, so going on as if nothing had been said is no way out.
            question.then(Outcome(found.plan, found.failure, is_broken=outcome.is_broken and not found.plan))

        webhook = self._post(question.leg, "fallback", url, method, body)
        self._open[webhook.id] = Question(question.leg, "fallback", url, body, then, is_fallback=True)


def _read(kind: str, answer: Answer) -> Outcome:
    if answer.status is None:
        return Outcome(failure=REASONS.get(answer.error.partition(":")[0], "Connection closed."))
    if not 200 <= answer.status < 300:
        return Outcome(failure=f"HTTP status {answer.status}")
    if not answer.body.strip():
        return Outcome()
    if answer.content_type and "json" not in answer.content_type:
        return Outcome(failure=f"Unexpected content type {answer.content_type.partition(';')[0]}")
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise BadPlan("the answer is not JSON") from error
    if kind not in ("answer", "fallback") and not isinstance(value, list):
        return Outcome()
    return Outcome(plan=read_plan(value))


def _in_query(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
