"""What follows from facts of lower apps."""

from datetime import date, datetime
from uuid import UUID

from conversations.events import CallEnded, MessageReceived
from core.events import handles
from receptionist.events import DigestDue, VersionAsked
from receptionist.presenters import digest as letters
from receptionist.services import calling, digesting, texting, training


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
