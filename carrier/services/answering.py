"""Answering the carrier while it waits: a plan in time, the same plan to the same question, and never nothing."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection

from accounts.models import Organisation
from carrier.models import AttemptOutcome, CarrierAccount, InboundDelivery, InboundState
from carrier.services import accepting, attempts, calling
from carrier.services.applying import DONE, finish
from carrier.services.fallback import caller_actions, member_plan, refused_plan
from carrier.services.hooks import hooks_of
from carrier.vonage import addresses, ncco
from carrier.vonage.kinds import Kind
from carrier.vonage.parse import Malformed, Reading, reading
from conversations import ports
from conversations.domain.calls import LegRole
from conversations.models import Leg
from core.transactions import reading as selecting
from core.transactions import use_case

log = logging.getLogger(__name__)
# The carrier waits 5 s for a plan. A decision that is not there by then is not worth waiting for either.
DECIDE_MILLISECONDS, NOTE_MILLISECONDS = 2_000, 700
# What a fallback's body quotes: "original_request": {"url": "…/leg/<our id>"}.
_LEG = re.compile(
    rb'"original_request".*?\\?/leg\\?/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})', re.DOTALL
)
CUSTOMERS = (LegRole.CALLER, LegRole.CUSTOMER)


@dataclass(frozen=True, slots=True)
class Question:
    """One webhook about a call, verified. `about` is the part of its address behind the account's token."""

    about: str
    body: bytes
    method: str
    content_type: str
    query: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the carrier is answered. `hangs_up` names the carrier's leg that must be ended besides."""

    status: int
    actions: list[ncco.Action] | None = None
    hangs_up: str = ""


def take(*, account: CarrierAccount, question: Question, now: datetime) -> Answer:
    """Store one webhook, let it change its call, and answer it; whatever fails, with the fallback."""
    organisation, delivery_id = account.organisation, None
    try:
        found = _read(question)
    except Malformed:
        found = None
    try:
        accepted = accepting.accept_call(
            account_id=account.pk,
            about=question.about,
            body=question.body,
            method=question.method,
            content_type=question.content_type,
            query=question.query,
            now=now,
        )
        delivery_id = accepted.delivery_id
        state, actions = decide(organisation=organisation, delivery_id=delivery_id, now=now)
    except Exception as error:
        # A caller is waiting: whatever bug or outage this is, they reach a person or leave a message.
        log.exception("call webhook failed", extra={"account_id": account.pk, "reason": type(error).__name__})
        if delivery_id is not None:
            _note_failure(organisation, delivery_id, found, type(error).__name__, now=now)
        return fall_back(account=account, question=question, found=found)
    if state == InboundState.MALFORMED:
        return Answer(400)
    return Answer(200, actions, _unaccepted(question, found))


def fall_back(*, account: CarrierAccount, question: Question, found: Reading | None) -> Answer:
    """Answer without deciding anything; a question that cannot be read is malformed."""
    if found is None:
        return Answer(400)
    about = calling.read_about(question.about)
    if about.part == "accept":
        refused = _unaccepted(question, found)
        if not refused:
            return Answer(200)
        told = addresses.of_caller(hooks_of(account), refused)
        return Answer(200, ncco.render(refused_plan(), addresses=told), refused)
    if not found.expects_ncco or isinstance(found.event, ports.Notified):
        return Answer(200)
    if isinstance(found.event, ports.CallOffered):
        offered = found.event
        return Answer(200, caller_actions(account, leg_id=offered.leg_id, dialled=offered.to))
    leg_id = getattr(found.event, "leg_id", "")
    leg_ref = about.leg_ref or _asked_first(question)
    if leg_ref is not None and not _is_customer(account.organisation, leg_ref):
        told = addresses.of_caller(hooks_of(account), leg_id)
        return Answer(200, ncco.render(member_plan(account), addresses=told))
    dialled = getattr(found.event, "to", "")
    return Answer(200, caller_actions(account, leg_id=leg_id, dialled=dialled))


@use_case
def decide(
    *, organisation: Organisation, delivery_id: UUID, now: datetime
) -> tuple[str, list[ncco.Action] | None]:
    """Apply a delivery and give its state and script; one that is done gives what it was answered before."""
    _hurry(DECIDE_MILLISECONDS)
    row = (
        InboundDelivery.objects.of(organisation)
        .select_for_update(no_key=True, of=("self",))
        .select_related("account__organisation")
        .get(pk=delivery_id)
    )
    if row.state in DONE:
        return row.state, row.plan
    try:
        found = _read(Question(row.about, bytes(row.body), row.method, row.content_type, row.query))
    except Malformed as error:
        attempts.enter_step(row, f"raw:{row.pk}", AttemptOutcome.UNREADABLE, at=row.received_at)
        return finish(row, InboundState.MALFORMED, str(error.klass), now=now), None
    taken = calling.take_step(organisation=organisation, row=row, found=found, is_late=False, now=now)
    row.plan = taken.actions
    row.save(update_fields=["plan"])
    return finish(row, taken.state, found.klass, now=now), taken.actions


@use_case
def note_failure(
    *, organisation: Organisation, delivery_id: UUID, found: Reading | None, error: str, now: datetime
) -> None:
    """Count the failure, and the caller as one who got the fallback; the sweep enters the call afterwards."""
    _hurry(NOTE_MILLISECONDS)
    row = InboundDelivery.objects.of(organisation).select_for_update(no_key=True).get(pk=delivery_id)
    if row.state in DONE:
        return
    row.attempts += 1
    row.state = InboundState.FAILED
    row.error = error[:200]
    row.save(update_fields=["attempts", "state", "error"])
    if found is not None and isinstance(found.event, ports.CallOffered):
        attempts.enter_step(
            row,
            found.event.leg_id,
            AttemptOutcome.FALLBACK,
            channel=calling.CALL_CHANNEL,
            at=row.received_at,
        )


def _note_failure(
    organisation: Organisation, delivery_id: UUID, found: Reading | None, error: str, *, now: datetime
) -> None:
    try:
        note_failure(organisation=organisation, delivery_id=delivery_id, found=found, error=error, now=now)
    except DatabaseError as failure:
        # The row stays RECEIVED, which the sweep takes up as well.
        log.warning("failure not noted", extra={"reason": type(failure).__name__})


def _read(question: Question) -> Reading:
    return reading(
        method=question.method,
        content_type=question.content_type,
        body=question.body,
        query_string=question.query,
        hint=Kind.VOICE,
    )


def _unaccepted(question: Question, found: Reading | None) -> str:
    """Give the carrier's leg of someone who answered a ring and did not press 1."""
    if found is None or calling.read_about(question.about).part != "accept":
        return ""
    heard = found.event
    if not isinstance(heard, ports.InputReceived) or heard.digits == calling.ACCEPT_KEY:
        return ""
    return heard.leg_id


def _asked_first(question: Question) -> UUID | None:
    """Give the leg whose own address failed before the fallback was asked: a member must not hear what callers hear."""
    found = _LEG.search(question.body)
    return UUID(found[1].decode()) if found else None


def _is_customer(organisation: Organisation, leg_id: UUID) -> bool:
    """Tell whether a leg is the customer's; when nobody can say, it is treated as if it were."""
    try:
        with selecting(organisation):
            role = Leg.objects.of(organisation).filter(pk=leg_id).values_list("role", flat=True).first()
    except DatabaseError:
        return True
    return role is None or role in CUSTOMERS


def _hurry(milliseconds: int) -> None:
    """Let this transaction fail rather than keep the carrier waiting."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)",
            [f"{milliseconds}ms", f"{milliseconds}ms"],
        )
