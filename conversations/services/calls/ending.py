"""The end of a call: its one outcome, its seconds, and what it leaves the team to do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts import selectors as accounts
from conversations import events
from conversations.domain.calls import (
    OVER,
    CallOutcome,
    CallState,
    CommandState,
    Ending,
    LegRole,
    Offer,
    Stage,
    Verb,
    outcome_of,
)
from conversations.domain.states import Status
from conversations.models import Call, CallCommand, Entry, Leg, RecordingKind, Task
from conversations.models import Recording as RecordingRow
from conversations.services import threads
from conversations.services.calls import commanding, offering, rows
from core.events import record
from core.transactions import step, use_case

# How long the carrier may take to tell of a recording.
MISSING_AFTER = timedelta(minutes=10)
PEOPLE = {LegRole.MEMBER, LegRole.CONSULT, LegRole.THIRD}
OWES_CALL = frozenset(
    {
        CallOutcome.VOICEMAIL,
        CallOutcome.MISSED_NO_AGENT,
        CallOutcome.ABANDONED_IN_QUEUE,
        CallOutcome.ABANDONED_IN_MENU,
        CallOutcome.ABANDONED_IN_GREETING,
        CallOutcome.FAILED_PROVIDER,
    }
)
TALKED = frozenset(
    {
        CallOutcome.ANSWERED_HUMAN,
        CallOutcome.ANSWERED_AI,
        CallOutcome.AI_THEN_HUMAN,
        CallOutcome.CALLBACK_DONE,
        CallOutcome.OUTBOUND_ANSWERED,
    }
)
# Somebody who hung up before anything was said to them may have misdialled: a fact in the thread, no task.
NO_TASK_UNDER_SECONDS = 3
# Words said to somebody last are over by then, and the plan they belong to has hung up itself.
LAST_WORDS = timedelta(seconds=6)


@step
def end_call_step(
    held: rows.Held, *, ended_by: str, at: datetime, told: frozenset[UUID] = frozenset(), now: datetime
) -> bool:
    """End a call whose customer has left, or whose last member has: every other leg is hung up. Once only.

    Legs that are just being `told` something may hear it out.
    """
    call = held.call
    if CallState(call.state) in OVER:
        return False
    legs = rows.legs_of(call)
    offering.withdraw_step(held, Offer.CALLER_LEFT, now=now)
    for leg in legs:
        if leg.ended_at is None and leg.offer != Offer.CALLER_LEFT:
            commanding.hang_up(leg, due_at=now + LAST_WORDS if leg.pk in told else None, now=now)
        if leg.in_plan and leg.joined_at is None and leg.ended_at is None:
            leg.ended_at = at
            leg.save(update_fields=["ended_at"])
        if leg.joined_at is not None and leg.left_at is None:
            leg.left_at = at
            leg.save(update_fields=["left_at"])
    _close_hold(call, at=at)
    call.outcome = outcome_of(_ending(call, legs))
    rows.move(call, CallState.ENDED)
    call.ended_at = at
    call.ended_by = ended_by
    if call.answered_at is not None:
        call.talk_seconds = max(0, int((at - call.answered_at).total_seconds()) - call.hold_seconds)
    else:
        call.wait_seconds = max(0, int((at - call.started_at).total_seconds()))
    call.is_recorded = False
    _await_recordings(call, now=now)
    tell(held)
    if call.outcome in OWES_CALL and held.conversation.status != Status.SPAM:
        _owe_call(held, now=now)
    rows.changed(held, "ENDED", now=now)
    record(
        events.CallEnded(conversation_id=call.conversation_id, call_id=call.pk, outcome=call.outcome), now=now
    )
    return True


@step
def correct_outcome_step(held: rows.Held, change: str, *, now: datetime) -> None:
    """Save a change; if the call had ended, say anew how: news may come late, and a message turn out to be none."""
    call = held.call
    if CallState(call.state) in OVER:
        before, call.outcome = call.outcome, outcome_of(_ending(call, rows.legs_of(call)))
        tell(held)
        if call.outcome != before and call.outcome in OWES_CALL and not _has_owed(held):
            _owe_call(held, now=now)
    rows.changed(held, change, now=now)


@use_case
def correct_unheard(*, organisation: UUID, command_id: UUID, now: datetime) -> bool:
    """Say anew how a call ended whose caller had gone before a plan could be run: they heard nothing of it."""
    row = CallCommand.objects.of(organisation).filter(pk=command_id, verb=Verb.RUN, error="ended").first()
    if row is None:
        return False
    held = rows.lock_call(organisation_id=organisation, call_id=row.call_id)
    if not is_told_otherwise(held):
        return False
    correct_outcome_step(held, "UNHEARD", now=now)
    return True


def is_told_otherwise(held: rows.Held) -> bool:
    """Say whether what is known by now gives an ended call another outcome than it has."""
    return outcome_of(_ending(held.call, rows.legs_of(held.call))) != held.call.outcome


def _has_owed(held: rows.Held) -> bool:
    """Say whether this call has left a task before, done or not, or is not to leave one."""
    tasks = Task.objects.of(held.call.organisation_id).filter(entry_id=held.call.entry_id, created_by=None)
    return held.conversation.status == Status.SPAM or tasks.exists()


def _ending(call: Call, legs: list[Leg]) -> Ending:
    customer = _customer(legs)
    messages = RecordingRow.objects.of(call.organisation_id).filter(call=call, kind=RecordingKind.VOICEMAIL)
    return Ending(
        is_inbound=call.direction == "INBOUND",
        stage=_stage(call, legs),
        spoke_with_member=any(leg.role in PEOPLE and _met(leg, customer) for leg in legs),
        was_blocked=call.was_blocked,
        left_message=messages.exclude(state__in=["EMPTY", "MISSING"]).filter(size_bytes__gt=0).exists(),
        has_failed=call.has_failed or bool(customer and _has_failed(call, customer)),
        customer_answered=bool(customer and customer.answered_at),
        customer_was_machine=bool(customer and customer.status == "MACHINE"),
        customer_end=customer.status if customer else "",
    )


def _has_failed(call: Call, customer: Leg) -> bool:
    """Say whether a customer's line failed: it was never put through to anything of ours.

    Of a caller whom the carrier hung up on without a plan of ours, the last report alone does not say so.
    """
    was_decided = any(line["node"] != "text-back" for line in call.path)
    is_dropped = customer.role == LegRole.CALLER and customer.ended_by == "PORTICO" and not was_decided
    return customer.status == "FAILED" or is_dropped


def _await_recordings(call: Call, *, now: datetime) -> None:
    """From the end of a call on, what was recorded of it must come."""
    running = RecordingRow.objects.of(call.organisation_id).filter(call=call, expected_at=None)
    running.filter(state__in=["RECORDING", "PAUSED"]).update(expected_at=now + MISSING_AFTER)


def _met(leg: Leg, customer: Leg | None) -> bool:
    """Say whether somebody joined while the customer was there; news that they had left may come late."""
    if leg.joined_at is None:
        return False
    return customer is None or customer.ended_at is None or leg.joined_at <= customer.ended_at


def _stage(call: Call, legs: list[Leg]) -> Stage:
    """Say how far the caller came, whatever was decided once they had gone.

    Who hung up before any telephone rang heard no more than the greeting.
    """
    offered = [leg for leg in legs if leg.role == LegRole.MEMBER]
    stage = Stage(call.stage)
    if stage is Stage.VOICEMAIL and offered and _never_asked(call, legs):
        stage = Stage.RINGING
    if stage is Stage.RINGING and offered and not any(_rang_before(leg, legs) for leg in offered):
        return Stage.GREETING
    return stage


def _rang_before(leg: Leg, legs: list[Leg]) -> bool:
    """Say whether a member's telephone rang while the customer was there; when it began to may not have been told."""
    customer = _customer(legs)
    rang_at = leg.ringing_at or leg.answered_at or leg.started_at
    return (bool(leg.carrier_leg_id) or leg.in_plan) and (
        customer is None or customer.ended_at is None or rang_at <= customer.ended_at
    )


