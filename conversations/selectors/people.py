"""The person beside a conversation: addresses with consent, who else it may be, what came before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.models import Member
from contacts.models import ConsentEvent, Contact, ContactAddress
from conversations.domain.states import Status
from conversations.models import Conversation
from conversations.selectors.views import visible

EARLIER = 6
MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """An address and what it said about texts: granted, refused, or nothing (None)."""

    address: ContactAddress
    may_text: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Everything the person pane shows of the person; `contact` is None while several might be meant."""

    contact: Contact | None
    addresses: tuple[Reachable, ...]
    candidates: tuple[Contact, ...]
    earlier: tuple[Conversation, ...]
    party_may_text: bool | None


def get_person(*, member: Member, conversation: Conversation) -> PersonFacts:
    """Gather the person of a conversation in three statements."""
    contact = conversation.contact
    addresses: list[ContactAddress] = []
    candidates: list[Contact] = []
    if contact is not None:
        addresses = list(ContactAddress.objects.of(member.organisation_id).filter(contact=contact))
    else:
        candidates = list_candidates(conversation=conversation)
    pairs = {(row.kind, row.value) for row in addresses} | {
        (conversation.party_kind, conversation.party_value)
    }
    consent = find_consent(organisation_id=member.organisation_id, pairs=pairs)
    earlier = (
        visible(member)
        .exclude(pk=conversation.pk)
        .exclude(status=Status.MERGED)
        .select_related("line")
        .order_by("-latest_at")
    )
    same = {"contact": contact} if contact else {"party_key": conversation.party_key}
    return PersonFacts(
        contact=contact,
        addresses=tuple(
            Reachable(address=row, may_text=consent.get((row.kind, row.value))) for row in addresses
        ),
        candidates=tuple(candidates),
        earlier=tuple(earlier.filter(**same)[:EARLIER]),
        party_may_text=consent.get((conversation.party_kind, conversation.party_value)),
    )


def list_candidates(*, conversation: Conversation) -> list[Contact]:
    """List the contacts who share the address this conversation comes from, by when they were added."""
    rows = (
        ContactAddress.objects.of(conversation.organisation_id)
        .filter(kind=conversation.party_kind, value=conversation.party_value)
        .select_related("contact")
        .order_by("created_at", "id")
    )
    return [row.contact for row in rows[:MOST_CANDIDATES]]


def find_consent(
    *, organisation_id: object, pairs: Iterable[tuple[str, str]], scope: str = "TEXT"
) -> Mapping[tuple[str, str], bool]:
    """Tell for each (kind, value) what it last said about texts; the silent ones are missing."""
    wanted = list(pairs)
    rows = (
        ConsentEvent.objects.of(organisation_id)
        .filter(scope=scope, value__in=[value for _kind, value in wanted])
        .order_by("kind", "value", "-occurred_at", "-id")
        .distinct("kind", "value")
    )
    said = {(row.kind, row.value): row.granted for row in rows}
    return {pair: said[pair] for pair in wanted if pair in said}
