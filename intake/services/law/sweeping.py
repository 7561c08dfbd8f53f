"""What makes a clearance old: time, and whoever the firm gets to know later."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from core.transactions import use_case
from intake.domain.clearance.states import EXPIRING, OUTDATABLE, CheckMove, CheckState
from intake.models import ConflictCheck, MatterParty, MatterStatus, Party, PartyName
from intake.selectors.conflicts import Asked, find_matches
from intake.services.law import searching
from intake.services.law.standing import lock_check, move
from intake.services.parties import renew_names

BATCH = 200


@use_case
def expire_due(*, organisation: UUID, now: datetime) -> int:
    """Let clearances and waits for waivers lapse that nobody engaged on in time; tell how many."""
    rows = ConflictCheck.objects.of(organisation).filter(
        state__in=sorted(EXPIRING), expires_at__isnull=False, expires_at__lte=now
    )
    count = 0
    for check_id in list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        check = lock_check(organisation_id=organisation, check_id=check_id)
        if CheckState(check.state) in EXPIRING and check.expires_at is not None and check.expires_at <= now:
            check.expires_at = None
            move(check, CheckMove.EXPIRE, by=None, now=now, fields=["expires_at"])
            count += 1
    return count


@use_case
def renew_batch(*, organisation: UUID) -> int:
    """Make the names of parties anew that an older version of the matching keyed, some at a time; tell how many."""
    return renew_names()


@use_case
def look_again(*, organisation: UUID, party_id: UUID, now: datetime) -> int:
    """Search open checks again that somebody new, or newly named, may concern; tell how many.

    A party's own checks, and those that name somebody it may be. Checks of matters the firm has taken on or refused
    long ago stay as they are.
    """
    return _look_again(organisation, party_id, now=now)


@use_case
def look_again_at_list(*, organisation: UUID, party_ids: Sequence[UUID], now: datetime) -> int:
    """Search open checks again that somebody of an imported list may concern; tell how many.

    Most of a list is alike to nobody who waits: only parties that share a key with a name of an open check are judged.
    """
    waiting = MatterParty.objects.of(organisation).filter(matter__in=_live(organisation).values("matter_id"))
    keys = PartyName.objects.of(organisation).filter(party__in=waiting.filter(until=None).values("party_id"))
    wanted = {key for row in keys.values_list("keys", flat=True) for key in row}
    if not wanted:
        return 0
    listed = PartyName.objects.of(organisation).filter(party__in=party_ids, keys__overlap=sorted(wanted))
    likely = sorted(set(listed.values_list("party_id", flat=True)))
    return sum(_look_again(organisation, party_id, now=now) for party_id in likely)


def _live(organisation: UUID) -> QuerySet[ConflictCheck]:
    rows = ConflictCheck.objects.of(organisation).filter(state__in=sorted(OUTDATABLE))
    return rows.exclude(matter__status__in=[MatterStatus.CLOSED, MatterStatus.DECLINED])


def _look_again(organisation: UUID, party_id: UUID, *, now: datetime) -> int:
    live = _live(organisation)
    party = Party.objects.of(organisation).filter(pk=party_id).prefetch_related("names").first()
    if party is None or not live.exists():
        return 0
    names = [row.raw for row in party.names.all()]
    asked = Asked(name=party.display_name, kind=party.kind, dob=party.dob, role="", also=tuple(names))
    alike = {match.party_id for match in find_matches(asked) if not match.suppressed_by} - {party.pk}
    parts = MatterParty.objects.of(organisation).filter(party__in=alike, until=None)
    concerned = live.filter(matter__in=parts.values("matter_id"))
    own = MatterParty.objects.of(organisation).filter(party=party).values_list("matter_id", flat=True)
    ids = concerned.exclude(matter__in=set(own)).order_by("pk").values_list("pk", flat=True)
    count = 0
    for check_id in list(ids[:BATCH]):
        check = lock_check(organisation_id=organisation, check_id=check_id)
        is_known = check.runs.filter(hits__party=party).exists()
        if CheckState(check.state) not in OUTDATABLE or is_known:
            continue
        move(check, CheckMove.OUTDATE, by=None, now=now, values={"why": "NEWS", "party": str(party.pk)})
        searching.search_step(check, by=None, trigger="NEWS", now=now)
        count += 1
    return count