def _customer(legs: list[Leg]) -> Leg | None:
    return next((leg for leg in legs if leg.role in {LegRole.CALLER, LegRole.CUSTOMER}), None)


def _never_asked(call: Call, legs: list[Leg]) -> bool:
    """Say whether the caller had left before the plan that asks for a message could be run on their leg."""
    customer = _customer(legs)
    asked = CallCommand.objects.of(call.organisation_id).filter(leg=customer, verb=Verb.RUN)
    latest = asked.order_by("created_at").last()
    if customer is None or latest is None:
        return False
    if customer.ended_at is not None and latest.requested_at > customer.ended_at:
        return True
    return latest.error == "ended" or latest.state == CommandState.FAILED


def _close_hold(call: Call, *, at: datetime) -> None:
    if call.held_at is not None:
        call.hold_seconds += max(0, int((at - call.held_at).total_seconds()))
        call.held_at = None


@step
def _owe_call(held: rows.Held, *, now: datetime) -> None:
    """Leave a task to ring back, due when an answer is due by the place's business hours; one a conversation."""
    call, conversation = held.call, held.conversation
    if (call.outcome == CallOutcome.ABANDONED_IN_GREETING) and call.wait_seconds < NO_TASK_UNDER_SECONDS:
        return
    if call.outcome != CallOutcome.VOICEMAIL and not call.address:
        return
    open_one = Task.objects.of(call.organisation_id).filter(
        conversation=conversation, done_at=None, created_by=None, entry__kind="CALL"
    )
    if open_one.exists():
        return
    with override(call.organisation.locale):
        title = _("Call back %(name)s") % {"name": conversation.title}
    task = Task(
        organisation_id=call.organisation_id,
        title=title[:200],
        owner=conversation.owner,
        conversation=conversation,
        contact_id=conversation.contact_id,
        entry_id=call.entry_id,
        due_at=_due(call, now=now),
    )
    task.save(force_insert=True)
    record(events.TaskChanged(task_id=task.pk, conversation_id=conversation.pk), now=now)


