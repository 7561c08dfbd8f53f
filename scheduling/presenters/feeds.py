"""A feed of appointments: when and where, never with whom or why, since whoever has its address can read it."""

from django.utils import translation
from django.utils.translation import gettext as _

from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.ics.invite import Occasion, publish
from scheduling.selectors.outside import Feed

_STATUS = {AppointmentStatus.CANCELLED: "CANCELLED", AppointmentStatus.REQUESTED: "TENTATIVE"}


def feed_content(feed: Feed) -> bytes:
    """Write the feed in the language of the organisation; the same rows are always the same bytes."""
    with translation.override(feed.resource.organisation.locale):
        summary = _("Appointment")
        occasions = [
            (
                Occasion(
                    uid=row.uid,
                    sequence=row.sequence,
                    starts_at=row.starts_at,
                    ends_at=row.ends_at,
                    created_at=row.booked_at,
                    changed_at=changed_at,
                    summary=summary,
                    place=row.location.name,
                ),
                _STATUS.get(AppointmentStatus(row.status), "CONFIRMED"),
            )
            for row, changed_at in feed.rows
        ]
        return publish(occasions, name=f"{feed.resource.name} · {feed.resource.organisation.name}")
