"""The pages of rotas: who is on now and next, day by day, every week, and what deviates from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Member
from routing.domain.oncall import Duty, Stretch
from routing.models import RotaOverride, RotaShift
from routing.presenters.lines import Ringable, trouble_of
from routing.selectors.oncall import RotaRows
from routing.services.oncall.words import minute_words, moment_words, span_words

DAYS_AHEAD = 14
Names = dict[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaCard:
    """A rota in the list: who is on, until when, and who comes next."""

    name: str
    place: str
    url: str
    now: str
    until: str
    next_: str
    is_alone: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """A part of a day with who is on; `note` says for whom, `hands_over` who hands over to them at its beginning."""

    times: str
    name: str
    note: str
    hands_over: str
    is_alone: bool
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day of the next two weeks."""

    label: str
    is_today: bool
    turns: tuple[TurnRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """A shift of every week, as its boxes show it."""

    id: str
    day: str
    weekday: int
    name: str
    member_id: str
    starts: str
    ends: str
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRow:
    """Somebody who is on instead of another, once."""

    id: str
    words: str
    when: str
    detail: str


def rota_card(rows: RotaRows, ringable: Ringable, *, now: datetime) -> RotaCard:
    """Say of a rota who is on, until when, and who comes then."""
    zone, roster, names = rows.rota.location.time_zone, rows.roster, names_of(ringable)
    first, *rest = roster.stretches(now, now + timedelta(days=15))
    phones = {member.pk: trouble_of(phone) for member, phone in ringable}
    on = first.duty.member_id
    return RotaCard(
        name=rows.rota.name,
        place=rows.rota.location.name,
        url=rota_url(rows.rota.pk),
        now=_duty_words(first.duty, names),
        until=_("until %(moment)s") % {"moment": moment_words(first.ends, zone)} if rest else "",
        next_=_duty_words(rest[0].duty, names) if rest else "",
        is_alone=on is None,
        trouble=phones.get(on, "") if on else "",
    )


def day_rows(rows: RotaRows, ringable: Ringable, *, now: datetime) -> tuple[DayRow, ...]:
    """Write the next two weeks down, a day a row."""
    zone, names = ZoneInfo(rows.rota.location.time_zone), names_of(ringable)
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    days = [(today + timedelta(days=number)).replace(tzinfo=zone) for number in range(DAYS_AHEAD + 1)]
    stretches = rows.roster.stretches(days[0], days[-1])
    return tuple(
        DayRow(
            label=date_format(day, "l j F"),
            is_today=number == 0,
            turns=tuple(_turns(stretches, day, days[number + 1], names, zone, now)),
        )
        for number, day in enumerate(days[:-1])
    )


def _turns(
    stretches: Sequence[Stretch], day: datetime, end: datetime, names: Names, zone: ZoneInfo, now: datetime
) -> Iterator[TurnRow]:
    for place, one in enumerate(stretches):
        if one.ends <= day or one.starts >= end:
            continue
        before = stretches[place - 1].duty.member_id if place else None
        starts, ends = max(one.starts, day), min(one.ends, end)
        hands_over = before if one.starts >= day and place and before != one.duty.member_id else None
        yield TurnRow(
            times=_("all day")
            if (starts, ends) == (day, end)
            else f"{starts.astimezone(zone):%H:%M}–{_clock(ends.astimezone(zone), ends == end)}",
            name=names.get(one.duty.member_id, _("Somebody who has left")) if one.duty.member_id else "",
            note=_note(one.duty, names),
            hands_over=names.get(hands_over, "") if hands_over and one.duty.member_id else "",
            is_alone=one.duty.member_id is None,
            is_now=one.starts <= now < one.ends and starts <= now < ends,
        )


def _clock(at: datetime, is_midnight: bool) -> str:
    return "24:00" if is_midnight else f"{at:%H:%M}"


def _note(duty: Duty, names: Names) -> str:
    if duty.instead_of is None:
        return ""
    return _("instead of %(name)s") % {"name": names.get(duty.instead_of, "")}


def _duty_words(duty: Duty, names: Names) -> str:
    if duty.member_id is None:
        return _("nobody but the owner")
    name, note = names.get(duty.member_id, _("somebody who has left")), _note(duty, names)
    return f"{name} ({note})" if note else name


def shift_rows(rows: Iterable[RotaShift], ringable: Ringable) -> tuple[ShiftRow, ...]:
    """Turn the shifts of a week into rows."""
    phones = {member.pk: trouble_of(phone) for member, phone in ringable}
    return tuple(
        ShiftRow(
            id=str(row.pk),
            day=str(WEEKDAYS[row.weekday]),
            weekday=row.weekday,
            name=row.member.name,
            member_id=str(row.member_id),
            starts=minute_words(row.starts_minute),
            ends=minute_words(row.ends_minute),
            trouble=phones.get(row.member_id, _("no longer works here, so is passed over")),
        )
        for row in sorted(rows, key=lambda one: (one.weekday, one.starts_minute))
    )


def override_rows(rows: Iterable[RotaOverride], zone: str) -> tuple[OverrideRow, ...]:
    """Turn what deviates from the week into rows."""
    return tuple(
        OverrideRow(
            id=str(row.pk),
            words=_("%(name)s covers for %(other)s") % {"name": row.member.name, "other": row.covers.name}
            if row.covers is not None
            else _("%(name)s is on, whoever else would be") % {"name": row.member.name},
            when=span_words(row.starts_at, row.ends_at, zone),
            detail=_("Part of a swap") if row.swap else row.reason,
        )
        for row in rows
    )


def turn_choices(rows: RotaRows, ringable: Ringable, *, now: datetime) -> list[tuple[str, str]]:
    """List the turns of the next two weeks that can be swapped, by when they begin."""
    zone, names = rows.rota.location.time_zone, names_of(ringable)
    found = rows.roster.stretches(now, now + timedelta(days=DAYS_AHEAD))
    return [
        (
            one.starts.isoformat(),
            f"{names.get(one.duty.member_id, '')}, {span_words(one.starts, one.ends, zone)}",
        )
        for one in found
        if one.duty.member_id in names
    ]


def own_notes(rotas: Iterable[RotaRows], member: Member, *, now: datetime) -> list[str]:
    """Say in which rotas a member is on now, and else when they are next in the coming two weeks."""
    found = []
    for rows in rotas:
        zone = rows.rota.location.time_zone
        turns = rows.roster.stretches(now, now + timedelta(days=DAYS_AHEAD))
        own = next((one for one in turns if one.duty.member_id == member.pk), None)
        if own is None:
            continue
        values = {"rota": rows.rota.name, "until": moment_words(own.ends, zone)}
        if own.starts <= now:
            found.append(_("You are on call until %(until)s: %(rota)s.") % values)
        else:
            when = span_words(own.starts, own.ends, zone)
            found.append(_("You are on call next %(when)s: %(rota)s.") % {**values, "when": when})
    return found


def member_choices(ringable: Ringable) -> list[tuple[str, str]]:
    """List who can be on call."""
    return [(str(member.pk), member.name) for member, _phone in ringable]


def rota_url(rota_id: UUID) -> str:
    """Give the page of a rota."""
    return reverse("routing:rota", kwargs={"rota_id": rota_id})


def names_of(ringable: Iterable[tuple[Member, object]]) -> Names:
    """Give the members' names by their ids."""
    return {member.pk: member.name for member, _phone in ringable}
