"""What deviates from the week once: somebody else instead, and two turns swapped."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from accounts.models import Member
from core.transactions import use_case
from routing import errors
from routing.domain.oncall import Stretch
from routing.models import Rota, RotaOverride
from routing.selectors import oncall as selectors
from routing.services.oncall.rows import locked, member_of, saved
from routing.services.oncall.words import span_words

# Nobody is away for longer in one piece; more is a year typed wrong.
LONGEST_COVER = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCover:
    """Who is on instead of whom (None: of whoever is on), from when to when, and why."""

    member_id: UUID
    covers_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    reason: str = ""


@use_case
def cover(*, by: Member, rota_id: UUID, wanted: WantedCover, now: datetime) -> RotaOverride:
    """Let a member be on instead of another, once.

    Raises:
        OnCallImpossible: it is over already, ends before it begins, covers for who is not on then, or is covered already.
    """
    rota = locked(by, rota_id)
    member = member_of(by, wanted.member_id)
    covered = member_of(by, wanted.covers_id) if wanted.covers_id else None
    starts, ends = wanted.starts_at, wanted.ends_at
    if ends <= starts:
        raise errors.OnCallImpossible(_("The end must come after the beginning."))
    if ends <= now:
        raise errors.OnCallImpossible(_("That time is over already."))
    if ends - starts > LONGEST_COVER:
        raise errors.OnCallImpossible(_("That is longer than three months: check the dates."))
    if covered is not None and covered.pk == member.pk:
        raise errors.OnCallImpossible(_("%(name)s cannot cover for themselves.") % {"name": member.name})
    found = selectors.get_rota(organisation_id=by.organisation_id, rota_id=rota_id, now=now)
    _check_not_covered(found, wanted)
    if covered is not None:
        duties = [one.duty.member_id for one in found.roster.stretches(max(starts, now), ends)]
        if covered.pk not in duties:
            raise errors.OnCallImpossible(_("%(name)s is not on call then.") % {"name": covered.name})
    row = _override(rota, wanted, by)
    row.save(force_insert=True)
    saved(rota, by, "COVERED", now=now)
    return row


@use_case
def swap(*, by: Member, rota_id: UUID, one: datetime, other: datetime, now: datetime) -> None:
    """Swap two turns, each named by when it begins: each member is on in the other's.

    Raises:
        OnCallImpossible: a turn no longer stands, is over, or both are the same member's.
    """
    rota = locked(by, rota_id)
    found = selectors.get_rota(organisation_id=by.organisation_id, rota_id=rota_id, now=now)
    first, second = (_turn(found, at, now=now) for at in (one, other))
    if first.duty.member_id == second.duty.member_id:
        raise errors.OnCallImpossible(_("Both turns are the same person's: choose two people's."))
    pair = uuid4()
    for turn, instead in ((first, second), (second, first)):
        if turn.duty.member_id is None or instead.duty.member_id is None:
            raise errors.OnCallImpossible(_("Nobody is on in one of these turns."))
        wanted = WantedCover(
            member_id=instead.duty.member_id,
            covers_id=turn.duty.member_id,
            starts_at=turn.starts,
            ends_at=turn.ends,
        )
        row = _override(rota, wanted, by)
        row.swap = pair
        row.save(force_insert=True)
    saved(rota, by, "SWAPPED", now=now)


@use_case
def take_back(*, by: Member, rota_id: UUID, override_id: UUID, now: datetime) -> None:
    """Undo a cover; of a swap both halves."""
    rota = locked(by, rota_id)
    rows = RotaOverride.objects.of(by.organisation_id).filter(rota=rota)
    row = rows.filter(pk=override_id).first()
    if row is None:
        raise errors.NoSuchRota
    (rows.filter(swap=row.swap) if row.swap else rows.filter(pk=row.pk)).delete()
    saved(rota, by, "TAKEN_BACK", now=now)


def _check_not_covered(found: selectors.RotaRows, wanted: WantedCover) -> None:
    for row in found.overrides:
        is_same = None in {row.covers_id, wanted.covers_id} or row.covers_id == wanted.covers_id
        # Handing on what one covers oneself is no second cover of the same.
        if wanted.covers_id == row.member_id and wanted.covers_id is not None:
            continue
        if is_same and row.starts_at < wanted.ends_at and wanted.starts_at < row.ends_at:
            when = span_words(row.starts_at, row.ends_at, found.rota.location.time_zone)
            raise errors.OnCallImpossible(
                _("%(name)s covers already, %(when)s. Take that back first.")
                % {"name": row.member.name, "when": when}
            )


def _turn(found: selectors.RotaRows, at: datetime, *, now: datetime) -> Stretch:
    """Find the turn that begins at an instant, or is on since then."""
    ahead = max(at, now)
    turns = found.roster.stretches(min(at, now), ahead + timedelta(days=15))
    turn = next((one for one in turns if one.starts == at or one.starts <= at < one.ends), None)
    if turn is None or turn.ends <= now or turn.duty.member_id is None:
        raise errors.OnCallImpossible(_("One of these turns has changed meanwhile. Choose again."))
    return turn


def _override(rota: Rota, wanted: WantedCover, by: Member) -> RotaOverride:
    return RotaOverride(
        organisation_id=rota.organisation_id,
        rota=rota,
        member_id=wanted.member_id,
        covers_id=wanted.covers_id,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        reason=" ".join(wanted.reason.replace("\x00", "").split())[:120],
        made_by=by,
    )
