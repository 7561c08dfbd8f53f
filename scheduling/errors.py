"""Why a time cannot be booked, moved or given back; one class per reason, each with a sentence to show."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import Conflict, NotFound, Refused
from scheduling.domain.requirements import Requirement

NOT_A_MINUTE = gettext_lazy("A booking begins at a whole minute, in a time zone that is named.")
NOT_A_DATE = gettext_lazy("This date is too far away to be right.")


class NoSuchService(NotFound):
    """The organisation has no such service, or it is put away."""


class NoSuchAppointment(NotFound):
    """The organisation has no such appointment."""


class NoSuchResource(NotFound):
    """The organisation has no such provider, room or vehicle."""


class NoSuchTimeBlock(NotFound):
    """The organisation has no such blocked time."""


class NoSuchCalendar(NotFound):
    """The organisation has no such calendar elsewhere."""


class JourneyOverlaps(Refused):
    """Two journeys share a day. Show both days again."""

    sentence = gettext_lazy("Another journey covers one of these days already.")


class CalendarThere(Conflict):
    """The resource has this calendar already."""

    sentence = gettext_lazy("This calendar is connected already.")


class TooManyCalendars(Refused):
    """Nobody has so many calendars."""

    sentence = gettext_lazy("Ten calendars are connected already. Remove one of them first.")


class NoSuchHold(Refused):
    """The hold was never there, was given up, or is somebody else's."""

    def __init__(self) -> None:
        super().__init__(_("This time is no longer kept for you. Please choose a time again."))


class SlotTaken(Conflict):
    """Somebody was first. `alternatives` are the next free starts, found in a transaction of their own."""

    def __init__(self, alternatives: Sequence[datetime] = ()) -> None:
        super().__init__(_("Somebody has just taken this time. Here are other times that are free."))
        self.alternatives = tuple(alternatives)


class SlotRefused(Refused):
    """A rule speaks against this start; `rules` name it (and others), in the engine's order."""

    def __init__(
        self, sentence: str, rules: Sequence[str] = (), alternatives: Sequence[datetime] = ()
    ) -> None:
        super().__init__(sentence)
        self.rules = tuple(rules)
        self.alternatives = tuple(alternatives)


class TooManyHolds(Refused):
    """A visitor keeps more times than anybody needs."""

    def __init__(self) -> None:
        super().__init__(_("You already keep several times. Book or give up one of them first."))


class HoldExtendedAlready(Refused):
    """A hold is extended once."""

    def __init__(self) -> None:
        super().__init__(_("This time was kept longer once already. Please finish booking now."))


class NotServed(Refused):
    """The firm does not come to that place; the sentence is what it says instead."""

    def __init__(self, sentence: str, *, postcode: str) -> None:
        super().__init__(sentence)
        self.postcode = postcode


class AddressNeeded(Refused):
    """Where somebody is to come must be known before times are offered."""

    sentence = gettext_lazy("Say the postcode first: what is free depends on where we come to.")


class CutOffPassed(Refused):
    """The service no longer lets customers do this so shortly before."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class AppointmentMovedOn(Conflict):
    """The appointment changed since the page or link was made; show how it stands now."""

    def __init__(self) -> None:
        super().__init__(_("This appointment has changed meanwhile. Here is how it stands now."))


class NotPossibleNow(Refused):
    """As the appointment stands, this cannot be done to it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class BadBooking(Refused):
    """Something typed or sent makes no sense; the sentence says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class TimeNotFree(Conflict):
    """What is to be blocked is booked already; `booked` are the beginnings of what is in the way."""

    def __init__(self, booked: Sequence[datetime]) -> None:
        super().__init__(
            _("There is something in the calendar at that time. Move it first, or block the time around it.")
        )
        self.booked = tuple(booked)


class NotDoneYet(Refused):
    """Something must be done before the booking is confirmed; `requirements` say what."""

    def __init__(self, requirements: Sequence[Requirement]) -> None:
        super().__init__(" ".join(one.sentence for one in requirements))
        self.requirements = tuple(requirements)


class SeveralPeopleHold(Refused):
    """The number or e-mail address is that of several contacts, and nobody said which."""

    def __init__(self) -> None:
        super().__init__(_("Several people have this number or address. Choose whom the booking is for."))


class LinkBroken(NotFound):
    """A link or token that we did not make, or not for this. Offer the firm's telephone number."""

    sentence = gettext_lazy(
        "It is not complete, or it was made for something else. Open it again from our message."
    )


class LinkEnded(Refused):
    """A link whose time is over, or that was used. Offer the firm's telephone number."""

    sentence = gettext_lazy("Its time is over, or it was used already.")


class TooManyTries(Refused):
    """Somebody tries too often. Map to 429."""

    sentence = gettext_lazy("Please wait a while before you try again, or call us.")


class NameTaken(Refused):
    """Something of this sort has this name. Say it beside the name."""

    sentence = gettext_lazy("This name is taken. Choose another one.")


class MemberTaken(Refused):
    """Another provider is this member. Say it beside the member."""

    sentence = gettext_lazy("This member is a provider already.")


class NoSuchPool(NotFound):
    """The organisation has no such pool."""


class PoolNeeded(Refused):
    """A service takes things of this pool."""

    sentence = gettext_lazy("A service needs this pool. Change the service first.")


class SettingMovedOn(Conflict):
    """Somebody saved the setting since the page was opened. Keep what was typed; the next save means it."""

    sentence = gettext_lazy("Somebody saved this while you were typing. Save again to keep yours.")


class CodeWrong(Refused):
    """The code is another one; `left` tries remain. Say it beside the code."""

    def __init__(self, left: int) -> None:
        super().__init__(
            ngettext(
                "This is not the code. You can try %(count)d more time.",
                "This is not the code. You can try %(count)d more times.",
                left,
            )
            % {"count": left}
        )


class CodeEnded(Refused):
    """The code was tried too often, or its time is over. Offer a new one."""

    sentence = gettext_lazy("This code is no longer good. Ask for a new one, or go on without.")


class AlsoBooked(Refused):
    """The customer has another appointment at that time; the sentence says when. They may want both."""
