"""A callback nobody answered as often as it is tried: a text that says so, and a task for the team."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts import selectors as contacts
from conversations.domain import text_back as rules
from conversations.domain.calls import CallOutcome
from conversations.services import calls
from conversations.services.sending import queue_message_step
from conversations.services.threads import touch
from core.transactions import step
from routing.models import WorkItem
from routing.services import flows
from routing.services.texting_back import REMEMBERED


@step
def give_up_step(item: WorkItem, held: calls.Held, *, now: datetime) -> None:
    """Text the customer that we tried, where a missed caller may be texted, and leave the team a task."""
    verdict = _verdict(item, held, now=now)
    why = verdict.value.lower().replace("_", " ")
    calls.trace(held.call, node="text-back", why=why, now=now)
    if verdict is rules.TextBack.SEND:
        queue_message_step(
            held.conversation,
            line=held.call.line,
            address=item.callback_number,
            text=words_of(held),
            author=None,
            now=now,
        )
        touch(held.conversation)
    calls.owe_callback_step(held, number=item.callback_number, attempts=item.callback_attempts, now=now)
    calls.changed(held, "CALLBACK_FAILED", now=now)


def words_of(held: calls.Held) -> str:
    """Give the text, in the language of the line."""
    with override(flows.handling_of(held.call.line).language):
        return _(
            "This is %(name)s. We tried to call you back and could not reach you. Reply here or call us when it suits"
            " you."
        ) % {"name": held.call.organisation.name}


def _verdict(item: WorkItem, held: calls.Held, *, now: datetime) -> rules.TextBack:
    """Ask what is asked before a missed caller is texted; they were promised a call, so there is no pause between."""
    number, organisation_id = item.callback_number, item.organisation_id
    known = calls.number_fact(organisation_id=organisation_id, number=number, now=now)
    return rules.decide(
        rules.MissedCall(
            outcome=CallOutcome.MISSED_NO_AGENT,
            ended_at=now,
            is_on=flows.handling_of(held.call.line).texts_back,
            number=number,
            is_opted_out=contacts.is_opted_out(organisation_id=organisation_id, kind="PHONE", value=number),
            line_type=known.line_type if known else "UNKNOWN",
            has_failed_before=bool(
                known and known.unreachable_at and now - known.unreachable_at < REMEMBERED
            ),
        ),
        now=now,
    )
