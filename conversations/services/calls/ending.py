"""The end of a call: its one outcome, its seconds, and what it leaves the team to do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts import selectors as accounts
from contacts.domain.addresses import AddressKind, normalise
from conversations import events
from conversations.domain.calls import (
    OVER,
    CallOutcome,
    CallState,
    Offer,
    Verb,
    outcome_of,
)
from conversations.domain.promises import PromisedBy
from conversations.domain.states import Status
from conversations.models import Call, CallCommand, Entry, Task
from conversations.models import Recording as RecordingRow
from conversations.services import threads
from conversations.services.calls import commanding, offering, rows
from conversations.services.calls.how_ended import known_ending
from conversations.services.promises import promise_step
from core.events import record
from core.transactions import step, use_case

# How long the carrier may take to tell of a recording.
MISSING_AFTER = timedelta(minutes=10)
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
    call.outcome = outcome_of(known_ending(call, legs))
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
        before, call.outcome = call.outcome, outcome_of(known_ending(call, rows.legs_of(call)))
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
    return outcome_of(known_ending(held.call, rows.legs_of(held.call))) != held.call.outcome


def _has_owed(held: rows.Held) -> bool:
    """Say whether this call has left a task before, done or not, or is not to leave one."""
    tasks = Task.objects.of(held.call.organisation_id).filter(entry_id=held.call.entry_id, created_by=None)
    return held.conversation.status == Status.SPAM or tasks.exists()


def _await_recordings(call: Call, *, now: datetime) -> None:
    """From the end of a call on, what was recorded of it must come."""
    running = RecordingRow.objects.of(call.organisation_id).filter(call=call, expected_at=None)
    running.filter(state__in=["RECORDING", "PAUSED"]).update(expected_at=now + MISSING_AFTER)


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
    # Whoever is asked for a message is told by that that somebody will hear it.
    asked = PromisedBy.GREETING if call.outcome == CallOutcome.VOICEMAIL else None
    _leave_task(held, title, promised_by=asked, now=now)


@step
def owe_callback_step(held: rows.Held, *, number: str, attempts: int = 0, now: datetime) -> None:
    """Leave a task to ring somebody who asked for it, at the number they gave; after `attempts` nobody answered."""
    values = {
        "name": held.conversation.title,
        "number": normalise(number, kind=AddressKind.PHONE).display,
        "count": attempts,
    }
    with override(held.call.organisation.locale):
        words = _("Call back %(name)s at %(number)s")
        if attempts:
            words = ngettext(
                "Call back %(name)s at %(number)s: no answer to %(count)d call",
                "Call back %(name)s at %(number)s: no answer to %(count)d calls",
                attempts,
            )
        title = words % values
    _leave_task(held, title, promised_by=PromisedBy.GREETING, now=now)


@step
def _leave_task(held: rows.Held, title: str, *, promised_by: PromisedBy | None = None, now: datetime) -> None:
    call, conversation = held.call, held.conversation
    if call.is_trial:
        return
    task = Task(
        organisation_id=call.organisation_id,
        title=title[:200],
        owner=conversation.owner,
        conversation=conversation,
        contact_id=conversation.contact_id,
        entry_id=call.entry_id,
        due_at=_due(call, now=now),
    )
    if promised_by is not None:
        promise_step(task, by=promised_by, now=now)
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
    if call.started_at >= conversation.latest_at and not _was_not_begun(call):
        # A recording may come hours after; who has written meanwhile has the last words.
        conversation.latest_text = words[: threads.PREVIEW]
        conversation.latest_channel = "VOICE"
        conversation.latest_call = call.outcome
        conversation.latest_is_ours = call.direction == "OUTBOUND"
    Entry.objects.of(call.organisation_id).filter(pk=call.entry_id).update(text=words)


def _was_not_begun(call: Call) -> bool:
    """Say whether no member took a call out they were asked to make, so that the customer was never rung."""
    return call.outcome == CallOutcome.OUTBOUND_NO_ANSWER and call.answered_by_id is None


def in_words(call: Call) -> str:
    """Say in the reader's language how a call ended."""
    if _was_not_begun(call):
        return _("Callback, no member took it")
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
        CallOutcome.CALLBACK_DONE: _("Asked to be called back"),
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
