"""What machines write: that somebody is away, or that a mail of ours came back. Neither opens or answers anything."""

from datetime import datetime

from accounts.models import Organisation
from contacts import services as contacts
from contacts.domain.addresses import Address, AddressKind
from conversations import events
from conversations.domain.mail.bounces import Bounce
from conversations.domain.mail.letters import Letter
from conversations.domain.states import MessageState
from conversations.models import Conversation, Entry, EntryKind
from conversations.ports import Channel, FailureReason, MessageReport
from conversations.services import threads
from conversations.services.keywords import add_fact
from conversations.services.mail import addressing
from conversations.services.sending import apply_report_step
from core.events import record
from core.transactions import step

EXCERPT = 200


@step
def note_automatic_step(conversation: Conversation, letter: Letter, *, now: datetime) -> None:
    """Show an automatic reply in the conversation it answers: one line, which changes nothing else."""
    words = " ".join(letter.text.split())[:EXCERPT]
    add_fact(conversation, "auto_replied", {"subject": letter.subject, "words": words}, now=now)
    threads.touch(conversation)
    fact = events.ConversationChanged(
        conversation_id=conversation.pk, version=conversation.version, change="AUTO_REPLY"
    )
    record(fact, now=now)


@step
def note_bounce_step(
    *, organisation: Organisation, bounce: Bounce, received_at: datetime, now: datetime
) -> Entry | None:
    """Show a mail of ours that came back as failed, and mark its address; None where it is none of ours.

    Only whoever got the mail, or carried it, knows its id.
    """
    entry_id = addressing.entry_of(bounce.about, organisation_id=organisation.pk)
    rows = Entry.objects.of(organisation).filter(kind=EntryKind.MESSAGE_OUT, channel=Channel.EMAIL)
    if entry_id is None or not rows.filter(pk=entry_id).exists():
        return None
    state = MessageState.FAILED if bounce.is_final else MessageState.SENT
    report = MessageReport(
        provider_id="",
        client_ref="",
        state=state,
        raw_status="bounced" if bounce.is_final else "delayed",
        is_final=bounce.is_final,
        channel=Channel.EMAIL,
        reason=reason_of(is_lasting=bounce.is_lasting) if bounce.is_final else None,
        raw_code=bounce.status,
    )
    entry = apply_report_step(
        organisation=organisation.pk, report=report, entry_id=entry_id, received_at=received_at, now=now
    )
    if bounce.is_lasting:
        address = Address(AddressKind.EMAIL, entry.address, entry.address)
        contacts.note_unreachable(organisation_id=organisation.pk, address=address, now=now)
    return entry


def reason_of(*, is_lasting: bool) -> FailureReason:
    """Say why a mail came back: nobody is there, or not now."""
    return FailureReason.BAD_ADDRESS if is_lasting else FailureReason.MAIL_REFUSED
