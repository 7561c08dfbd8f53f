"""Why a start is refused, in words for whoever asked for it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from scheduling.domain.slots.answers import Refusal, Rule
from scheduling.domain.slots.model import BusyKind


def refusal_sentence(refusals: Sequence[Refusal]) -> str:
    """Say what speaks against a start: the first rule, since it is the one to put right first."""
    if refusals and refusals[0].busy is BusyKind.UNREADABLE:
        return _(
            "A calendar elsewhere could not be read for more than a day, so nothing is booked until it is."
        )
    rule = refusals[0].rule if refusals else Rule.OUTSIDE_HOURS
    sentences = {
        Rule.PAST: _("This time is over already."),
        Rule.NOTICE: _("This time is too soon: it can no longer be booked this way."),
        Rule.OUTSIDE_WINDOW: _("This time cannot be booked."),
        Rule.BOOKING_WINDOW: _("This date is not open for booking."),
        Rule.SEATS_FULL: _("All the seats are taken."),
        Rule.NOBODY: _("Nobody gives this service here yet."),
        Rule.CLOSED: _("We are closed on that day."),
        Rule.OUTSIDE_HOURS: _("This time lies outside the hours in which it can be booked."),
        Rule.BUSY: _("There is something else in the calendar at that time."),
        Rule.BUFFER: _("This is too close to something else in the calendar."),
        Rule.TOO_FAR_BEFORE: _("It is too far from the visit before to be there in time."),
        Rule.TOO_FAR_AFTER: _("It is too far to the visit after to be there in time."),
        Rule.RESERVED: _("What is left of that day is kept for emergencies."),
        Rule.CAP: _("There are as many bookings then as can be taken."),
        Rule.NO_RESOURCE: _("A room or something else that is needed is not free then."),
        Rule.GRID: _("It cannot begin at that minute. Choose one of the times that are offered."),
    }
    return sentences[rule]
