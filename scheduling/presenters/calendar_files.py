"""What was made of a calendar file, in sentences."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scheduling.domain.ics.busy import Concern, Warned
from scheduling.domain.ics.lines import MOST_BYTES, Fault

_FAULTS: Final[dict[Fault, str | Promise]] = {
    Fault.EMPTY: gettext_lazy("The calendar is empty."),
    Fault.TOO_LARGE: gettext_lazy(
        "The calendar is larger than %(megabytes)s MB. Share a calendar with fewer past events."
    ),
    Fault.NO_CALENDAR: gettext_lazy(
        "This is not a calendar. The address must lead to an .ics file, not to a page."
    ),
    Fault.TOO_DEEP: gettext_lazy("The calendar is nested more deeply than any calendar is."),
}
_CONCERNS: Final[dict[Concern, str | Promise]] = {
    Concern.CUT_OFF: gettext_lazy("The calendar breaks off in the middle; events may be missing."),
    Concern.BAD_LINES: gettext_lazy("Lines that could not be read and were left out: %(about)s."),
    Concern.EVENT_UNREADABLE: gettext_lazy("An event could not be read and does not count: %(about)s."),
    Concern.RULE_UNREADABLE: gettext_lazy(
        "How an event repeats could not be read; only its first time counts: %(about)s."
    ),
    Concern.ZONE_UNKNOWN: gettext_lazy(
        "Nobody knows the time zone “%(about)s”; its times were read in the zone of the calendar's owner."
    ),
    Concern.ZONE_GUESSED: gettext_lazy(
        "Of the time zone “%(about)s” only the offset is known; its times may be an hour off in summer or winter."
    ),
    Concern.ZONE_UNREADABLE: gettext_lazy(
        "The rules that come with the time zone “%(about)s” could not be read."
    ),
    Concern.TOO_OFTEN: gettext_lazy(
        "An event repeats more often than can be worked out; all its time counts as busy: %(about)s."
    ),
    Concern.TOO_MANY: gettext_lazy("The calendar has more events than can be read: %(about)s."),
}


def fault_sentence(fault: Fault) -> str:
    """Say why a calendar is not read at all."""
    return str(_FAULTS[fault]) % {"megabytes": MOST_BYTES // 1024 // 1024}


def concern_sentence(warned: Warned) -> str:
    """Say what was made of one fault of a calendar."""
    about = warned.about or _("an event without a name")
    return str(_CONCERNS[warned.concern]) % {"about": about}
