"""Being called by Google and Microsoft when a calendar changes; reading by the clock goes on all the same."""

import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from core.transactions import reading, use_case
from scheduling.domain.outside import CalendarFault, CalendarKind, Channel
from scheduling.models import ExternalCalendar
from scheduling.ports import calendar_port
from scheduling.selectors.elsewhere import find_active
from scheduling.services.outside.rows import access_of

CALLING: Final = frozenset({CalendarKind.GOOGLE.value, CalendarKind.MICROSOFT.value})
_EARLY: Final = timedelta(days=1)


def keep_watching(*, organisation_id: UUID, calendar_id: UUID, now: datetime) -> bool:
    """Ask to be called, or to be called on; says whether that was due and done. Without https nobody calls us."""
    if not settings.PUBLIC_URL.startswith("https://"):
        return False
    with reading(organisation_id):
        row = find_active(organisation_id=organisation_id, calendar_id=calendar_id)
    is_kept = row is not None and row.channel_expires_at is not None and row.channel_expires_at > now + _EARLY
    if row is None or row.kind not in CALLING or is_kept:
        return False
    path = reverse("scheduling:calendar_called", args=[organisation_id, calendar_id])
    try:
        channel = calendar_port(row.kind).watch(
            access_of(row), callback=f"{settings.PUBLIC_URL.rstrip('/')}{path}", known=_channel(row), now=now
        )
    except CalendarFault:
        # It is read every ten minutes anyhow; the next reading asks again.
        return False
    if channel is not None:
        _note_channel(organisation=organisation_id, calendar_id=calendar_id, channel=channel)
    return channel is not None


@use_case
def called(*, organisation: UUID, calendar_id: UUID, channel_id: str, secret: str, now: datetime) -> bool:
    """Take a call: the calendar is due at once. Says whether the caller has the secret of the channel."""
    rows = ExternalCalendar.objects.of(organisation).filter(pk=calendar_id, is_active=True)
    row = rows.first()
    if row is None or not row.channel_secret or row.channel_id != channel_id:
        return False
    if not secrets.compare_digest(row.channel_secret.encode(), secret.encode()):
        return False
    rows.update(next_at=now)
    return True


@use_case
def _note_channel(*, organisation: UUID, calendar_id: UUID, channel: Channel) -> None:
    for row in (
        ExternalCalendar.objects.of(organisation).select_for_update(no_key=True).filter(pk=calendar_id)
    ):
        row.channel_id, row.channel_secret = channel.id[:200], channel.secret
        row.channel_resource, row.channel_expires_at = channel.resource[:400], channel.expires_at
        row.save(update_fields=["channel_id", "channel_secret", "channel_resource", "channel_expires_at"])


def _channel(row: ExternalCalendar) -> Channel | None:
    if not row.channel_id or row.channel_expires_at is None:
        return None
    return Channel(
        id=row.channel_id,
        secret=row.channel_secret,
        resource=row.channel_resource,
        expires_at=row.channel_expires_at,
    )
