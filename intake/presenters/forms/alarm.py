"""What somebody is told whose answers describe an emergency."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.pages import Link
from intake.domain.redflags import RedFlag, emergency_number, flags_of
from intake.pages.filling import AlarmView
from intake.services.flags.raising import LISTENING, dangers_in
from scheduling.ports import BookingPanel, JustBooked, register_booked_notice


def register() -> None:
    """Stand above appointments whose customers wrote of an emergency."""
    register_booked_notice("red_flag", booked_alarm)


def booked_alarm(booked: JustBooked) -> BookingPanel | None:
    """Print it for what was written to a booking; called in `reading`."""
    firm = Organisation.objects.get(pk=booked.organisation_id)
    if not booked.note or firm.industry not in LISTENING:
        return None
    kinds, _words = dangers_in(firm, booked.note)
    if not kinds:
        return None
    view = _view(firm.country, is_self_harm=RedFlag.SELF_HARM.value in kinds)
    return BookingPanel(key="red_flag", template="intake/public/_booked_alarm.html", page=view)


def alarm_of(
    answers: Iterable[object], *, is_clinic: bool, country: str, own: tuple[str, ...] = ()
) -> AlarmView | None:
    """Build it; `None` where nothing of the kind was written. `own` are the clinic's own phrases."""
    flags = flags_of(answers, own) if is_clinic else frozenset()
    if not flags:
        return None
    return _view(country, is_self_harm=RedFlag.SELF_HARM in flags)


def _view(country: str, *, is_self_harm: bool) -> AlarmView:
    number = emergency_number(country)
    also = _("If you may hurt yourself, you can also call or text 988 at any hour.")
    return AlarmView(
        title=_("This may be an emergency"),
        text=_(
            "What you wrote can need help within minutes. Do not wait for our answer: call %(number)s now, "
            "or let somebody near you call. You can go on here afterwards; what you wrote is kept."
        )
        % {"number": number},
        call=Link(label=_("Call %(number)s") % {"number": number}, url=f"tel:{number}"),
        also=also if is_self_harm and country == "US" else "",
    )
