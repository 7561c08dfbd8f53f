"""Asking a program of the organisation in the middle of a call: a caller waits, so it is short, and fails no call."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from conversations.models import Call
from conversations.services import calls
from core import clock, fetching
from core.transactions import reading, use_case
from routing.domain import happenings
from routing.domain.graph import NodeKind
from routing.domain.stored import state_from_json
from routing.models import CallRun
from routing.services import deciding, versions

log = logging.getLogger(__name__)
MOST_BYTES = 4096
GOOD = range(200, 300)
_WHY = {
    fetching.Refusal.PRIVATE_ADDRESS: "not a public address",
    fetching.Refusal.TOO_SLOW: "took too long",
    fetching.Refusal.TOO_LARGE: "answered too much",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a program is asked, and how long it may take."""

    url: str
    timeout_seconds: int
    body: dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of asking."""

    is_ok: bool
    text: str = ""
    why: str = ""


def ask_webhook(*, organisation: UUID, call_id: UUID, node: str, asked: int, now: datetime) -> bool:
    """Ask, outside any transaction, and let the call go on with the answer; says whether it did."""
    question = _question(organisation, call_id, node, asked)
    if question is None:
        return False
    told = post(question)
    return answer_webhook(
        organisation=organisation, call_id=call_id, asked=asked, told=told, now=max(now, clock.now())
    )


@use_case
def answer_webhook(*, organisation: UUID, call_id: UUID, asked: int, told: Told, now: datetime) -> bool:
    """Let a call go on with what a program said, unless it has gone on already; says whether it did."""
    held = calls.lock_call(organisation_id=organisation, call_id=call_id)
    run = deciding.find_run(held.call)
    if run is None or state_from_json(run.state).moves != asked:
        return False
    event = happenings.WebhookAnswered(asked, told.is_ok, told.text, told.why)
    deciding.decide(held, run, event, is_inline=False, now=now)
    return True


@use_case
def expire_waiting(*, organisation: UUID, now: datetime) -> int:
    """Let calls go on whose program's answer was lost with the worker that asked; returns how many."""
    due = CallRun.objects.of(organisation).filter(waits_until__lte=now).order_by("waits_until")
    count = 0
    for call_id in list(due.values_list("call_id", flat=True)[:100]):
        held = calls.lock_call(organisation_id=organisation, call_id=call_id)
        run = deciding.find_run(held.call)
        if run is None or run.waits_until is None:
            continue
        run.waits_until = None
        run.save(update_fields=["waits_until"])
        asked = state_from_json(run.state).moves
        event = happenings.WebhookAnswered(asked, is_ok=False, why="took too long")
        deciding.decide(held, run, event, is_inline=False, now=now)
        count += 1
    return count


def post(question: Question) -> Told:
    """Post the question; whatever goes wrong is told in a word."""
    try:
        with fetching.guarded(
            seconds=question.timeout_seconds,
            most_bytes=MOST_BYTES,
            reaches_private=settings.WEBHOOKS_REACH_PRIVATE,
        ) as session:
            response = session.post(question.url, json=question.body, allow_redirects=False)
    except (OSError, ValueError) as error:
        refusal = fetching.refusal_of(error)
        log.info("a program of an organisation could not be asked", extra={"reason": refusal.value})
        return Told(is_ok=False, why=_WHY.get(refusal, "could not be reached"))
    if response.status_code not in GOOD:
        return Told(is_ok=False, why=f"status {response.status_code}")
    return Told(is_ok=True, text=_text(response.content))


def _question(organisation: UUID, call_id: UUID, node: str, asked: int) -> Question | None:
    with reading(organisation):
        run = CallRun.objects.of(organisation).select_related("call__line").filter(call_id=call_id).first()
        if run is None or run.call.ended_at is not None:
            return None
        state, flow = state_from_json(run.state), versions.flow_of(run)[0]
    if state.moves != asked or state.node != node or flow.nodes[node].kind is not NodeKind.WEBHOOK:
        return None
    chosen = flow.nodes[node].settings
    body = _body_of(run.call, state.language or flow.language, state.answers)
    return Question(chosen.url, chosen.timeout_seconds, body)


def _body_of(call: Call, language: str, answers: tuple[tuple[str, str], ...]) -> dict[str, object]:
    return {
        "call": str(call.pk),
        "from": call.address,
        "to": call.line.address,
        "language": language,
        "answers": dict(answers),
    }


def _text(body: bytes) -> str:
    """Take {"answer": "..."}, or plain words."""
    words = body.decode(errors="replace")
    try:
        told = json.loads(words)
    except ValueError:
        return " ".join(words.split())
    answer = told.get("answer", "") if isinstance(told, dict) else told
    return " ".join(str(answer).split()) if isinstance(answer, str | int | float) else ""
