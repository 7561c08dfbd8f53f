"""Why a setting of calls could not be saved; one class per reason, each with a sentence to show."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused


class HandlingChangedMeanwhile(Conflict):
    """Somebody saved the line's settings since the page was opened; show theirs, keep what was typed."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has changed this line meanwhile. Look at their version, then save yours.")
        )


class RungTwice(Refused):
    """A member stands in the ring order more than once."""

    def __init__(self) -> None:
        super().__init__(_("Each person can have one place in the order."))
