"""Words and icons of channels, states, views and outcomes, in the language in force."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Member
from accounts.presenters import initials, tint
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations.domain.chat import is_visitor
from conversations.domain.states import MessageState, Outcome, Status
from conversations.models import Conversation, LineKind
from conversations.pages import Person
from conversations.selectors import View

CHANNEL_ICONS = {
    "SMS": "text",
    "MMS": "image",
    "EMAIL": "mail",
    "CHAT": "chat",
    "WHATSAPP": "chat",
    "MESSENGER": "chat",
    "VIBER": "chat",
    "RCS": "text",
    "VOICE": "phone",
}
LINE_ICONS = {LineKind.PHONE: "phone", LineKind.EMAIL: "mail", LineKind.CHAT: "chat", LineKind.FORM: "form"}
# Looked up one by one when asked for: a list names fifty channels, and a table of words would be translated each time.
_CHANNELS: dict[str, Callable[[], str]] = {
    "SMS": lambda: pgettext("channel", "Text"),
    "MMS": lambda: _("Picture message"),
    "EMAIL": lambda: _("E-mail"),
    "CHAT": lambda: _("Web chat"),
    "WHATSAPP": lambda: "WhatsApp",
    "MESSENGER": lambda: "Messenger",
    "VIBER": lambda: "Viber",
    "RCS": lambda: "RCS",
    "VOICE": lambda: pgettext("channel", "Call"),
}
_VIEWS: dict[View, Callable[[], str]] = {
    View.MINE: lambda: _("Mine"),
    View.MENTIONS: lambda: _("Mentions"),
    View.UNOWNED: lambda: _("Nobody's yet"),
    View.OPEN: lambda: _("All open"),
    View.WAITING: lambda: _("Waiting for customer"),
    View.SNOOZED: lambda: _("Snoozed"),
    View.RESOLVED: lambda: pgettext("view", "Resolved"),
    View.SPAM: lambda: _("Spam"),
}


def channel_icon(channel: str) -> str:
    """Name the icon of a channel."""
    return CHANNEL_ICONS.get(channel, "text")


def channel_label(channel: str) -> str:
    """Name a channel; brands keep their names."""
    return _CHANNELS.get(channel, _CHANNELS["SMS"])()


def view_label(view: View) -> str:
    """Name a view."""
    return _VIEWS[view]()


def status_label(status: str) -> str:
    """Name a conversation's status."""
    return {
        Status.AI: _("Receptionist has it"),
        Status.OPEN: pgettext("status", "Open"),
        Status.WAITING: _("Waiting for customer"),
        Status.SNOOZED: _("Snoozed"),
        Status.RESOLVED: pgettext("status", "Resolved"),
        Status.SPAM: _("Spam"),
        Status.MERGED: _("Merged"),
    }[Status(status)]


def outcome_label(outcome: str) -> str:
    """Name how a conversation ended."""
    return {
        Outcome.BOOKED: _("Booked"),
        Outcome.DISQUALIFIED: _("Not for us"),
        Outcome.FOLLOW_UP: _("Follow up later"),
        Outcome.LOST: _("Lost"),
        Outcome.SPAM: _("Spam"),
    }[Outcome(outcome)]


def state_label(state: str) -> str:
    """Name how far a message of ours got, in the words between the dots of its head."""
    words = {
        MessageState.QUEUED: _("leaving"),
        MessageState.HELD_QUIET: _("held until quiet hours end"),
        MessageState.DENIED_CONSENT: _("not sent"),
        MessageState.SENDING: _("leaving"),
        MessageState.UNKNOWN: _("checking with the carrier"),
        MessageState.SENT: _("sent"),
        MessageState.DELIVERED: _("delivered"),
        MessageState.READ: _("read"),
        MessageState.FAILED: _("not delivered"),
        MessageState.UNDONE: _("taken back, never sent"),
    }
    return words.get(MessageState(state), "") if state else ""


def address_label(kind: str, value: str) -> str:
    """Write an address as people do: (602) 555-0123."""
    if kind == AddressKind.WITHHELD:
        return _("Withheld number")
    if is_visitor(value):
        return _("Web chat")
    try:
        return normalise(value, kind=AddressKind(kind)).display
    except (AddressInvalid, ValueError):
        return value


def member_person(member: Member) -> Person:
    """Show a member as name and avatar."""
    return Person(name=member.name, initials=initials(member.name), tint=tint(member.pk))


def party_person(conversation: Conversation) -> Person:
    """Show whom a conversation is with; grey while nobody is known."""
    if conversation.contact_id is None:
        return Person(name=_title(conversation), initials="?", tint=0)
    return Person(
        name=_title(conversation), initials=initials(conversation.title), tint=tint(conversation.contact_id)
    )


def contact_person(name: str, contact_id: UUID) -> Person:
    """Show a contact as name and avatar."""
    return Person(name=name, initials=initials(name), tint=tint(contact_id))


def _title(conversation: Conversation) -> str:
    return _("Withheld number") if conversation.party_kind == AddressKind.WITHHELD else conversation.title
