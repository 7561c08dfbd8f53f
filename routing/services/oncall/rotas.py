"""Rotas and their shifts of every week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Location, Member
from core.transactions import use_case
from routing import errors
from routing.domain.oncall import clash
from routing.models import LadderRung, Rota, RotaShift
from routing.selectors import oncall as selectors
from routing.services.oncall.rows import changed, locked, member_of, saved
from routing.services.oncall.words import shift_words


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedShift:
    """A shift as it was typed; the same on each of `weekdays` (Monday is 0)."""

    member_id: UUID
    weekdays: Sequence[int]
    starts_minute: int
    ends_minute: int


@use_case
def create_rota(*, by: Member, name: str, location_id: UUID | None, now: datetime) -> Rota:
    """Begin a rota, on the clock of a place; of the first place when none is chosen.

    Raises:
        NotAllowed: not a supervisor. NameMissing, NameTaken. NotFound: no such place.
    """
    policies.check_can_supervise(by)
    places = Location.objects.filter(organisation_id=by.organisation_id).order_by("-is_default", "name")
    place = places.filter(pk=location_id).first() if location_id else places.first()
    if place is None:
        raise errors.NoSuchRota
    row = Rota(organisation_id=by.organisation_id, location=place)
    row.name = _free_name(Rota.objects.of(by.organisation_id).values_list("name", flat=True), name)
    row.save(force_insert=True)
    changed(row.pk, by, "CREATED", now=now)
    return row


@use_case
def rename_rota(*, by: Member, rota_id: UUID, name: str, now: datetime) -> Rota:
    """Give a rota another name."""
    rota = locked(by, rota_id)
    others = Rota.objects.of(by.organisation_id).exclude(pk=rota_id)
    rota.name = _free_name(others.values_list("name", flat=True), name)
    saved(rota, by, "RENAMED", now=now)
    return rota


@use_case
def remove_rota(*, by: Member, rota_id: UUID, now: datetime) -> str:
    """Remove a rota no ladder stands on; returns its name.

    Raises:
        OnCallImpossible: a ladder rings it.
    """
    rota = locked(by, rota_id)
    rung = LadderRung.objects.of(by.organisation_id).filter(rota=rota).select_related("ladder").first()
    if rung is not None:
        raise errors.OnCallImpossible(
            _("The ladder %(name)s rings this rota. Take it off the ladder first.")
            % {"name": rung.ladder.name}
        )
    rota.delete()
    changed(rota_id, by, "REMOVED", now=now)
    return rota.name


@use_case
def add_shifts(*, by: Member, rota_id: UUID, wanted: WantedShift, now: datetime) -> int:
    """Let a member be on call every week on some days; returns how many shifts that makes.

    Raises:
        OnCallImpossible: no day, or one that overlaps with a shift that is there.
    """
    rota = locked(by, rota_id)
    member_of(by, wanted.member_id)
    rows = [_shift(rota, wanted, day) for day in sorted(set(wanted.weekdays))]
    if not rows:
        raise errors.OnCallImpossible(_("Choose at least one day of the week."))
    _check_apart(rota, rows)
    RotaShift.objects.bulk_create(rows)
    saved(rota, by, "SHIFT_ADDED", now=now)
    return len(rows)


@use_case
def change_shift(
    *, by: Member, rota_id: UUID, shift_id: UUID, wanted: WantedShift, now: datetime
) -> RotaShift:
    """Give a shift to another member, or other hours or another day."""
    rota = locked(by, rota_id)
    row = RotaShift.objects.of(by.organisation_id).filter(rota=rota, pk=shift_id).first()
    if row is None:
        raise errors.NoSuchRota
    member_of(by, wanted.member_id)
    row_now = _shift(rota, wanted, next(iter(wanted.weekdays), row.weekday))
    row_now.pk, row_now.created_at = row.pk, row.created_at
    _check_apart(rota, [row_now], but=row.pk)
    row_now.save(force_update=True)
    saved(rota, by, "SHIFT_CHANGED", now=now)
    return row_now


@use_case
def remove_shift(*, by: Member, rota_id: UUID, shift_id: UUID, now: datetime) -> None:
    """Take a shift out of the week."""
    rota = locked(by, rota_id)
    if not RotaShift.objects.of(by.organisation_id).filter(rota=rota, pk=shift_id).delete()[0]:
        raise errors.NoSuchRota
    saved(rota, by, "SHIFT_REMOVED", now=now)


def _free_name(others: Iterable[str], name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise errors.NameMissing
    if name.casefold() in {one.casefold() for one in others}:
        raise errors.NameTaken(name)
    return name


def _shift(rota: Rota, wanted: WantedShift, weekday: int) -> RotaShift:
    return RotaShift(
        organisation_id=rota.organisation_id,
        rota=rota,
        member_id=wanted.member_id,
        weekday=weekday,
        starts_minute=wanted.starts_minute,
        ends_minute=wanted.ends_minute,
    )


def _check_apart(rota: Rota, rows: Sequence[RotaShift], *, but: UUID | None = None) -> None:
    there = RotaShift.objects.of(rota.organisation_id).filter(rota=rota)
    if but is not None:
        there = there.exclude(pk=but)
    every = {selectors.shift_of(row): row for row in (*there.select_related("member__user"), *rows)}
    shifts = [selectors.shift_of(row) for row in (*there, *rows)]
    both = clash(shifts)
    if both is not None:
        first, second = (every[shift] for shift in both)
        raise errors.OnCallImpossible(
            _("These two overlap: %(one)s, and %(other)s.")
            % {"one": shift_words(first), "other": shift_words(second)}
        )
