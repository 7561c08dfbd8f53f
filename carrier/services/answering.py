"""Answering the carrier while it waits: a plan in time, the same plan to the same question, and never nothing."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection

from accounts.models import Organisation
from carrier.models import AttemptOutcome, CarrierAccount, InboundDelivery, InboundState
from carrier.selectors import KnownAccount
from carrier.services import accepting, attempts, calling
from carrier.services.applying import DONE, finish
from carrier.services.fallback import caller_actions, member_plan, refused_plan
from carrier.services.hooks import hooks_of
from carrier.services.placing import failed_leg, read_about
from carrier.vonage import addresses, ncco
from carrier.vonage.kinds import Kind
from carrier.vonage.parse import Malformed, Reading, reading
from conversations import ports
from conversations.domain.calls import LegRole
from conversations.models import Leg
from core.storing import together
from core.transactions import hurried_use_case
from core.transactions import reading as selecting

log = logging.getLogger(__name__)
# The carrier waits 5 s for a plan. A decision that is not there by then is not worth waiting for either.
DECIDE_MILLISECONDS, NOTE_MILLISECONDS = 2_000, 700
_LOCK = (
    "SELECT state, plan, received_at, attempts FROM carrier_inbounddelivery"
    " WHERE organisation_id = %s AND id = %s FOR NO KEY UPDATE"
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


def take(*, known: KnownAccount, question: Question, now: datetime) -> Answer:
    """Store one webhook, let it change its call, and answer it; whatever fails, with the fallback.

    Raises:
        AccountChanged: nothing was stored, because account or organisation changed since they were read.
    """
    account, delivery_id = known.account, None
    try:
        found: Reading | Malformed = _read(question)
    except Malformed as error:
        found = error
    try:
        accepted = accepting.accept_call(
            known=known,
            about=question.about,
            body=question.body,
            method=question.method,
            content_type=question.content_type,
            query=question.query,
            now=now,
        )
        delivery_id = accepted.delivery_id
        state, actions = decide(
            organisation=account.organisation,
            account=account,
            question=question,
            found=found,
            delivery_id=delivery_id,
            now=now,
        )
    except accepting.AccountChanged:
        raise
    except Exception as error:
        # A caller is waiting: whatever bug or outage this is, they reach a person or leave a message.
        log.exception("call webhook failed", extra={"account_id": account.pk, "reason": type(error).__name__})
        if delivery_id is not None:
            _note_failure(account.organisation, delivery_id, _known(found), type(error).__name__, now=now)
        return fall_back(account=account, question=question, found=_known(found))
    if state == InboundState.MALFORMED:
        return Answer(400)
    return Answer(200, actions, _unaccepted(question, _known(found)))


def fall_back_on(account: CarrierAccount, question: Question) -> Answer:
    """Answer a question without deciding anything."""
    try:
        return fall_back(account=account, question=question, found=_read(question))
    except Malformed:
        return fall_back(account=account, question=question, found=None)


def fall_back(*, account: CarrierAccount, question: Question, found: Reading | None) -> Answer:
    """Answer without deciding anything; a question that cannot be read is malformed."""
    if found is None:
        return Answer(400)
    about = read_about(question.about)
    if about.part == "accept":
        refused = _unaccepted(question, found)
        if not refused:
            return Answer(200)
        told = addresses.of_caller(hooks_of(account), refused)
        return Answer(200, ncco.render(refused_plan(), addresses=told), refused)
    if not found.expects_ncco or _is_mark(found.event):
        # Whoever passes a mark is spoken to already: without a plan they go on.
        return Answer(200)
    if isinstance(found.event, ports.CallOffered):
        offered = found.event
        return Answer(200, caller_actions(account, leg_id=offered.leg_id, dialled=offered.to))
    leg_id = getattr(found.event, "leg_id", "")
    leg_ref = about.leg_ref or failed_leg(found.event)
    if leg_ref is not None and not _is_customer(account.organisation, leg_ref):
        told = addresses.of_caller(hooks_of(account), leg_id)
        return Answer(200, ncco.render(member_plan(account), addresses=told))
    dialled = getattr(found.event, "to", "")
    return Answer(200, caller_actions(account, leg_id=leg_id, leg_ref=leg_ref, dialled=dialled))


def _is_mark(event: object) -> bool:
    return isinstance(event, ports.Notified) or (
        isinstance(event, ports.ScriptError) and event.mark is not None
    )


@hurried_use_case(DECIDE_MILLISECONDS)
def decide(
    *,
    organisation: Organisation,
    account: CarrierAccount,
    question: Question,
    found: Reading | Malformed,
    delivery_id: UUID,
    now: datetime,
) -> tuple[str, list[ncco.Action] | None]:
    """Apply a delivery and give its state and script; one that is done gives what it was answered before."""
    row = _lock(account, question, delivery_id)
    if row.state in DONE:
        return row.state, row.plan
    if isinstance(found, Malformed):
        attempts.enter_step(row, f"raw:{row.pk}", AttemptOutcome.UNREADABLE, at=row.received_at)
        return finish(row, InboundState.MALFORMED, str(found.klass), now=now), None
    with together():
        taken = calling.take_step(organisation=organisation, row=row, found=found, is_late=False, now=now)
    row.plan = taken.actions
    return finish(row, taken.state, found.klass, now=now), taken.actions


@hurried_use_case(NOTE_MILLISECONDS)
def note_failure(
    *, organisation: Organisation, delivery_id: UUID, found: Reading | None, error: str, now: datetime
) -> None:
    """Count the failure, and the caller as one who got the fallback; the sweep enters the call afterwards."""
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


def _known(found: Reading | Malformed) -> Reading | None:
    return None if isinstance(found, Malformed) else found


def _unaccepted(question: Question, found: Reading | None) -> str:
    """Give the carrier's leg of someone who answered a ring and did not press 1."""
    if found is None or read_about(question.about).part != "accept":
        return ""
    heard = found.event
    if not isinstance(heard, ports.InputReceived) or heard.digits == calling.ACCEPT_KEY:
        return ""
    return heard.leg_id


def _is_customer(organisation: Organisation, leg_id: UUID) -> bool:
    """Tell whether a leg is the customer's; when nobody can say, it is treated as if it were."""
    try:
        with selecting(organisation):
            role = Leg.objects.of(organisation).filter(pk=leg_id).values_list("role", flat=True).first()
    except DatabaseError:
        return True
    return role is None or role in CUSTOMERS


def _lock(account: CarrierAccount, question: Question, delivery_id: UUID) -> InboundDelivery:
    """Lock a delivery that was just stored: all of it is known but what another process made of it."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [account.organisation_id, delivery_id])
        state, plan, received_at, tried = cursor.fetchone()
    row = InboundDelivery(
        pk=delivery_id,
        organisation_id=account.organisation_id,
        account=account,
        about=question.about,
        state=state,
        plan=json.loads(plan) if isinstance(plan, str) else plan,
        received_at=received_at,
        attempts=tried,
    )
    row._state.adding = False
    return row
