"""The address at which calendar programs read what is booked with a resource."""

import secrets
from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member
from core.transactions import use_case
from scheduling.models import CalendarFeed
from scheduling.selectors.outside import hash_of
from scheduling.services.setting.noting import note
from scheduling.services.setting.resources import lock_resource


@use_case
def make_feed(*, by: Member, resource_id: UUID, now: datetime) -> CalendarFeed:
    """Make an address; the one before it no longer works.

    Raises:
        NotAllowed: neither owner nor supervisor. NoSuchResource.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    _revoke(by, resource_id, now=now)
    secret = secrets.token_urlsafe(24)
    row = CalendarFeed.objects.create(
        organisation_id=by.organisation_id,
        resource=resource,
        secret=secret,
        secret_hash=hash_of(secret),
        made_at=now,
        made_by=by,
    )
    note(by, resource_id, "FEED_MADE", now=now)
    return row


@use_case
def revoke_feed(*, by: Member, resource_id: UUID, now: datetime) -> bool:
    """Let the address work no longer; says whether there was one.

    Raises:
        NotAllowed: neither owner nor supervisor. NoSuchResource.
    """
    policies.check_can_supervise(by)
    lock_resource(by, resource_id)
    is_revoked = _revoke(by, resource_id, now=now)
    if is_revoked:
        note(by, resource_id, "FEED_REVOKED", now=now)
    return is_revoked


def _revoke(by: Member, resource_id: UUID, *, now: datetime) -> bool:
    rows = CalendarFeed.objects.of(by.organisation_id).filter(resource_id=resource_id, revoked_at=None)
    return rows.update(revoked_at=now) > 0
