"""Every reason an act on organisations and their people is refused."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.origins import OriginFault
from core.errors import Conflict, NotAllowed, NotFound, Refused


class OnlyLooking(NotAllowed):
    """The member's role reads and never writes. Offer no form to such a member."""

    sentence = _("Your role can look but not change.")


class OwnersOnly(NotAllowed):
    """Only owners run the organisation. Name an owner to ask."""

    sentence = _("Only an owner can change this. Ask one of yours.")


class SupervisorsOnly(NotAllowed):
    """Only owners and supervisors direct others' work."""

    sentence = _("Only an owner or a supervisor can do this.")


class NotYourLocation(NotFound):
    """The row is of a location the member does not work for; for them it does not exist."""

    sentence = _("There is nothing at this address.")


class NoMembership(NotAllowed):
    """The user belongs to no active organisation. Offer logging out and asking for an invitation."""

    sentence = _("You belong to no organisation here. Ask an owner to invite you.")


class LastOwner(Refused):
    """The organisation would be left without an owner. Make someone else owner first."""

    sentence = _("An organisation needs an owner. Make someone else owner first.")


class NotYourself(Refused):
    """Members do not deactivate or demote themselves. Ask another owner."""

    sentence = _("You cannot do this to yourself. Ask another owner.")


class UnknownCapability(Refused):
    """The trade of the organisation has no such capability. Show its list."""

    sentence = _("Your trade has no such capability.")


class UnknownLocation(Refused):
    """The location is not one of this organisation. Show its list."""

    sentence = _("There is no such location.")


class AlreadyMember(Conflict):
    """The address belongs to a member of this organisation. Open that member instead."""

    sentence = _("This address already belongs to a member.")


class AlreadyInvited(Conflict):
    """An open invitation waits at this address. Send it again instead."""

    sentence = _("An invitation to this address is already open. Send it again instead.")


class InvitationUnknown(NotFound):
    """No invitation has this token. Never tell why."""

    sentence = _("This invitation link does not work. Ask for a new invitation.")


class InvitationExpired(Refused):
    """The invitation ran out. An owner can send it again."""

    sentence = _("This invitation has expired. Ask for a new one.")


class InvitationUsed(Refused):
    """The invitation was accepted before. The person logs in."""

    sentence = _("This invitation was already used. Log in with your e-mail address.")


class InvitationRevoked(Refused):
    """The invitation was taken back by an owner."""

    sentence = _("This invitation was taken back. Ask an owner of the organisation.")


class WrongUser(Conflict):
    """Someone else is logged in than the person invited. Offer to log out."""

    sentence = _("This invitation is for another e-mail address. Log out first, then open the link again.")


class LocationNameTaken(Conflict):
    """Two locations may not share a name. Ask for another."""

    sentence = _("Another location has this name.")


class DefaultLocation(Refused):
    """The default location takes what names no other; it cannot go. Make another the default first."""

    sentence = _("This is the default location. Make another the default first.")


class LocationInUse(Conflict):
    """Lines or conversations still belong to the location. Move them first."""

    sentence = _("Lines or conversations still belong to this location. Move them first.")


class HoursOverlap(Refused):
    """Two windows of one week overlap. Show which day."""

    sentence = _("Two windows overlap.")


class TeamNameTaken(Conflict):
    """Two teams may not share a name. Ask for another."""

    sentence = _("Another team has this name.")


class HueClashes(Refused):
    """The colour would look like an alarm. Choose one outside 10 to 45."""

    sentence = _("This colour is kept for alarms. Choose another.")


class HoursIncomplete(Refused):
    """A window lacks its start or its end. Show which day."""

    sentence = _("A window needs a start and an end.")


class ClosureOrder(Refused):
    """The closure ends before it starts. Show both days."""

    sentence = _("The last day is before the first day.")


class PasswordRefused(Refused):
    """The password is too weak; the sentence says why."""


class LogInFirst(Conflict):
    """The invited address already has an account. Send the person to log in, then back to the link."""

    sentence = _("You already have an account. Log in to accept the invitation.")


class ApiKeyNameMissing(Refused):
    """A key without a name cannot be told from others."""

    sentence = _("Give the key a name, like the program that will use it.")


class UnknownScope(Refused):
    """A key that may do nothing, or something that does not exist. Show the list."""

    sentence = _("Choose what the key may do.")


class KeyReused(Refused):
    """An Idempotency-Key came back with another request. Make a new one for every request."""

    sentence = _("This Idempotency-Key belongs to another request. Use a new one for each request.")


class StillUnderWay(Conflict):
    """The first request with this Idempotency-Key has no answer yet. Ask again in a moment."""

    sentence = _("The first request with this Idempotency-Key is still under way. Repeat it in a moment.")


class SiteRefused(Refused):
    """The address is of no website that pages may be shown on. The sentence says why."""

    def __init__(self, fault: OriginFault) -> None:
        super().__init__(
            {
                OriginFault.EMPTY: gettext(
                    "Write the address of the website, like https://www.firm.example."
                ),
                OriginFault.UNREADABLE: gettext(
                    "That is no address of a website. Write it like https://www.firm.example."
                ),
                OriginFault.WILDCARD: gettext("A star would let strangers in. Add each website by itself."),
                OriginFault.INSECURE: gettext(
                    "A page sent by http can be changed on its way. Give the address that begins with https."
                ),
                OriginFault.NOT_WEB: gettext(
                    "Only websites can show your pages: their addresses begin with https."
                ),
                OriginFault.NO_NAME: gettext(
                    "The name of the website is not complete. Write it like www.firm.example."
                ),
                OriginFault.PERSONAL: gettext("Leave the name and password before the @ away."),
            }[fault]
        )
        self.fault = fault


class SiteKnown(Conflict):
    """The website is on the list already."""

    sentence = _("This website is on the list already.")


class TooManySites(Refused):
    """More websites than a header can name."""

    sentence = _("Twenty websites are the most. Take one away first.")
