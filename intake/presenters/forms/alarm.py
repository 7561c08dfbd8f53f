"""What somebody is told whose answers describe an emergency."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.pages import Link
from intake.domain.redflags import RedFlag, emergency_number, flags_of
from intake.pages.filling import AlarmView


def alarm_of(
    answers: Iterable[object], *, is_clinic: bool, country: str, own: tuple[str, ...] = ()
) -> AlarmView | None:
    """Build it; `None` where nothing of the kind was written. `own` are the clinic's own phrases."""
    flags = flags_of(answers, own) if is_clinic else frozenset()
    if not flags:
        return None
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
        also=also if RedFlag.SELF_HARM in flags and country == "US" else "",
    )
