"""The forms of a service on its booking page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from intake.services.forms import booking
from scheduling.models import Hold
from scheduling.ports import BookingPanel, ToConfirm, register_booking_panel, register_gate


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingForm:
    """A form of the service: still to be filled in, or sent."""

    name: str
    words: str
    url: str
    is_sent: bool


def register() -> None:
    """Stand on booking pages, and before what is confirmed."""
    register_gate(booking.KEY, booking.FormsGate())
    register_booking_panel(booking.KEY, 2, panel)


def panel(asked: ToConfirm) -> BookingPanel | None:
    """Print the forms of the service; called in `reading`."""
    if asked.hold_id is None:
        return None
    rows = booking.forms_of(asked.organisation_id, asked.service_id)
    hold = (
        Hold.objects.of(asked.organisation_id).select_related("organisation").filter(pk=asked.hold_id).first()
    )
    if not rows or hold is None:
        return None
    forms = []
    for row in rows:
        is_sent = booking.is_sent(row, asked.hold_id)
        words = (
            _("Fill it in before you book.")
            if row.before
            else _("Fill it in now, and your visit is shorter.")
        )
        forms.append(
            BookingForm(
                name=row.form.name,
                words=_("We have it. Thank you.") if is_sent else words,
                url="" if is_sent else booking.address(row, hold),
                is_sent=is_sent,
            )
        )
    return BookingPanel(key=booking.KEY, template="intake/public/_booking_forms.html", page=tuple(forms))
