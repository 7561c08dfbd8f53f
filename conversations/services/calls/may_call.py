"""May this member ring this person now? The verdict of `contacts.domain.calling`, asked before a call is placed."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Member
from contacts import selectors as contacts
from contacts.domain.calling import INQUIRY_WINDOW, RETURN_WINDOW
from contacts.domain.consent import Decision, Rule, Verdict
from conversations import errors
from conversations.domain.calling_out import Anyway
from conversations.models import Call, Conversation, Direction, Entry, EntryKind
from conversations.services.keywords import add_fact
from core.transactions import step


@step
def check_may_call(
    conversation: Conversation, *, by: Member, number: str, anyway: Anyway | None, now: datetime
) -> Verdict:
    """Refuse a call at night to whom it would disturb, or to who asked for none; a reason given is kept as a fact.

    Raises:
        QuietHours, AskedForNoCalls: `may_insist` says whether a member who gives a reason may go on.
        ReasonMissing: they chose "another reason" and wrote none.
    """
    verdict = verdict_on(conversation, number=number, now=now)
    if verdict.decision is Decision.ALLOW:
        return verdict
    if verdict.decision is not Decision.ASK or anyway is None:
        raise refusal_of(verdict)
    if not anyway.is_said:
        raise errors.ReasonMissing
    values = {"by": by.name, "rule": verdict.rule.value, "why": anyway.why.value, "words": anyway.words}
    if verdict.there is not None:
        values["there"] = verdict.there.isoformat()
    add_fact(conversation, "called_anyway", values, now=now)
    return verdict


def verdict_on(conversation: Conversation, *, number: str, now: datetime) -> Verdict:
    """Decide whether a conversation's person may be rung now, at a number of theirs; inside a use case."""
    rang_at = _rang_at(conversation, now=now)
    return contacts.verdict_on_call(
        organisation=conversation.organisation,
        contact=conversation.contact,
        value=number,
        latest_inbound_at=rang_at or _turned_at(conversation, now=now),
        rang_at=rang_at,
        now=now,
    )


def refusal_of(verdict: Verdict) -> errors.MayNotCall:
    """Give the sentence for a verdict that is no permission."""
    may_insist = verdict.decision is Decision.ASK
    if verdict.rule is Rule.CALLS_REFUSED:
        return errors.AskedForNoCalls(may_insist=may_insist)
    return errors.QuietHours(there=verdict.there, until=verdict.until, may_insist=may_insist)


def _rang_at(conversation: Conversation, *, now: datetime) -> datetime | None:
    """Say when they last rang us, within the time in which that awaits a call."""
    rows = _calls_in(conversation).filter(started_at__gte=now - RETURN_WINDOW)
    return rows.order_by("-started_at").values_list("started_at", flat=True).first()


def _turned_at(conversation: Conversation, *, now: datetime) -> datetime | None:
    """Say when they last wrote or rang, within the time in which an inquiry counts."""
    since = now - INQUIRY_WINDOW
    wrote = Entry.objects.of(conversation.organisation_id).filter(
        conversation__in=_threads(conversation), kind=EntryKind.MESSAGE_IN, occurred_at__gte=since
    )
    written = wrote.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    rang = _calls_in(conversation).filter(started_at__gte=since)
    rung = rang.order_by("-started_at").values_list("started_at", flat=True).first()
    return max((at for at in (written, rung) if at is not None), default=None)


def _calls_in(conversation: Conversation) -> QuerySet[Call]:
    rows = Call.objects.of(conversation.organisation_id).filter(conversation__in=_threads(conversation))
    return rows.filter(direction=Direction.INBOUND, was_blocked=False)


def _threads(conversation: Conversation) -> QuerySet[Conversation]:
    """Select every conversation with the person, while nobody knows who it is those of the number."""
    rows = Conversation.objects.of(conversation.organisation_id)
    if conversation.contact_id is not None:
        return rows.filter(contact=conversation.contact_id)
    return rows.filter(party_key=conversation.party_key)
