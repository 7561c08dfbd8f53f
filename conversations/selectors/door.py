"""Who waits at the door: the figure in the top bar of every page."""

from accounts.models import Member
from accounts.ports import Door
from conversations.selectors.sidebar import CEILING
from conversations.selectors.views import InboxQuery, View, select


def get_door(*, member: Member) -> Door:
    """Count who waits for an answer and nobody owns, to the ceiling, and since when the longest waits."""
    waiting = select(InboxQuery(view=View.UNOWNED), member=member).filter(waiting_since__isnull=False)
    since = list(waiting.order_by("waiting_since", "id").values_list("waiting_since", flat=True)[:CEILING])
    return Door(waiting=len(since), longest_since=since[0] if since else None)


def count_mine(*, member: Member) -> int:
    """Count the member's own open conversations, at most 100."""
    return select(InboxQuery(view=View.MINE), member=member)[:CEILING].count()
