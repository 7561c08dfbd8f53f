"""An assistant set up, and somebody who talks to it."""

from datetime import datetime
from itertools import count

from accounts.models import Organisation
from conversations.models import Conversation, Line
from conversations.services import threads
from core.transactions import reading, tenant_transaction
from receptionist.models import BrainVersion, Dialogue, FaqEntry, OwnPhrase, ReceptionistSettings, Turn
from receptionist.services import Replied, Said, begin_step, handle_turn
from tests.factories import conversations as make

_keys = count(1)


def assistant(organisation: Organisation, **values: object) -> ReceptionistSettings:
    """Set up an organisation's assistant."""
    with tenant_transaction(organisation):
        return ReceptionistSettings.objects.create(
            organisation=organisation,
            **({"is_active": True, "intake": ["name", "phone", "reason"]} | values),
        )


def answer(organisation: Organisation, *, question: str, answer: str) -> FaqEntry:
    """Answer a question in the organisation's words."""
    with tenant_transaction(organisation):
        return FaqEntry.objects.create(organisation=organisation, question=question, answer=answer)


def caller(organisation: Organisation, *, now: datetime, number: str = "+16025550177") -> Conversation:
    """Let somebody new come to the assistant of a line that is there."""
    with reading(organisation):
        has_line = Line.objects.of(organisation).exists()
    if not has_line:
        make.line(organisation=organisation)
    conversation = make.conversation(organisation=organisation, sender=number, text="Hello?", now=now)
    with tenant_transaction(organisation):
        row = threads.lock_conversation(conversation.pk, organisation_id=organisation.pk)
        begin_step(row, channel="voice", caller=number, now=now)
        threads.touch(row)
    return conversation


def says(conversation: Conversation, text: str, *, now: datetime, key: str = "", **more: str) -> Replied:
    """Say something to the assistant."""
    return handle_turn(
        organisation=conversation.organisation_id,
        said=Said(
            conversation_id=conversation.pk,
            turn_key=key or f"key-{next(_keys)}",
            text=text,
            caller="+16025550177",
            **more,  # type: ignore[arg-type]
        ),
        now=now,
    )


def dialogue(conversation: Conversation) -> Dialogue:
    """Read the newest dialogue of a conversation."""
    with reading(conversation.organisation_id):
        return Dialogue.objects.of(conversation.organisation_id).filter(conversation=conversation)[0]


def turn(
    organisation: Organisation, *, now: datetime, text: str = "the green one again", **more: str
) -> Turn:
    """Let somebody say something to the assistant, and give the turn it became."""
    talk = caller(organisation, now=now, **more)
    says(talk, text, now=now)
    with reading(organisation):
        return Turn.objects.of(organisation).filter(conversation=talk).latest("happened_at", "number")


def phrase(organisation: Organisation, text: str, intent: str, *, now: datetime) -> OwnPhrase:
    """Teach a phrase."""
    with tenant_transaction(organisation):
        return OwnPhrase.objects.create(
            organisation=organisation, text=text, plain=text.lower(), intent=intent, added_at=now
        )


def version(organisation: Organisation, *, now: datetime, **values: object) -> BrainVersion:
    """Keep a version."""
    with tenant_transaction(organisation):
        return BrainVersion.objects.create(
            organisation=organisation, **({"number": 1, "made_at": now} | values)
        )
