"""A connected calendar as the means of reaching it needs it."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from core.transactions import reading, use_case
from scheduling.domain.outside import AHEAD, BACK, Access, Asked
from scheduling.models import ExternalCalendar, Resource
from scheduling.selectors.elsewhere import own_uids, zone_of


def access_of(row: ExternalCalendar) -> Access:
    """Give what opens a calendar; credentials that are renewed on the way are kept at once."""
    keep = partial(_keep, organisation=row.organisation_id, calendar_id=row.pk)
    return Access(
        address=row.address,
        credentials=json.loads(row.credentials or "{}"),
        keep=lambda renewed: keep(credentials=renewed),
    )


def asked_of(resource: Resource, *, now: datetime, row: ExternalCalendar | None = None) -> Asked:
    """Say what is asked: with a row what changed since it was last read, without everything. Called in `reading`."""
    member = resource.member
    return Asked(
        since=now - BACK,
        until=now + AHEAD,
        zone=ZoneInfo(zone_of(resource)),
        ours=partial(_ours, resource.organisation_id),
        owners=(member.user.email,) if member is not None else (),
        token=row.sync_token if row else "",
        etag=row.etag if row else "",
        last_modified=row.last_modified if row else "",
    )


@use_case
def _keep(*, organisation: UUID, calendar_id: UUID, credentials: Mapping[str, str]) -> None:
    rows = ExternalCalendar.objects.of(organisation).select_for_update(no_key=True).filter(pk=calendar_id)
    for row in rows:
        row.credentials = json.dumps(dict(credentials))
        row.save(update_fields=["credentials"])


def _ours(organisation_id: UUID, uids: Collection[str]) -> Collection[str]:
    with reading(organisation_id):
        return own_uids(organisation_id=organisation_id, uids=uids)
