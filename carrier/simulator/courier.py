"""The webhook sender: signs, sends, retries by the carrier's schedule, and logs every attempt.

It owns no socket. A `Transport` carries an attempt out and calls back; in process that is a function call, in
the separate program an asynchronous connection pool (`connections.py`). Messages post through it, and so do
calls, on a lane with a retry policy of their own.
"""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from carrier.simulator import signing
from carrier.simulator.clock import Clock, Mode, Timer
from carrier.simulator.events import Happenings
from carrier.simulator.faults import Fault, FaultKind, Faults
from carrier.simulator.webhooks import (
    MESSAGES,
    VOICE,
    VOICE_ATTEMPTS,
    Answer,
    Delivery,
    Outgoing,
    Refusal,
    RetryPolicy,
    Timeouts,
    Transport,
    Webhook,
    check_loopback,
    voice_timeouts,
)
from carrier.simulator.world import World

LOG_KEPT = 50_000
_SHOWN_BYTES = 4_096


class Courier:
    """Posts webhooks at least once, in no promised order."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        faults: Faults,
        happenings: Happenings,
        transport: Transport,
        *,
        base: str,
    ) -> None:
        self._world, self._clock, self._faults, self._happenings = world, clock, faults, happenings
        self._transport = transport
        self.base = base
        self.retry = RetryPolicy()
        self.timeouts = Timeouts()
        self.pending: dict[str, Webhook] = {}
        self.log: deque[Delivery] = deque(maxlen=LOG_KEPT)
        self.in_flight = 0
        self.on_outcome: Callable[[Webhook, str], None] = lambda webhook, outcome: None
        self.on_voice: Callable[[Webhook, Answer], None] = lambda webhook, answer: None
        self._held: dict[str, list[str]] = {}
        self._logged = 0
        clock.register("webhook.attempt", self._attempt)
        clock.register("webhook.flush", lambda timer: self._flush(timer.subject))

    def post(
        self,
        kind: str,
        *,
        address: str,
        application: str,
        account: str,
        subject: str,
        body: Mapping[str, object],
        method: str = "POST",
        lane: str = MESSAGES,
    ) -> Webhook:
        """Queue one webhook; the first attempt falls due at once unless a fault holds it back."""
        if self._strike(FaultKind.UNKNOWN_FIELD, account, application, kind):
            body = {**body, "x_field_of_next_year": {"value": 1}}
        webhook = Webhook(
            id=self._world.new_id("webhook"),
            kind=kind,
            address=address,
            account=account,
            application=application,
            subject=subject,
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            first_at=self._clock.now(),
            is_signed=self._is_signed(application),
            method=method,
            lane=lane,
        )
        self.pending[webhook.id] = webhook
        self._plan_copies(webhook)
        delayed = self._strike(FaultKind.DELAY, account, application, kind)
        reordered = None if delayed else self._strike(FaultKind.REORDER, account, application, kind)
        if reordered:
            self._hold(reordered, webhook)
        else:
            self._clock.after(delayed.ms / 1000 if delayed else 0.0, "webhook.attempt", webhook.id)
        return webhook

    def resume(self, saved: Mapping[str, Webhook]) -> None:
        """Take over webhooks that were waiting when the program stopped; the clock restores their timers.

        One that was being sent, or held by a fault, had no timer: it is due at once.
        """
        self.pending.update(saved)
        timed = {timer.subject for timer in self._clock.pending() if timer.kind == "webhook.attempt"}
        for identifier in saved.keys() - timed:
            self._clock.after(0.0, "webhook.attempt", identifier)

    def forget(self) -> None:
        """Drop the log and everything waiting."""
        self.pending.clear()
        self.log.clear()
        self._held.clear()

    def url(self, address: str) -> str:
        """Return the full address of a webhook; one that begins with a slash is joined to the base."""
        return check_loopback(self.base.rstrip("/") + address if address.startswith("/") else address)

    def _is_signed(self, application: str) -> bool:
        known = self._world.applications.get(application)
        return known.is_signed if known else False

    def _strike(
        self, kind: FaultKind, account: str, application: str, webhook: str, attempt: int = 1
    ) -> Fault | None:
        return self._faults.strike(
            kind,
            account=account,
            application=application,
            webhook=webhook,
            attempt=attempt,
            now=self._clock.now(),
        )

    def _plan_copies(self, webhook: Webhook) -> None:
        fault = self._strike(FaultKind.DUPLICATE, webhook.account, webhook.application, webhook.kind)
        for number in range(fault.n if fault else 0):
            twin = replace(webhook, id=f"{webhook.id}+{number + 1}", copy_of=webhook.id)
            self.pending[twin.id] = twin
            self._clock.after((fault.ms if fault else 0.0) / 1000, "webhook.attempt", twin.id)

    def _hold(self, fault: Fault, webhook: Webhook) -> None:
        held = self._held.setdefault(fault.id, [])
        held.append(webhook.id)
        if len(held) >= fault.k:
            self._flush(fault.id)
        elif len(held) == 1:
            self._clock.after((fault.ms or 500.0) / 1000, "webhook.flush", fault.id)

    def _flush(self, fault_id: str) -> None:
        held = self._held.pop(fault_id, [])
        for fault in self._faults.listed:
            if fault.id == fault_id:
                fault.draw.shuffle(held)
        for identifier in held:
            self._clock.after(0.0, "webhook.attempt", identifier)

    def _attempt(self, timer: Timer) -> None:
        webhook = self.pending.get(timer.subject)
        if webhook is None:
            return
        webhook.attempts += 1
        marks: list[str] = []
        outgoing = self._prepare(webhook, marks)
        delivery = self._note(webhook, outgoing, marks)
        if not outgoing.url:
            self._conclude(webhook, delivery, Answer(None, error=f"not on loopback: {webhook.address}"))
            return
        # A dropped copy would change nothing for the receiver and only blur the count of dropped webhooks.
        for kind in (FaultKind.OUTAGE,) if webhook.copy_of else (FaultKind.OUTAGE, FaultKind.DROP):
            if self._strike(kind, webhook.account, webhook.application, webhook.kind, webhook.attempts):
                delivery.faults.append(kind)
                self._conclude(webhook, delivery, Answer(None, error=f"lost by the fault '{kind}'"))
                return
        self.in_flight += 1
        self._transport.send(outgoing, lambda answer: self._answered(webhook, delivery, answer))

    def _prepare(self, webhook: Webhook, marks: list[str]) -> Outgoing:
        def struck(kind: FaultKind) -> Fault | None:
            fault = self._strike(kind, webhook.account, webhook.application, webhook.kind, webhook.attempts)
            if fault:
                marks.append(kind)
            return fault

        whole = webhook.body.encode()
        is_get = webhook.method == "GET"
        truncated = None if is_get else struck(FaultKind.TRUNCATE)
        body = whole[: len(whole) // 2] if truncated else whole
        headers = {"User-Agent": "Carrier-Simulator/1"}
        if not is_get:
            headers["Content-Type"] = "application/json"
        if webhook.is_signed and not struck(FaultKind.UNSIGNED):
            aged = struck(FaultKind.OLD_IAT)
            headers["Authorization"] = signing.bearer(
                body if truncated and truncated.resign else whole,
                account=self._world.account(webhook.account),
                application=webhook.application,
                jti=self._world.new_id("jti"),
                issued_at=signing.real_now() - (aged.seconds if aged else 0.0),
                secret="a secret that is not the account's, 32+"
                if struck(FaultKind.WRONG_SIGNATURE)
                else None,
            )
        timeouts = voice_timeouts(webhook.kind) if webhook.lane == VOICE else self.timeouts
        try:
            url = self.url(webhook.address)
        except Refusal:
            url = ""  # a plan of the business named it; the call goes on as if nobody answered there
        if is_get and url:
            url += ("&" if "?" in url else "?") + urlencode(json.loads(webhook.body))
        return Outgoing(url, headers, b"" if is_get else body, timeouts, webhook.method)

    def _note(self, webhook: Webhook, outgoing: Outgoing, marks: list[str]) -> Delivery:
        self._logged += 1
        delivery = Delivery(
            sequence=self._logged,
            webhook=webhook.id,
            kind=webhook.kind,
            subject=webhook.subject,
            application=webhook.application,
            attempt=webhook.attempts,
            at=self._clock.now(),
            url=outgoing.url,
            headers=dict(outgoing.headers),
            body=outgoing.body.decode(errors="replace"),
            faults=marks,
            copy_of=webhook.copy_of,
        )
        self.log.append(delivery)
        return delivery

    def _answered(self, webhook: Webhook, delivery: Delivery, answer: Answer) -> None:
        self.in_flight -= 1
        self._conclude(webhook, delivery, answer)
        self._clock.on_change()

    def _conclude(self, webhook: Webhook, delivery: Delivery, answer: Answer) -> None:
        delivery.status, delivery.error = answer.status, answer.error
        delivery.milliseconds = answer.milliseconds
        delivery.answer = answer.body[:_SHOWN_BYTES].decode(errors="replace")
        delivery.outcome = self._outcome(webhook, answer)
        self._tell(webhook, delivery)
        if webhook.id not in self.pending:  # a reset may have forgotten it while it was on its way
            return
        if delivery.outcome == "retrying":
            self._clock.after(self._pause(webhook, answer), "webhook.attempt", webhook.id)
            return
        del self.pending[webhook.id]
        if webhook.lane == MESSAGES:
            self.on_outcome(webhook, delivery.outcome)
        elif not webhook.copy_of:
            self.on_voice(webhook, answer)

    def _pause(self, webhook: Webhook, answer: Answer) -> float:
        if webhook.lane == MESSAGES:
            return self.retry.delay(webhook.attempts)
        # A virtual clock stood still while the receiver did not answer; the caller waited all the same.
        is_late = "timed out" in answer.error and self._clock.mode is Mode.VIRTUAL
        return voice_timeouts(webhook.kind).read if is_late else 0.0

    def _outcome(self, webhook: Webhook, answer: Answer) -> str:
        if answer.status is not None and 200 <= answer.status < 300:
            return "accepted"
        if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
            return "refused"
        if webhook.copy_of:
            return "lost"
        if webhook.lane == VOICE:
            may_retry = answer.status in (None, 429, 503, 504) and not answer.error.startswith("not on")
            return "given_up" if not may_retry or webhook.attempts >= VOICE_ATTEMPTS else "retrying"
        next_at = self._clock.now() + self.retry.delay(webhook.attempts)
        return "given_up" if next_at - webhook.first_at > self.retry.horizon else "retrying"

    def _tell(self, webhook: Webhook, delivery: Delivery) -> None:
        self._happenings.tell(
            "webhook.attempt",
            {
                "webhook": webhook.id,
                "kind": webhook.kind,
                "subject": webhook.subject,
                "attempt": delivery.attempt,
                "status": delivery.status,
                "outcome": delivery.outcome,
                "faults": list(delivery.faults),
            },
        )
