"""Why a call could not be placed, taken or changed; one class per reason, each with a sentence to show."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused


class CallOver(Conflict):
    """The call ended meanwhile; show how it stands."""

    def __init__(self) -> None:
        super().__init__(_("This call is over. Here is how it ended."))


class CallTaken(Conflict):
    """A colleague has the call; show who."""

    def __init__(self, taken_by: str) -> None:
        self.taken_by = taken_by
        super().__init__(_("%(name)s has this call.") % {"name": taken_by})


class NotInCall(Conflict):
    """The member is not (or no more) on the call they want to act in."""

    def __init__(self) -> None:
        super().__init__(_("You are not on this call."))


class NobodyChosen(Refused):
    """Neither a colleague nor a number was given."""

    def __init__(self) -> None:
        super().__init__(_("Choose a colleague, or enter a number."))


class NoWayToCall(Refused):
    """The member has no telephone on file and no browser telephone, or the person no number."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no number to call. Add one to the contact, and yours to your own settings.")
        )


class MayNotCall(Refused):
    """The hour, or the person, forbids this call; `may_insist`: offer to give a reason and go on."""

    def __init__(self, sentence: str, *, may_insist: bool) -> None:
        self.may_insist = may_insist
        super().__init__(sentence)


class QuietHours(MayNotCall):
    """It is too late or too early to ring somebody there; `there` is their clock, `until` when the night ends."""

    def __init__(self, *, there: datetime | None, until: datetime | None, may_insist: bool) -> None:
        self.there, self.until = there, until
        super().__init__(_("It is too early or too late to ring there."), may_insist=may_insist)


class AskedForNoCalls(MayNotCall):
    """They asked not to be called."""

    def __init__(self, *, may_insist: bool) -> None:
        super().__init__(
            _("They asked not to be called. Write instead, or say why you call all the same.")
            if may_insist
            else _("They asked not to be called. Write instead."),
            may_insist=may_insist,
        )


class ReasonMissing(Refused):
    """Another reason was chosen, and none written."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason in a few words; it stays in the conversation."))


class KeysUnreadable(Refused):
    """What was typed are no telephone keys."""

    def __init__(self) -> None:
        super().__init__(_("Press keys: the digits, * and #."))


class RecordingDeclined(Refused):
    """The person on the line did not agree, or the organisation does not record."""

    def __init__(self) -> None:
        super().__init__(_("This call may not be recorded: nobody was told, or the caller said no."))


class OnAnotherCall(Conflict):
    """The member is on a call already; show with whom."""

    def __init__(self, title: str) -> None:
        super().__init__(_("You are on a call with %(name)s. End it first.") % {"name": title})


class NumberUnreadable(Refused):
    """What was typed is no telephone number."""

    def __init__(self) -> None:
        super().__init__(_("Enter your telephone number with its area code."))


class NoTelephone(Refused):
    """Neither a number nor the browser: nothing could ring."""

    def __init__(self) -> None:
        super().__init__(_("Enter a number, or take calls in the browser."))
