"""Why a setting of calls could not be saved; one class per reason, each with a sentence to show."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


class DropReasonMissing(Refused):
    """Why a promised callback is not owed any more has to be said."""

    def __init__(self) -> None:
        super().__init__(
            _("Write in a few words why this person is not called back; it stays with their call.")
        )


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
    """Somebody (`by`, "" when they left) saved the draft since it was looked at. Show it as it is now."""

    def __init__(self, by: str = "", at: datetime | None = None) -> None:
        self.by, self.at = by, at
        super().__init__(_("Somebody has changed this draft meanwhile. Look at it again."))


class NothingToUndo(Refused):
    """There is no step before or after this one."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing more to undo or redo."))


class FlowInUse(Refused):
    """Lines follow the flow. Give them another first."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__(
            _("These lines follow the flow: %(lines)s. Give them another flow before you put it away.")
            % {"lines": ", ".join(lines)}
        )


class FlowPutAway(Refused):
    """The flow was put away. Bring it back first."""

    def __init__(self) -> None:
        super().__init__(_("This flow was put away. Bring it back before you change it."))


class NothingLive(Refused):
    """The flow was never published. Publish it first."""

    def __init__(self) -> None:
        super().__init__(_("No version of this flow is live yet. Publish it first."))


class TitleMissing(Refused):
    """A flow without a title cannot be told from others."""

    def __init__(self) -> None:
        super().__init__(_("Give the flow a title."))


class QueueChangedMeanwhile(Conflict):
    """Somebody saved the queue since the page was opened; show theirs beside what was typed."""

    def __init__(self, name: str, at: datetime | None) -> None:
        self.name, self.at = name, at
        when = formats.date_format(timezone.localtime(at), "D j M, H:i") if at else ""
        super().__init__(
            _("%(name)s saved this queue meanwhile (%(when)s). Nothing of yours is saved yet.")
            % {"name": name or _("Somebody"), "when": when or _("a moment ago")}
        )


class QueueNameMissing(Refused):
    """A queue without a name cannot be told from others."""

    def __init__(self) -> None:
        super().__init__(_("Give the queue a name."))


class QueueNameTaken(Conflict):
    """Two queues may not share a name, not even with one that is put away."""

    def __init__(self) -> None:
        super().__init__(_("Another queue has this name, perhaps one that is put away."))


class FigureOutOfBounds(Refused):
    """A figure nobody could mean; the form says it beside the field."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(_("Choose a figure from %(least)d to %(most)d.") % {"least": least, "most": most})


class QueueNeeded(Conflict):
    """Callers would be sent to a queue that is put away; `titles` are of the flows that name it."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__(
            _("%(queue)s is needed by %(flows)s. Take it out of there first.")
            % {"queue": name, "flows": ", ".join(titles)}
        )


class QueueNotEmpty(Conflict):
    """Somebody waits in the queue. Take or move them first."""

    def __init__(self, name: str, waiting: int) -> None:
        words = ngettext(
            "%(count)d person waits in %(queue)s. Take or move them on the wallboard first.",
            "%(count)d people wait in %(queue)s. Take or move them on the wallboard first.",
            waiting,
        )
        super().__init__(words % {"count": waiting, "queue": name})


class NoSuchSkill(NotFound):
    """The organisation has no such skill."""


class SkillNameMissing(Refused):
    """A skill is asked for by its name."""

    def __init__(self) -> None:
        super().__init__(_("Give the skill a name of up to 60 letters, like Spanish."))


class SkillNameTaken(Conflict):
    """Two skills may not share a name."""

    def __init__(self) -> None:
        super().__init__(_("There is a skill of this name already."))


class SkillNeeded(Conflict):
    """Callers could be served by nobody any more; `needing` names flows that ask for it and queues."""

    def __init__(self, name: str, needing: Sequence[str]) -> None:
        super().__init__(
            _("%(skill)s is needed by %(needing)s. Take it out of there first.")
            % {"skill": name, "needing": ", ".join(needing)}
        )


class SkillsChangedMeanwhile(Conflict):
    """Somebody set the same figures otherwise; `what` names whose. Show theirs as what is there, keep what was typed."""

    def __init__(self, what: Sequence[str]) -> None:
        super().__init__(
            _(
                "Somebody changed these meanwhile: %(what)s. Nothing is saved yet. Look again, then save yours."
            )
            % {"what": "; ".join(what)}
        )


class TakenMeanwhile(Conflict):
    """Somebody claimed by hand what a member was just offered; `name` is theirs."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s has taken this meanwhile.") % {"name": name})


class NoSuchRota(NotFound):
    """The organisation has no such rota, shift or override."""


class NoSuchLadder(NotFound):
    """The organisation has no such ladder."""


class NameMissing(Refused):
    """A rota or ladder without a name cannot be chosen anywhere."""

    def __init__(self) -> None:
        super().__init__(_("Give it a name."))


class NameTaken(Refused):
    """There is one of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already one named %(name)s.") % {"name": name})


class OnCallImpossible(Refused):
    """What was asked of a rota or ladder makes no sense; the sentence says why."""


class OnCallChangedMeanwhile(Conflict):
    """Somebody saved the ladder since the page was opened."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has changed this ladder meanwhile. Look at theirs, then save yours."))
