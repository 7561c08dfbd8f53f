"""What home service refuses; one class per reason, each with a sentence to show."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, NotAllowed, NotFound, Refused
from intake.domain.homes.postal import Odd


class NoSuchSite(NotFound):
    """The organisation has no such place, or nobody such is anything to it."""


class AddressWrong(Refused):
    """Nobody could drive to this address. Show what is missing."""

    def __init__(self, odd: Sequence[Odd], *, town: str = "") -> None:
        super().__init__(" ".join(str(ODD[one]) % {"town": town} for one in odd))
        self.odd = tuple(odd)


class AddressOdd(AddressWrong):
    """Parts of the address disagree. Show how, and let somebody say that it is right all the same."""


class SiteTaken(Conflict):
    """Two places may not have one address."""

    sentence = _("This address is kept already. Look for it in the list.")


class SiteMovedOn(Conflict):
    """Somebody else changed it; nothing was written over."""

    sentence = _("Somebody changed this meanwhile. Here is how it stands now.")


class NoSuchJob(NotFound):
    """The organisation has no such job, or no such kind of job."""


class JobMovedOn(Conflict):
    """The job stands otherwise by now. Show how it stands."""

    sentence = _("This job has moved on meanwhile. Here is how it stands now.")


class NotSafeYet(Refused):
    """Nobody is sent, and nothing is booked, while somebody may be in danger."""

    sentence = _(
        "They may be in danger. Agree on no time until they are safe; then press “They are safe” and book."
    )
    for_customers = _(
        "If anybody is in danger, leave the house and call 911. Then call us: we book nothing before that."
    )


class NothingSaid(Refused):
    """A job needs to be about something."""

    sentence = _("Write what is wrong in a few words, or choose a kind of job.")


class NotTheDayYet(NotAllowed):
    """A technician learns on the day itself where somebody lives."""

    sentence = _("You see the address on the day of the job.")


class JobTypeWrong(Refused):
    """The kind of job cannot be kept like this; the sentence says why."""


ODD = {
    Odd.NO_STREET: _("Write the street with its number."),
    Odd.NO_NUMBER: _("There is no house number in the street."),
    Odd.NO_POSTCODE: _("Write the postcode."),
    Odd.POST_BOX: _("Nobody can work at a post-office box. Write where the house stands."),
    Odd.BAD_POSTCODE: _("This is no postcode. It has five digits, like 85004."),
    Odd.UNKNOWN_POSTCODE: _("No table knows this postcode."),
    Odd.UNKNOWN_STATE: _("There is no such state. Write its two letters, like AZ."),
    Odd.OTHER_STATE: _("This postcode lies in another state."),
    Odd.OTHER_TOWN: _(
        "This postcode belongs to %(town)s, far from the town you wrote. One of them is wrong."
    ),
}
