"""Reads of contacts that may be one person."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from contacts import ports
from contacts.models import DuplicateSuggestion, SuggestionState

MOST_REVIEWED = 20
_MOST_NOTICES = 3


def list_suggestions(*, member: Member, now: datetime) -> list[DuplicateSuggestion]:
    """List the likeliest pairs to decide; a pair that another app keeps apart is not shown."""
    found = _open(member.organisation_id)[: MOST_REVIEWED * 2]
    return _decidable(found, member, now)[:MOST_REVIEWED]


def suggestions_about(*, member: Member, contact_id: UUID, now: datetime) -> list[DuplicateSuggestion]:
    """List who a contact may be, the likeliest first."""
    found = _open(member.organisation_id).filter(Q(first=contact_id) | Q(second=contact_id))[:_MOST_NOTICES]
    return _decidable(found, member, now)


def count_suggestions(*, organisation_id: UUID) -> int:
    """Count the pairs to decide."""
    return _open(organisation_id).count()


def _open(organisation_id: UUID) -> QuerySet[DuplicateSuggestion]:
    rows = DuplicateSuggestion.objects.of(organisation_id).filter(state=SuggestionState.OPEN)
    whole = rows.filter(first__merged_into_id=None, second__merged_into_id=None)
    return whole.select_related("first__owner__user", "second__owner__user").order_by("-probability", "id")


def _decidable(
    found: Iterable[DuplicateSuggestion], member: Member, now: datetime
) -> list[DuplicateSuggestion]:
    kept = ports.kept_from(member)
    seen = (row for row in found if kept.isdisjoint((row.first_id, row.second_id)))
    return [row for row in seen if not _is_kept_apart(row, member, now)]


def _is_kept_apart(row: DuplicateSuggestion, member: Member, now: datetime) -> bool:
    pair = ports.Pair(
        keep_id=row.first_id, absorb_id=row.second_id, name=row.first.display_name, by=member, now=now
    )
    return bool(ports.merge_veto(pair))
