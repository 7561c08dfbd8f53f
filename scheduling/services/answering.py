"""What customers answer by text: C or M to a reminder, a number to times that were offered."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.domain.consent import Purpose
from conversations.models import Conversation, Entry, EntryKind
from conversations.services import threads
from core.errors import Refused
from core.transactions import step, use_case
from scheduling.domain.replies import Answer, passes_on, read_answer, read_number
from scheduling.domain.waiting import OfferOutcome
from scheduling.models import (
    Hold,
    Reach,
    Reminder,
    ReminderAnswer,
    ReminderState,
    TimeOffer,
    WaitingOffer,
)
from scheduling.selectors import free
from scheduling.services.offering import offer_step, say_step
from scheduling.services.reminding import answer_step
from scheduling.services.taking import take_step
from scheduling.services.texting import text_step, when_words
from scheduling.services.waiting.answers import pass_step, say_passed_step
from scheduling.services.waiting.answers import take_step as take_waited_step
from scheduling.services.waiting.standing import lock_entry

# A reminder is answered within days, not by a "yes" to something else weeks later.
ANSWERED_WITHIN: Final = timedelta(days=8)


def read_reply(*, organisation_id: UUID, entry_id: UUID, now: datetime) -> None:
    """Read whether a customer's text answers an offer or a reminder, and do what it says; others are for people."""
    try:
        _read(organisation=organisation_id, entry_id=entry_id, now=now)
    except Refused as refusal:
        _tell(organisation=organisation_id, entry_id=entry_id, sentence=str(refusal.sentence), now=now)


@use_case
def _read(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    entry = Entry.objects.of(organisation).filter(pk=entry_id, kind=EntryKind.MESSAGE_IN).first()
    if entry is None or len(entry.text) > 60 or not _was_asked(entry, now=now):
        return
    conversation = threads.lock_conversation(entry.conversation_id, organisation_id=organisation)
    if conversation.contact_id is None:
        return
    offer = TimeOffer.objects.of(organisation).filter(conversation=conversation, ended_at=None).first()
    reminder = _reminder(conversation, conversation.contact_id, now=now)
    waited = _waited(organisation, conversation.contact_id)
    if (
        waited is not None
        and _is_latest(waited, offer, reminder)
        and _answers_waited(waited, conversation, entry.text, now=now)
    ):
        return
    is_offer_newer = offer is not None and (
        reminder is None or reminder.sent_at is None or offer.offered_at >= reminder.sent_at
    )
    if offer is not None and is_offer_newer:
        number = read_number(entry.text, most=len(offer.hold_ids))
        if number is not None:
            _take(offer, conversation, number, now=now)
            return
    answer = read_answer(entry.text) if reminder is not None else None
    if reminder is not None and answer is not None:
        _answer(reminder, conversation, answer, now=now)


@step
def _was_asked(entry: Entry, *, now: datetime) -> bool:
    """Say whether anything is open that a short text may answer; most texts need no lock to know that it is not."""
    if (
        TimeOffer.objects.of(entry.organisation_id)
        .filter(conversation=entry.conversation_id, ended_at=None)
        .exists()
    ):
        return True
    asked = WaitingOffer.objects.of(entry.organisation_id).filter(outcome=OfferOutcome.OPEN)
    if asked.filter(entry__contact__conversations=entry.conversation_id).exists():
        return True
    sent = Reminder.objects.of(entry.organisation_id).filter(
        state=ReminderState.SENT, sent_at__gt=now - ANSWERED_WITHIN
    )
    return sent.filter(appointment__contact__conversations=entry.conversation_id).exists()


@step
def _take(offer: TimeOffer, conversation: Conversation, number: int, *, now: datetime) -> None:
    """Give the customer the time they chose; the others are free again."""
    hold = Hold.objects.of(offer.organisation_id).get(pk=offer.hold_ids[number - 1])
    take_step(offer, conversation, hold, now=now)


def _waited(organisation_id: UUID, contact_id: UUID) -> WaitingOffer | None:
    """Find the time that came free and is kept for a person of the waiting list."""
    rows = WaitingOffer.objects.of(organisation_id).filter(
        entry__contact_id=contact_id, entry__reach_kind=Reach.PHONE, outcome=OfferOutcome.OPEN
    )
    return rows.select_related("hold", "entry").first()


def _is_latest(waited: WaitingOffer, offer: TimeOffer | None, reminder: Reminder | None) -> bool:
    others = (offer.offered_at if offer else None, reminder.sent_at if reminder else None)
    return all(at is None or at <= waited.offered_at for at in others)


@step
def _answers_waited(waited: WaitingOffer, conversation: Conversation, text: str, *, now: datetime) -> bool:
    """Take a freed time or pass it on; says whether the text did either."""
    if passes_on(text):
        row = lock_entry(organisation_id=waited.organisation_id, entry_id=waited.entry_id)
        if row is not None:
            pass_step(row, now=now)
            say_passed_step(conversation, language=row.language, now=now)
        return True
    if read_answer(text) is not Answer.CONFIRM:
        return False
    take_waited_step(waited, waited.hold, now=now)
    return True


@step
def _answer(reminder: Reminder, conversation: Conversation, answer: Answer, *, now: datetime) -> None:
    said = ReminderAnswer.CONFIRMED if answer is Answer.CONFIRM else ReminderAnswer.MOVE
    if reminder.answer == said:
        return
    row = answer_step(reminder, answer=said, now=now)
    language = row.language or "en"
    if said is ReminderAnswer.CONFIRMED:
        with override(language):
            when = when_words(row.starts_at, timezone=row.timezone, language=language)
            text_step(
                row,
                text=_("Thank you. See you on %(when)s.") % {"when": when},
                purpose=Purpose.REPLY,
                now=now,
            )
        return
    wish = free.Wish(service_id=row.service_id, location_id=row.location_id, provider_id=row.provider_id)
    with override(language):
        is_over = row.status != "CONFIRMED"
        offer_step(conversation, wish=wish, appointment=None if is_over else row, now=now)


def _reminder(conversation: Conversation, contact_id: UUID, *, now: datetime) -> Reminder | None:
    """Find what was last sent to the person of a conversation, if it still is worth an answer."""
    rows = Reminder.objects.of(conversation.organisation_id).filter(
        appointment__contact_id=contact_id,
        state=ReminderState.SENT,
        sent_at__gt=now - ANSWERED_WITHIN,
        rule__channel="TEXT",
        rule__asks=True,
        appointment__status__in=("CONFIRMED", "NO_SHOW"),
    )
    row = rows.select_related("appointment", "rule").order_by("-sent_at").first()
    if row is None or row.appointment.sequence != row.sequence:
        return None
    is_over = row.rule.kind == "BEFORE" and row.appointment.starts_at <= now
    return None if is_over else row


@use_case
def _tell(*, organisation: UUID, entry_id: UUID, sentence: str, now: datetime) -> None:
    """Answer a choice that cannot be had: why, and that somebody sees to it."""
    entry = Entry.objects.of(organisation).get(pk=entry_id)
    conversation = threads.lock_conversation(entry.conversation_id, organisation_id=organisation)
    if conversation.line is not None:
        text = f"{sentence} {_('We will write to you.')}"
        say_step(conversation, conversation.line, text, now=now)
