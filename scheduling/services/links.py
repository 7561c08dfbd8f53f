"""Signs and opens the links of bookings with the installation's key."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from core.ids import new_id
from scheduling.domain.links import Fault, Link, LinkFaulty, Purpose, read_link, write_link
from scheduling.errors import LinkBroken, LinkEnded
from scheduling.models import Appointment, WaitingEntry

# A confirmation is looked up again long after; what it shows is how the appointment stands.
VIEWABLE = timedelta(days=365)
WAITABLE = timedelta(days=180)


def sign(purpose: Purpose, *, organisation_id: UUID, target_id: UUID, version: int, ends_at: datetime) -> str:
    """Make a token that is good for one purpose until `ends_at`."""
    link = Link(
        purpose=purpose,
        organisation_id=organisation_id,
        target_id=target_id,
        version=version,
        expires_at=int(ends_at.timestamp()),
    )
    return write_link(link, key=_keys()[0])


def unsign(token: str, purpose: Purpose, *, now: datetime) -> Link:
    """Read a token.

    Raises:
        LinkEnded: its time is over.
        LinkBroken: it is not ours, not whole, or for something else.
    """
    try:
        return read_link(token, purpose=purpose, keys=_keys(), now=int(now.timestamp()))
    except LinkFaulty as faulty:
        raise (LinkEnded if faulty.fault is Fault.EXPIRED else LinkBroken) from faulty


def view_token(appointment: Appointment) -> str:
    """Make the link under which somebody finds their appointment, however often it moves."""
    return _of(appointment, Purpose.VIEW, version=0, ends_at=appointment.ends_at + VIEWABLE)


def act_token(appointment: Appointment, purpose: Purpose) -> str:
    """Make the link that moves or cancels an appointment as it stands now; any change makes it void."""
    return _of(appointment, purpose, version=appointment.version, ends_at=appointment.starts_at)


def wait_token(entry: WaitingEntry, *, now: datetime) -> str:
    """Make the link of a place on the waiting list for whoever has just got it.

    Whoever typed the address of somebody who waits already gets a link that looks the same and shows nothing of theirs.
    """
    return sign(
        Purpose.WAIT,
        organisation_id=entry.organisation_id,
        target_id=entry.pk if entry.joined_at == now else new_id(),
        version=0,
        ends_at=now + WAITABLE,
    )


def _of(appointment: Appointment, purpose: Purpose, *, version: int, ends_at: datetime) -> str:
    return sign(
        purpose,
        organisation_id=appointment.organisation_id,
        target_id=appointment.pk,
        version=version,
        ends_at=ends_at,
    )


def _keys() -> Sequence[bytes]:
    return [str(key).encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
