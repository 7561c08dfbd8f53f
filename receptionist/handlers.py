"""What follows from facts of lower apps."""

from datetime import date, datetime
from uuid import UUID

from conversations.events import CallEnded, MessageReceived
from core.events import handles
from receptionist.events import DigestDue, MessageGivenBack, VersionAsked
from receptionist.presenters import digest as letters
from receptionist.services import calling, digesting, texting, training
from routing.domain.happenings import GivenBack
from routing.events import MessageLed
from routing.services.queues import queue_message


@handles(VersionAsked, name="receptionist.examine")
def examine(fact: VersionAsked, *, organisation_id: UUID, now: datetime) -> None:
    """Examine a version of what was learnt; told twice, it is examined once."""
    training.examine(organisation_id=organisation_id, version_id=fact.version_id)


@handles(MessageReceived, name="receptionist.answer")
def answer(fact: MessageReceived, *, organisation_id: UUID, now: datetime) -> None:
    """Answer a customer's message where the assistant may; told twice, it is answered once."""
    texting.answer_message(
        organisation_id=organisation_id,
        conversation_id=fact.conversation_id,
        entry_id=fact.entry_id,
        now=now,
    )


@handles(MessageLed, name="receptionist.answer_led")
def answer_led(fact: MessageLed, *, organisation_id: UUID, now: datetime) -> None:
    """Answer a message that the flow of its line leads here; told twice, it is answered once."""
    texting.answer_message(
        organisation_id=organisation_id,
        conversation_id=fact.conversation_id,
        entry_id=fact.entry_id,
        is_led=True,
        now=now,
    )


@handles(MessageGivenBack, name="receptionist.give_back")
def give_back(fact: MessageGivenBack, *, organisation_id: UUID, now: datetime) -> None:
    """Let the flow go on for whom it led here; told twice, they wait in its queue once."""
    queue_message(
        organisation=organisation_id,
        conversation_id=fact.conversation_id,
        entry_id=fact.entry_id,
        back=GivenBack(fact.exit, fact.why),
        now=now,
    )


@handles(CallEnded, name="receptionist.hang_up")
def hang_up(fact: CallEnded, *, organisation_id: UUID, now: datetime) -> None:
    """End what a caller left who has hung up; told twice, it is ended once."""
    calling.end_call(
        organisation=organisation_id, conversation_id=fact.conversation_id, call_id=fact.call_id, now=now
    )


@handles(DigestDue, name="receptionist.digest")
def digest(fact: DigestDue, *, organisation_id: UUID, now: datetime) -> None:
    """Mail a member the assistant's day."""
    day = date.fromisoformat(fact.day)
    found = digesting.read_day(organisation_id=organisation_id, member_id=fact.member_id, day=day, now=now)
    if found is not None:
        member, counted = found
        letters.letter(member, day, counted).send()
