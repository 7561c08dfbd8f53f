"""Connecting calendars elsewhere: looking before anything is stored, adding, changing, taking away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from accounts.models import Member
from core.events import record
from core.secrets import Undecryptable, seal, unseal
from core.transactions import reading, use_case
from scheduling import policies
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    CalendarKind,
    Listed,
    News,
    Span,
    Trouble,
)
from scheduling.errors import CalendarThere, NoSuchCalendar, TooManyCalendars
from scheduling.events import CalendarChanged
from scheduling.models import ExternalCalendar, Resource
from scheduling.ports import calendar_port
from scheduling.selectors import elsewhere
from scheduling.services.outside import storing
from scheduling.services.outside.reading import read_calendar, soon
from scheduling.services.outside.rows import asked_of
from scheduling.services.setting.noting import note

MOST: Final = 10
_LOOKED_AT: Final = 8
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Looked:
    """A calendar that was found, with its busy times of the coming week; `fault` where it could not be read."""

    listed: Listed
    spans: tuple[Span, ...]
    fault: CalendarFault | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What was found; `sealed` carries what was typed to the next page, unreadable on its way."""

    sealed: str
    calendars: tuple[Looked, ...]
    is_writable: bool


def look(
    *, by: Member, resource_id: UUID, kind: CalendarKind, typed: Mapping[str, str], now: datetime
) -> Look:
    """Look at what an address leads to; nothing is stored.

    Raises:
        CalendarFault: nothing can be read there. NoSuchResource, OnlyLooking, SupervisorsOnly.
    """
    asked = _asked(by, resource_id, now=now)
    address = typed.get("address", "")
    credentials = {}
    if kind is CalendarKind.CALDAV:
        credentials = {
            "server": address,
            "user": typed.get("user", ""),
            "password": typed.get("password", ""),
        }
    return look_with(
        by=by, resource_id=resource_id, kind=kind, credentials=credentials, address=address, asked=asked
    )


def look_with(
    *,
    by: Member,
    resource_id: UUID,
    kind: CalendarKind,
    credentials: Mapping[str, str],
    address: str = "",
    asked: Asked,
) -> Look:
    """Look at what credentials open, and seal them for the next page.

    Raises:
        CalendarFault: nothing can be read there.
    """
    port = calendar_port(kind)
    access = Access(address="" if credentials else address, credentials=credentials)
    week = replace(asked, since=asked.since, until=asked.since + _WEEK)
    found = []
    for listed in port.list_calendars(access)[:_LOOKED_AT]:
        try:
            news = port.read(replace(access, address=listed.address), week)
        except CalendarFault as fault:
            found.append(Looked(listed, (), fault))
        else:
            found.append(Looked(listed, tuple(news.spans) if news else ()))
    if not found:
        raise CalendarFault(Trouble.NO_CALENDAR)
    if all(one.fault is not None for one in found) and found[0].fault is not None:
        raise found[0].fault
    kept = {
        "by": str(by.pk), "resource": str(resource_id), "kind": kind.value, "credentials": dict(credentials),
        "calendars": {one.listed.address: [one.listed.name, one.listed.is_writable] for one in found},
    }  # fmt: skip
    return Look(seal(json.dumps(kept)), tuple(found), port.is_writable)


def unsealed(*, by: Member, resource_id: UUID, sealed: str) -> Mapping[str, Any]:
    """Read what the page before sealed for this member and resource.

    Raises:
        NoSuchCalendar: it is of another page, or somebody changed it.
    """
    try:
        kept: Mapping[str, Any] = json.loads(unseal(sealed))
    except (Undecryptable, ValueError) as error:
        raise NoSuchCalendar from error
    if kept.get("by") != str(by.pk) or kept.get("resource") != str(resource_id):
        raise NoSuchCalendar
    return kept


