"""A text to whoever was missed: once, soon, and only to somebody it can reach and who has not been reached."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts import selectors as contacts
from conversations.domain import text_back as rules
from conversations.domain.calls import OVER, CallOutcome
from conversations.domain.promises import PromisedBy
from conversations.models import Call, Entry, Line
from conversations.services import calls
from conversations.services.promises import promise_owed_step
from conversations.services.sending import queue_message_step
from conversations.services.threads import touch
from core.events import record
from core.transactions import use_case
from routing.domain.stored import state_from_json
from routing.events import TextBackDue
from routing.models import CallRun, LineHandling
from routing.services import flows

# Long enough for a caller who was cut off to ring again, short enough to be sent within the minute.
WAIT = timedelta(seconds=15)
# A number may be given to somebody whose telephone takes texts.
REMEMBERED = timedelta(days=180)


@use_case
def consider_text_back(*, organisation: UUID, call_id: UUID, now: datetime) -> bool:
    """Put the question off for a moment when a call was missed; says whether it will be asked."""
    call = Call.objects.of(organisation).filter(pk=call_id).first()
    if call is None or call.outcome not in rules.MISSED:
        return False
    record(TextBackDue(call_id=call_id), due_at=now + WAIT, now=now)
    return True


@use_case
def text_back(*, organisation: UUID, call_id: UUID, now: datetime) -> rules.TextBack:
    """Decide and send; the reason either way stands in the call's path. Twice is once."""
    held = calls.lock_call(organisation_id=organisation, call_id=call_id)
    call = held.call
    if any(line["node"] == "text-back" for line in call.path):
        return rules.TextBack.COOLDOWN
    handling = flows.handling_of(call.line)
    verdict = rules.decide(_missed(held, handling, now=now), now=now)
    calls.trace(call, node="text-back", why=verdict.value.lower().replace("_", " "), now=now)
    if verdict is rules.TextBack.SEND:
        queue_message_step(
            held.conversation,
            line=call.line,
            address=call.address,
            text=words_of(call, handling),
            author=None,
            now=now,
        )
        # The text says so: whoever is owed a call back by a task is promised it now.
        promise_owed_step(held.conversation, entry_id=call.entry_id, by=PromisedBy.TEXT, now=now)
        calls.note_texted(organisation_id=organisation, number=call.address, now=now)
        touch(held.conversation)
    calls.changed(held, "TEXT_BACK", now=now)
    return verdict


def words_of(call: Call, handling: LineHandling) -> str:
    """Give the text: the owner's words, else those that ship."""
    return words_on(call.line, handling)


def words_on(line: Line, handling: LineHandling) -> str:
    """Give the text of a line."""
    with override(handling.language):
        return handling.text_back_words or _(
            "Sorry we missed your call. This is %(name)s: how can we help? Reply here, or we call you back."
        ) % {"name": line.organisation.name}


def _missed(held: calls.Held, handling: LineHandling, *, now: datetime) -> rules.MissedCall:
    call = held.call
    known = calls.number_fact(organisation_id=call.organisation_id, number=call.address, now=now)
    return rules.MissedCall(
        outcome=CallOutcome(call.outcome),
        ended_at=call.ended_at or now,
        is_on=handling.texts_back or _was_promised(call),
        number=call.address,
        was_blocked=call.was_blocked,
        is_opted_out=contacts.is_opted_out(
            organisation_id=call.organisation_id, kind="PHONE", value=call.address
        ),
        line_type=known.line_type if known else "UNKNOWN",
        has_failed_before=bool(known and known.unreachable_at and now - known.unreachable_at < REMEMBERED),
        texted_back_at=known.texted_back_at if known else None,
        cooldown=timedelta(hours=handling.cooldown_hours),
        reached_since=_reached(call),
    )


def _was_promised(call: Call) -> bool:
    """Say whether the call came by a node of its flow that asks for a text."""
    run = CallRun.objects.of(call.organisation_id).filter(call=call).first()
    return run is not None and state_from_json(run.state).texts_back


def _reached(call: Call) -> bool:
    """Say whether the caller was talked with, or written to by a member, since they rang; or is ringing again."""
    later = Call.objects.of(call.organisation_id).filter(
        conversation_id=call.conversation_id, started_at__gt=call.started_at
    )
    if any(other.answered_at or other.state not in OVER for other in later):
        return True
    written = Entry.objects.of(call.organisation_id).filter(
        conversation_id=call.conversation_id,
        kind="MESSAGE_OUT",
        is_automatic=False,
        occurred_at__gt=call.started_at,
    )
    return written.exclude(state="UNDONE").exists()
