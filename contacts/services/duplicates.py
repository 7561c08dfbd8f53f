"""Finds contacts that may be one person behind every change of a contact, and notes what members decide."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from accounts import policies
from accounts.models import Member
from contacts.domain.identity import keys_of
from contacts.models import Contact, DuplicateSuggestion, IdentityKey, IdentitySweep, SuggestionState
from contacts.selectors.likeness import Pairs, compare_all, persons_of
from core.errors import NotFound
from core.transactions import step, use_case

BATCH: Final = 200
# Contacts changed a moment ago may still be held by a transaction that began earlier.
LAG: Final = timedelta(seconds=20)
_LONG_AGO: Final = timedelta(days=36_500)
_NOBODY: Final = UUID(int=0)


@use_case
def sweep(*, organisation: UUID, now: datetime) -> int:
    """Compare the contacts that changed since the last time with all others; says how many were looked at.

    Suggestions about them that no longer hold are taken back, those that a member decided stay as they are.
    """
    place = _place(organisation, now)
    rows = Contact.objects.of(organisation).filter(
        merged_into_id=None, erased_at=None, updated_at__lte=now - LAG
    )
    rows = rows.filter(updated_at__gte=place.seen_at).order_by("updated_at", "id")
    later = rows.filter(Q(updated_at__gt=place.seen_at) | Q(pk__gt=place.seen_id))
    changed = list(later.select_for_update(no_key=True)[:BATCH])
    if not changed:
        return 0
    persons = persons_of(organisation, changed)
    for row in changed:
        _keep_keys(row, keys_of(persons[row.pk]))
    found = compare_all(organisation, persons)
    _suggest(organisation, [row.pk for row in changed], found)
    place.seen_at, place.seen_id = changed[-1].updated_at, changed[-1].pk
    place.save(update_fields=["seen_at", "seen_id"])
    return len(changed)


@use_case
def decide_distinct(*, by: Member, suggestion_id: UUID, now: datetime) -> DuplicateSuggestion:
    """Say that two contacts are two people; they are not suggested again.

    Raises:
        NotFound: there is no such suggestion.
    """
    policies.check_can_write(by)
    rows = DuplicateSuggestion.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=suggestion_id).first()
    if row is None:
        raise NotFound
    if row.state == SuggestionState.OPEN:
        row.state, row.decided_by, row.decided_at = SuggestionState.DISTINCT, by, now
        row.save(update_fields=["state", "decided_by", "decided_at"])
    return row


@step
def settle(*, by: Member, one: UUID, other: UUID, state: SuggestionState, now: datetime) -> None:
    """Note at the suggestion of a pair, if there is one, what became of it."""
    first, second = sorted((one, other))
    rows = DuplicateSuggestion.objects.of(by.organisation_id).filter(first=first, second=second)
    rows.update(state=state, decided_by=by, decided_at=now)


def _place(organisation_id: UUID, now: datetime) -> IdentitySweep:
    rows = IdentitySweep.objects.of(organisation_id)
    found = rows.select_for_update().first()
    if found is None:
        found = IdentitySweep(organisation_id=organisation_id, seen_at=now - _LONG_AGO, seen_id=_NOBODY)
        found.save(force_insert=True)
    return found


def _keep_keys(row: Contact, wanted: frozenset[str]) -> None:
    rows = IdentityKey.objects.of(row.organisation_id).filter(contact=row)
    held = set(rows.values_list("key", flat=True))
    if gone := held - wanted:
        rows.filter(key__in=gone).delete()
    IdentityKey.objects.bulk_create(
        IdentityKey(organisation_id=row.organisation_id, contact=row, key=key)
        for key in sorted(wanted - held)
    )


def _suggest(organisation_id: UUID, changed: list[UUID], found: Pairs) -> None:
    rows = DuplicateSuggestion.objects.of(organisation_id)
    about = rows.filter(Q(first__in=changed) | Q(second__in=changed))
    known = {(row.first_id, row.second_id): row for row in about}
    stale = [row.pk for pair, row in known.items() if pair not in found and row.state == SuggestionState.OPEN]
    rows.filter(pk__in=stale).delete()
    new = []
    for pair, likeness in found.items():
        row = known.get(pair) or DuplicateSuggestion(
            organisation_id=organisation_id, first_id=pair[0], second_id=pair[1]
        )
        row.probability, row.is_certain = likeness.probability, likeness.is_certain
        row.reasons = [[reason.field, reason.level.name] for reason in likeness.reasons]
        if pair in known:
            row.save(update_fields=["probability", "is_certain", "reasons"])
        else:
            new.append(row)
    DuplicateSuggestion.objects.bulk_create(new)