def add(
    *,
    by: Member,
    resource_id: UUID,
    sealed: str,
    names: Mapping[str, str],
    writes_to: str = "",
    now: datetime,
) -> list[ExternalCalendar]:
    """Connect the calendars of these addresses under these names; each is read whole first.

    Raises:
        CalendarFault: one cannot be read. CalendarThere: it is connected already. TooManyCalendars, NoSuchCalendar,
        NoSuchResource, OnlyLooking, SupervisorsOnly.
    """
    asked = _asked(by, resource_id, now=now)
    kept = unsealed(by=by, resource_id=resource_id, sealed=sealed)
    kind, known = CalendarKind(kept["kind"]), kept["calendars"]
    if not names or not set(names) <= set(known) or (writes_to and writes_to not in names):
        raise NoSuchCalendar
    port = calendar_port(kind)
    access = Access(address="", credentials=kept["credentials"])
    read = {address: port.read(replace(access, address=address), asked) for address in names}
    return _add(
        by=by,
        resource_id=resource_id,
        kind=kind,
        credentials=kept["credentials"],
        read={address: news for address, news in read.items() if news is not None},
        names=names,
        writes_to=writes_to if port.is_writable and known.get(writes_to, ["", False])[1] else "",
        now=now,
    )


@use_case
def _add(
    *,
    by: Member,
    resource_id: UUID,
    kind: CalendarKind,
    credentials: Mapping[str, str],
    read: Mapping[str, News],
    names: Mapping[str, str],
    writes_to: str,
    now: datetime,
) -> list[ExternalCalendar]:
    Resource.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=resource_id).first()
    there = elsewhere.list_calendars(organisation_id=by.organisation_id, resource_id=resource_id)
    if len(there) + len(read) > MOST:
        raise TooManyCalendars
    if {row.address for row in there} & set(read):
        raise CalendarThere
    made = []
    for address, news in read.items():
        row = ExternalCalendar.objects.create(
            organisation_id=by.organisation_id,
            resource_id=resource_id,
            kind=kind.value,
            name=" ".join(names[address].split())[:120],
            address=address,
            credentials=json.dumps(dict(credentials)) if credentials else "",
            last_ok_at=now,
            last_try_at=now,
            # What is booked already is written there at once.
            next_at=now if address == writes_to else soon(now),
            writes_to=address == writes_to,
            added_by=by,
        )
        storing.store(row, news, now=now)
        row.save()
        made.append(row)
    note(by, resource_id, "CALENDAR_ADDED", now=now)
    return made


@use_case
def change(*, by: Member, calendar_id: UUID, values: Mapping[str, bool], now: datetime) -> ExternalCalendar:
    """Set what a calendar counts, whether ours are written to it, and whether it is in use.

    Raises:
        NoSuchCalendar, OnlyLooking, SupervisorsOnly.
    """
    row = _lock(by, calendar_id)
    for column, value in values.items():
        setattr(row, column, value)
    if "is_active" in values or values.get("writes_to"):
        row.next_at = now
    row.save()
    record(CalendarChanged(resource_id=row.resource_id, change="ELSEWHERE"), actor_id=by.pk, now=now)
    note(by, row.resource_id, "CALENDAR_CHANGED", now=now)
    return row


@use_case
def remove(*, by: Member, calendar_id: UUID, now: datetime) -> ExternalCalendar:
    """Read a calendar no more; what it took is free again, and what we wrote stays in it.

    Raises:
        NoSuchCalendar, OnlyLooking, SupervisorsOnly.
    """
    row = _lock(by, calendar_id)
    gone = ExternalCalendar(pk=row.pk, name=row.name, resource_id=row.resource_id)
    row.delete()
    record(CalendarChanged(resource_id=gone.resource_id, change="ELSEWHERE"), actor_id=by.pk, now=now)
    note(by, gone.resource_id, "CALENDAR_REMOVED", now=now)
    return gone


def read_now(*, by: Member, calendar_id: UUID, now: datetime) -> bool:
    """Read a calendar whole at once; says whether it could be read.

    Raises:
        NoSuchCalendar, OnlyLooking, SupervisorsOnly.
    """
    with reading(by.organisation_id):
        row = elsewhere.get_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id)
        policies.check_can_connect(by, row.resource)
    return read_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id, now=now, whole=True)


def _lock(by: Member, calendar_id: UUID) -> ExternalCalendar:
    row = elsewhere.get_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id)
    policies.check_can_connect(by, row.resource)
    locked = storing.lock_calendar(by.organisation_id, calendar_id)
    if locked is None:
        raise NoSuchCalendar
    return locked


def _asked(by: Member, resource_id: UUID, *, now: datetime) -> Asked:
    with reading(by.organisation_id):
        resource = elsewhere.get_owner(organisation_id=by.organisation_id, resource_id=resource_id)
        policies.check_can_connect(by, resource)
        return asked_of(resource, now=now)
