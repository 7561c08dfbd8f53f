"""Members let their calendars at Google or Microsoft be used, and let them be used again."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from core.transactions import reading, use_case
from scheduling import policies
from scheduling.domain.outside import Access, CalendarFault, CalendarKind, Trouble
from scheduling.errors import NoSuchCalendar
from scheduling.ports import calendar_port
from scheduling.selectors import elsewhere
from scheduling.services.outside import connecting, oauth, storing
from scheduling.services.outside.rows import asked_of


def check(*, by: Member, resource_id: UUID, calendar_id: UUID | None = None) -> None:
    """Refuse who may not connect calendars of a resource, or names a calendar of another.

    Raises:
        NoSuchResource, NoSuchCalendar, OnlyLooking, SupervisorsOnly.
    """
    with reading(by.organisation_id):
        resource = elsewhere.get_owner(organisation_id=by.organisation_id, resource_id=resource_id)
        policies.check_can_connect(by, resource)
        if calendar_id is not None:
            row = elsewhere.get_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id)
            if row.resource_id != resource_id:
                raise NoSuchCalendar


def look(
    *, by: Member, resource_id: UUID, kind: CalendarKind, credentials: Mapping[str, str], now: datetime
) -> connecting.Look:
    """Look at the calendars that somebody lets us use.

    Raises:
        CalendarFault: none can be read. NoSuchResource, OnlyLooking, SupervisorsOnly.
    """
    check(by=by, resource_id=resource_id)
    with reading(by.organisation_id):
        resource = elsewhere.get_owner(organisation_id=by.organisation_id, resource_id=resource_id)
        asked = asked_of(resource, now=now)
    return connecting.look_with(
        by=by, resource_id=resource_id, kind=kind, credentials=credentials, asked=asked
    )


def connect_again(
    *, by: Member, calendar_id: UUID, kind: CalendarKind, credentials: Mapping[str, str], now: datetime
) -> bool:
    """Put new credentials in the place of old ones, if they open the same calendar; says whether it could be read.

    Raises:
        CalendarFault: they open others. NoSuchCalendar, OnlyLooking, SupervisorsOnly.
    """
    with reading(by.organisation_id):
        row = elsewhere.get_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id)
    if row.kind != kind.value:
        raise NoSuchCalendar
    listed = calendar_port(kind).list_calendars(Access(address="", credentials=credentials))
    if row.address not in {one.address for one in listed}:
        raise CalendarFault(Trouble.NOT_FOUND)
    _keep(by=by, calendar_id=calendar_id, credentials=credentials)
    return connecting.read_now(by=by, calendar_id=calendar_id, now=now)


def kinds() -> tuple[CalendarKind, ...]:
    """List the providers this installation is known at."""
    return tuple(
        kind for kind in (CalendarKind.GOOGLE, CalendarKind.MICROSOFT) if oauth.provider(kind).is_set_up
    )


@use_case
def _keep(*, by: Member, calendar_id: UUID, credentials: Mapping[str, str]) -> None:
    row = elsewhere.get_calendar(organisation_id=by.organisation_id, calendar_id=calendar_id)
    policies.check_can_connect(by, row.resource)
    locked = storing.lock_calendar(by.organisation_id, calendar_id)
    if locked is None:
        raise NoSuchCalendar
    locked.credentials = json.dumps(dict(credentials))
    locked.save(update_fields=["credentials"])
