"""What the shell asks of this app: who waits at the door, the places on the rail, the search."""

from django.utils.translation import gettext_lazy as _

from accounts import ports
from accounts.models import Member
from conversations import selectors
from conversations.selectors import Sidebar, View
from core import clock

INBOX, TASKS, CALLS = "inbox", "tasks", "calls"


def register() -> None:
    """Put the inbox and the day on the rail, and the unowned view behind the door."""
    ports.register_door(_door, "conversations:unowned")
    ports.register_search("conversations:search")
    ports.register_nav(INBOX, _("Inbox"), "conversations:inbox", "inbox", 10, _mine)
    ports.register_nav(TASKS, _("My day"), "conversations:my_day", "tasks", 20, _due)
    ports.register_nav(CALLS, _("Calls"), "conversations:call_list", "phone", 25)


def frame_figures(sidebar: Sidebar) -> ports.Figures:
    """Hand the shell what the list's own counting told, so that it asks nothing twice."""
    return ports.Figures(
        door=sidebar.door, counts={INBOX: sidebar.counts[View.MINE.value], TASKS: sidebar.due}
    )


def _door(member: Member) -> ports.Door:
    return selectors.get_door(member=member)


def _mine(member: Member) -> int:
    return selectors.count_mine(member=member)


def _due(member: Member) -> int:
    return selectors.count_due(member=member, until=clock.now())
