"""Finding conversations by name, number or words, through the functions that search behind the wall."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from accounts.models import Member
from contacts.domain.addresses import AddressKind, search_keys
from contacts.models import Contact
from conversations.models import Conversation, Entry
from conversations.selectors.views import visible
from core.transactions import require_organisation

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, best first; capped per kind."""

    contacts: tuple[Contact, ...]
    conversations: tuple[Conversation, ...]
    entries: tuple[Entry, ...]


def matching(words: str, *, member: Member) -> Q:
    """Say which conversations fit: their words, their person's name or number, or an address nobody is known by."""
    keys = search_keys(words, region=member.organisation.country or "US")
    condition = Q(pk__in=_conversation_ids(words))
    if contact_ids := _contact_ids(words, keys.digits):
        condition |= Q(contact_id__in=contact_ids)
    if keys.value:
        condition |= Q(party_key__in=_unknown(keys.value))
    return condition


def find_everything(*, member: Member, words: str, limit: int = 20) -> Found:
    """Search people, conversations and entries for the search page; four to five statements."""
    keys = search_keys(words, region=member.organisation.country or "US")
    contact_ids = _contact_ids(words, keys.digits)[:limit]
    contacts = {row.pk: row for row in Contact.objects.of(member.organisation_id).filter(pk__in=contact_ids)}
    conversation_ids = _conversation_ids(words)
    by_person = Q(contact_id__in=contact_ids)
    if keys.value:
        by_person |= Q(party_key__in=_unknown(keys.value))
    conversations = (
        visible(member).filter(by_person).select_related("line").order_by("-latest_at", "-id")[:limit]
    )
    entries = (
        Entry.objects.of(member.organisation_id)
        .filter(conversation__in=visible(member).filter(pk__in=conversation_ids[:limit]).values("pk"))
        .exclude(text="")
        .filter(_mentions(words))
        .select_related("conversation", "author__user")
        .order_by("-occurred_at", "-seq")[:limit]
    )
    return Found(
        contacts=tuple(contacts[key] for key in contact_ids if key in contacts),
        conversations=tuple(conversations),
        entries=tuple(entries),
    )


def _unknown(value: str) -> list[str]:
    """Write the keys under which conversations with an address nobody is known by are filed."""
    return [f"a:{kind}:{value}" for kind in AddressKind]


def _mentions(words: str) -> Q:
    condition = Q()
    for word in words.split()[:8]:
        condition |= Q(text__icontains=word)
    return condition


def _conversation_ids(words: str) -> list[UUID]:
    require_organisation()
    with connection.cursor() as cursor:
        cursor.execute("SELECT conversation_search(%s, %s)", [words, MOST])
        return [row[0] for row in cursor.fetchall()]


def _contact_ids(words: str, digits: str) -> list[UUID]:
    require_organisation()
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_search(%s, %s, %s)", [_literal(words), digits, MOST])
        return [row[0] for row in cursor.fetchall()]


def _literal(words: str) -> str:
    """Make LIKE take every character as it was typed."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
