"""What patient records refuse; one class per reason, each with a sentence to show."""

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, NotAllowed, NotFound, Refused


class NoSuchPatient(NotFound):
    """The organisation has no such person, or the person is kept under another name by now."""


class NotForYou(NotAllowed):
    """This part of the record is not for the member's role."""

    sentence = _("This part of the patient record is not for your role.")


class RecordMovedOn(Conflict):
    """Somebody else changed the record; nothing was written over."""

    sentence = _("Somebody changed this record meanwhile. Open it again and look before you save.")


class ThereIsOne(Conflict):
    """Somebody said that there is none of what stands there."""

    sentence = _("Something stands here. End it, or mark it as a mistake, before you say that there is none.")


class NoReason(Refused):
    """Nobody opens a record in an emergency without saying why."""

    sentence = _("Say in a few words why you have to see this record now.")
