"""What the shell asks of this app: who waits at the door, the places on the rail, the search."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts import ports
from accounts.models import Member
from conversations import selectors
from conversations.pages import Dock
from conversations.presenters.docks import dock, dock_lines
from conversations.presenters.reader import reader_of
from conversations.selectors import Sidebar, View
from core import clock

DOCK = "conversations/_dock.html"
INBOX, TASKS, CALLS = "inbox", "tasks", "calls"


def register() -> None:
    """Put the inbox and the day on the rail, and the unowned view behind the door."""
    ports.register_door(_door, "conversations:unowned")
    ports.register_dock(_dock, empty=ports.Dock(template=DOCK, page=Dock(version=0)))
    ports.register_search("conversations:search")
    ports.register_nav(INBOX, _("Inbox"), "conversations:inbox", "inbox", 10, _mine)
    ports.register_nav(TASKS, _("My day"), "conversations:my_day", "tasks", 20, _due)
    ports.register_nav(CALLS, _("Calls"), "conversations:call_list", "phone", 25)


def frame_figures(sidebar: Sidebar) -> ports.Figures:
    """Hand the shell what the list's own counting told, so that it asks nothing twice."""
    return ports.Figures(
        door=sidebar.door,
        counts={INBOX: sidebar.counts[View.MINE.value], TASKS: sidebar.due},
        is_docked=sidebar.is_docked,
        is_headed=sidebar.is_headed,
    )


def _door(member: Member) -> ports.Door:
    return selectors.get_door(member=member)


def _dock(member: Member, now: datetime) -> ports.Dock:
    source = selectors.get_dock(member=member, now=now)
    page = dock(source, reader=reader_of(member, now=now), lines=dock_lines(source))
    return ports.Dock(template=DOCK, page=page)


def _mine(member: Member) -> int:
    return selectors.count_mine(member=member)


def _due(member: Member) -> int:
    return selectors.count_due(member=member, until=clock.now())
