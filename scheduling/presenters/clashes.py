"""One of our appointments that somebody moved or deleted in a calendar elsewhere, in words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from scheduling.domain.outside import Clash
from scheduling.models import ExternalCopy
from scheduling.pages.elsewhere import ClashRow
from scheduling.presenters.calendar_events import who_label


def clash_row(copy: ExternalCopy, *, reader: Reader) -> ClashRow:
    """Say what somebody did to one of our appointments over there."""
    row = copy.appointment
    facts = {
        "who": who_label(row),
        "when": moment_label(row.starts_at, reader=reader),
        "calendar": copy.calendar.name,
        "their": moment_label(copy.their_starts_at, reader=reader) if copy.their_starts_at else "",
    }
    if copy.clash == Clash.DELETED:
        text = _("%(who)s, %(when)s: deleted in the calendar “%(calendar)s”.")
        keep, take = _("Keep it and write it there again"), _("Cancel it here too")
    else:
        text = _("%(who)s, %(when)s: moved to %(their)s in the calendar “%(calendar)s”.")
        keep, take = _("Keep our time"), _("Take their time")
    return ClashRow(
        text=text % facts,
        appointment_url=reverse("scheduling:appointment", args=[row.pk]),
        act_url=reverse("scheduling:clash_act", kwargs={"copy_id": copy.pk}),
        keep=keep,
        take="" if row.group_session_id else take,
    )
