"""Why a setting of calls could not be saved; one class per reason, each with a sentence to show."""

from django.utils.translation import gettext as _

from core.errors import Conflict, NotFound, Refused
from routing.domain.faults import Found
from routing.domain.verifying.problems import Problem


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


class NoSuchMember(NotFound):
    """The organisation has no such member."""


class CodeNeeded(Refused):
    """How a call went must be said before the next one."""

    def __init__(self) -> None:
        super().__init__(_("Say how the call went first."))


class NoSuchCode(Refused):
    """The answer is none of those the queue knows."""

    def __init__(self) -> None:
        super().__init__(_("Choose one of the answers in the list."))


class WorkMoved(Conflict):
    """Somebody else took or moved it meanwhile; show where it stands now."""

    def __init__(self) -> None:
        super().__init__(_("This has moved on meanwhile. Here is how it stands now."))


class MemberNotFree(Conflict):
    """The member is engaged, away, or takes no calls."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is not free to take this now.") % {"name": name})


class NoSuchQueue(NotFound):
    """The organisation has no such queue."""


class NoSuchWork(NotFound):
    """Nothing of that kind waits where the member works."""


class FlowUnreadable(Refused):
    """A document that is none; `found` says where and why, each with the path to the fault."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        self.found = found
        super().__init__(
            _("This flow cannot be read: %(faults)s") % {"faults": "; ".join(map(str, found[:5]))}
        )


class FlowUnproven(Refused):
    """The verifier found a way in which a caller is let fall. Show every problem with the way there."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(_("Put the problems right before you publish."))


class FlowChangedMeanwhile(Conflict):
    """Somebody saved the draft since it was looked at. Show it as it is now."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has changed this draft meanwhile. Look at it again before you publish."))


class NothingLive(Refused):
    """The flow was never published. Publish it first."""

    def __init__(self) -> None:
        super().__init__(_("No version of this flow is live yet. Publish it first."))


class TitleMissing(Refused):
    """A flow without a title cannot be told from others."""

    def __init__(self) -> None:
        super().__init__(_("Give the flow a title."))
