"""What follows from facts: screens are told in process, the rest runs in Celery."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from accounts import selectors as accounts
from accounts.events import MemberDeactivated
from accounts.models import Role
from contacts.events import (
    AddressesChanged,
    ConsentRecorded,
    ContactChanged,
    ContactsMerged,
    ContactsUnmerged,
)
from conversations import events, hints, services
from conversations.presenters import mails
from conversations.selectors import desk
from conversations.services import calls
from core.events import announces, handles
from core.transactions import reading


@announces(events.MessageReceived, events.MessageQueued, events.MessageStateChanged, events.NoteAdded)
def announce_entry(
    fact: events.MessageReceived | events.MessageQueued | events.MessageStateChanged | events.NoteAdded,
    organisation_id: UUID,
) -> None:
    """Hint that a thread has a new or changed entry."""
    hints.publish(
        organisation_id, "entry", fact.conversation_id, fact.version, entry=str(fact.entry_id), fact=fact.name
    )


@announces(events.CallChanged)
def announce_call(fact: events.CallChanged, organisation_id: UUID) -> None:
    """Hint that a call got further: its entry in the thread, the bar of whoever is on it, its own page."""
    hints.publish(
        organisation_id,
        "call",
        fact.conversation_id,
        fact.version,
        entry=str(fact.entry_id),
        call=str(fact.call_id),
        change=fact.change,
    )


@announces(events.CallCommandQueued, events.CallCommandSettled)
def announce_command(
    fact: events.CallCommandQueued | events.CallCommandSettled, organisation_id: UUID
) -> None:
    """Hint that the carrier is asked, or was, to do something about a call: its page tells."""
    hints.publish(organisation_id, "command", fact.call_id)


@announces(events.ConversationChanged)
def announce_conversation(fact: events.ConversationChanged, organisation_id: UUID) -> None:
    """Hint that a conversation's status, owner, person or labels changed."""
    hints.publish(organisation_id, "conversation", fact.conversation_id, fact.version, change=fact.change)


@announces(ContactChanged, AddressesChanged, ContactsMerged, ContactsUnmerged)
def announce_contact(
    fact: ContactChanged | AddressesChanged | ContactsMerged | ContactsUnmerged, organisation_id: UUID
) -> None:
    """Hint that a contact reads differently, or is reached otherwise: its page tells."""
    hints.publish(organisation_id, "contact", fact.contact_id, fact.version)


@announces(ConsentRecorded)
def announce_consent(fact: ConsentRecorded, organisation_id: UUID) -> None:
    """Hint that an address said something about texts or calls: to whoever shows, or writes to, who has it."""
    hints.publish(organisation_id, "consent", fact.consent_event_id)


@announces(events.TaskChanged)
def announce_task(fact: events.TaskChanged, organisation_id: UUID) -> None:
    """Hint that a task changed."""
    hints.publish(organisation_id, "task", fact.task_id, conversation=str(fact.conversation_id or ""))


@announces(events.ReadMarkMoved)
def announce_read(fact: events.ReadMarkMoved, organisation_id: UUID) -> None:
    """Hint that a member read a conversation, to that member's other screens."""
    hints.publish(organisation_id, "read", fact.conversation_id, member=str(fact.member_id))


@announces(MemberDeactivated, events.MemberWalled)
def announce_member(fact: MemberDeactivated | events.MemberWalled, organisation_id: UUID) -> None:
    """Hint that a member lost access to all or something, so that their sockets close and what is left is read anew."""
    hints.publish(organisation_id, "member", fact.member_id)


@handles(MemberDeactivated, name="conversations.return_member_items")
def return_member_items(fact: MemberDeactivated, *, organisation_id: UUID, now: datetime) -> None:
    """Give the team what a leaving member owned."""
    services.return_member_items(organisation=organisation_id, member_id=fact.member_id, now=now)


@handles(ContactChanged, name="conversations.rename")
def rename(fact: ContactChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Show a contact's new name in every list."""
    services.rename_conversations(organisation=organisation_id, contact_id=fact.contact_id, now=now)


@handles(events.NumberUnreachable, name="conversations.note_unreachable")
def note_unreachable(fact: events.NumberUnreachable, *, organisation_id: UUID, now: datetime) -> None:
    """Remember that no text reaches a number, so that whoever rings from it is not texted."""
    calls.learn_from_receipt(organisation=organisation_id, entry_id=fact.entry_id, now=now)


@handles(events.TranscriptKept, name="conversations.summarise")
def summarise(fact: events.TranscriptKept, *, organisation_id: UUID, now: datetime) -> None:
    """Ask the language model for a better summary, where the setting names one; run twice, it is asked twice."""
    if settings.SUMMARISER:
        calls.improve_summary(
            organisation=organisation_id,
            recording_id=fact.recording_id,
            model=settings.SUMMARISER,
            seconds=settings.SUMMARISER_SECONDS,
            now=now,
        )


@handles(events.PromiseDue, name="conversations.mail_promise")
def mail_promise(fact: events.PromiseDue, *, organisation_id: UUID, now: datetime) -> None:
    """Mail whoever owes a promise, or the owners where nobody does; done meanwhile, nobody. Run twice, it comes twice."""
    with reading(organisation_id):
        task = desk.find_open_task(organisation_id=organisation_id, task_id=fact.task_id)
    if task is None:
        return
    for member in accounts.list_members(organisation_id=organisation_id):
        if member.pk == fact.member_id or (fact.member_id is None and member.role == Role.OWNER):
            mails.promise_due(member, task).send()


@handles(events.CallersKeptOut, name="conversations.mail_kept_out")
def mail_kept_out(fact: events.CallersKeptOut, *, organisation_id: UUID, now: datetime) -> None:
    """Mail each owner who was kept out, with a link to let each through; run twice, the same mail comes twice."""
    with reading(organisation_id):
        callers = calls.list_kept_out(organisation=organisation_id, since=fact.since, until=fact.until)
    for owner in accounts.list_members(organisation_id=organisation_id):
        if owner.role == Role.OWNER and callers:
            mails.kept_out(owner, callers).send()
