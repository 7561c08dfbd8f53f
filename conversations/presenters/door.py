"""What the shell asks of this app: who waits at the door, the places on the rail, the search."""

from django.utils.translation import gettext_lazy as _

from accounts import ports
from accounts.models import Member
from conversations import selectors
from core import clock


def register() -> None:
    """Put the inbox and the day on the rail, and the unowned view behind the door."""
    ports.register_door(_door, "conversations:unowned")
    ports.register_search("conversations:search")
    ports.register_nav("inbox", _("Inbox"), "conversations:inbox", "inbox", 10, _mine)
    ports.register_nav("tasks", _("My day"), "conversations:my_day", "tasks", 20, _due)


def _door(member: Member) -> ports.Door:
    return selectors.get_door(member=member)


def _mine(member: Member) -> int:
    return selectors.count_mine(member=member)


def _due(member: Member) -> int:
    return selectors.count_due(member=member, until=clock.now())