def _due(call: Call, *, now: datetime) -> datetime:
    calendar = accounts.get_calendar(call.line.location, now=now)
    due = calendar.add_business_seconds(now, call.organisation.reply_minutes * 60)
    return due or now + timedelta(minutes=call.organisation.reply_minutes)


def tell(held: rows.Held) -> None:
    """Put the call's outcome in words where lists and search look; the page writes its own from the rows."""
    call, conversation = held.call, held.conversation
    with override(call.organisation.locale):
        words = in_words(call)
    if call.started_at >= conversation.latest_at:
        # A recording may come hours after; who has written meanwhile has the last words.
        conversation.latest_text = words[: threads.PREVIEW]
        conversation.latest_channel = "VOICE"
        conversation.latest_call = call.outcome
        conversation.latest_is_ours = call.direction == "OUTBOUND"
    Entry.objects.of(call.organisation_id).filter(pk=call.entry_id).update(text=words)


def in_words(call: Call) -> str:
    """Say in the reader's language how a call ended."""
    if call.outcome not in TALKED:
        return outcome_words(CallOutcome(call.outcome))
    minutes = max(1, round(call.talk_seconds / 60))
    return ngettext("Call, %(count)d minute", "Call, %(count)d minutes", minutes) % {"count": minutes}


def outcome_words(outcome: CallOutcome) -> str:
    """Name an outcome without its figures."""
    if outcome in TALKED:
        return _("Call answered")
    return {
        CallOutcome.VOICEMAIL: _("Voicemail"),
        CallOutcome.ABANDONED_IN_GREETING: _("Hung up during the greeting"),
        CallOutcome.ABANDONED_IN_MENU: _("Hung up in the menu"),
        CallOutcome.ABANDONED_IN_QUEUE: _("Hung up while it rang"),
        CallOutcome.MISSED_NO_AGENT: _("Missed call, no message left"),
        CallOutcome.BLOCKED: _("Blocked caller"),
        CallOutcome.FAILED_PROVIDER: _("Call broken off by a fault"),
        CallOutcome.OUTBOUND_MACHINE: _("Call out, a machine answered"),
        CallOutcome.OUTBOUND_NO_ANSWER: _("Call out, no answer"),
        CallOutcome.OUTBOUND_BUSY: _("Call out, busy"),
        CallOutcome.OUTBOUND_FAILED: _("Call out, could not be put through"),
    }[outcome]
