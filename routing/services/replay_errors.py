"""Why a replay of calls is not begun; one class per reason, each with a sentence to show."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused


class WindowWrong(Refused):
    """The days of a replay cannot be these; the sentence says why."""


class NoCalls(Refused):
    """Nobody rang the lines of the flow on these days."""

    def __init__(self) -> None:
        super().__init__(_("Nobody rang on these days. Choose others, or a longer time."))


class NoLineRings(Refused):
    """There is no telephone line whose calls could be replayed."""

    def __init__(self) -> None:
        super().__init__(_("There is no telephone line yet, so there are no calls to replay."))


class TooManyCalls(Refused):
    """More calls than a replay walks."""

    def __init__(self, calls: int, most: int) -> None:
        super().__init__(
            _("%(calls)s calls came on these days; a replay takes at most %(most)s. Choose fewer days.")
            % {"calls": f"{calls:,}", "most": f"{most:,}"}
        )


class ReplayUnderWay(Conflict):
    """A replay of this flow has not ended yet."""

    def __init__(self) -> None:
        super().__init__(_("A replay of this flow is under way. Wait for it, or cancel it."))
