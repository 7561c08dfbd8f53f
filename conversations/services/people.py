"""Who a conversation is with, and how it is labelled."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Member
from contacts import services as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact, ContactAddress
from conversations import events, policies
from conversations.domain.states import LIVE
from conversations.models import Conversation
from conversations.services import keywords, threads
from core.errors import Conflict, NotFound
from core.events import record
from core.transactions import step, use_case

MOST_LABELS, MOST_IN_LABEL = 12, 40


@use_case
def choose_contact(
    *, by: Member, conversation_id: UUID, contact_id: UUID | None, now: datetime
) -> Conversation:
    """Say which of several people on one number this conversation is with.

    `contact_id` None is somebody new, who then shares the number with the others.

    Raises:
        Conflict: that person has an open conversation here already.
        NotFound: the contact does not hold this conversation's address.
    """
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    address = Address(
        AddressKind(conversation.party_kind), conversation.party_value, conversation.party_value
    )
    contact = _holder(conversation, contact_id, address, now=now)
    key = threads.party_of(contact, address, conversation.line)
    other = (
        Conversation.objects.of(by.organisation_id)
        .filter(location_id=conversation.location_id, party_key=key, is_split=False, status__in=LIVE)
        .exclude(pk=conversation.pk)
    )
    if other.exists():
        raise Conflict(_("This person already has an open conversation here. Answer there."))
    conversation.contact = contact
    conversation.party_key = key
    conversation.title = (contact.display_name or conversation.title)[:200]
    keywords.add_fact(conversation, "contact_chosen", {"by": by.name, "name": conversation.title}, now=now)
    return _changed(conversation, "CONTACT_CHOSEN", by, now=now)


@use_case
def tag_conversation(*, by: Member, conversation_id: UUID, tags: list[str], now: datetime) -> Conversation:
    """Replace the labels: trimmed, at most twelve, each at most 40 characters, doubles dropped."""
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    cleaned = [" ".join(tag.split())[:MOST_IN_LABEL] for tag in tags]
    conversation.tags = list(dict.fromkeys(tag for tag in cleaned if tag))[:MOST_LABELS]
    return _changed(conversation, "TAGGED", by, now=now)


@step
def add_tag_step(conversation: Conversation, tag: str) -> None:
    """Add a label to a locked conversation, which the caller saves; a full list of labels stays as it is."""
    cleaned = " ".join(tag.split())[:MOST_IN_LABEL]
    if cleaned and len(conversation.tags) < MOST_LABELS:
        conversation.tags = list(dict.fromkeys([*conversation.tags, cleaned]))


@use_case
def rename_conversations(*, organisation: UUID, contact_id: UUID, now: datetime) -> int:
    """Show a contact's new name wherever their conversations are listed; returns how many changed."""
    contact = Contact.objects.of(organisation).filter(pk=contact_id).first()
    if contact is None or not contact.display_name:
        return 0
    rows = (
        Conversation.objects.of(organisation)
        .select_for_update(no_key=True)
        .filter(contact=contact)
        .exclude(title=contact.display_name)
        .order_by("pk")
    )
    found = list(rows)
    for conversation in found:
        conversation.title = contact.display_name
        threads.touch(conversation)
        record(
            events.ConversationChanged(
                conversation_id=conversation.pk, version=conversation.version, change="RENAMED"
            ),
            now=now,
        )
    return len(found)


def _holder(
    conversation: Conversation, contact_id: UUID | None, address: Address, *, now: datetime
) -> Contact:
    organisation_id = conversation.organisation_id
    if contact_id is None:
        return contacts.add_holder(
            organisation_id=organisation_id,
            address=address,
            name="",
            source=conversation.line.name,
            is_shared=True,
            now=now,
        )
    held = (
        ContactAddress.objects.of(organisation_id)
        .select_related("contact")
        .filter(contact_id=contact_id, kind=address.kind, value=address.value)
        .first()
    )
    if held is None:
        raise NotFound
    contact: Contact = held.contact
    return contact


def _changed(conversation: Conversation, change: str, by: Member, *, now: datetime) -> Conversation:
    threads.touch(conversation)
    fact = events.ConversationChanged(
        conversation_id=conversation.pk, version=conversation.version, change=change
    )
    record(fact, actor_id=by.pk, now=now)
    return conversation
