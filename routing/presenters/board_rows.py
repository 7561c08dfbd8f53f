"""The rows behind a figure of the wallboard, and the words for figures and states."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.presenters import Reader
from conversations.presenters.times import clock_label
from routing.models import WorkItem
from routing.pages import Behind, BehindRow


def span(seconds: float) -> str:
    """Write a wait: 0:07, 12:30."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def figure_words(figure: str) -> tuple[str, str]:
    """Name a figure and say how it is made."""
    return {
        "waiting": (_("Waiting"), _("in line now, callbacks included")),
        "offered": (_("Offered"), _("everybody who joined a queue today and has left it")),
        "counted": (_("Counted"), _("offered − hung up at once − took a callback")),
        "in_time": (
            _("Answered in time"),
            _("answered within the queue’s own time, as it was when they joined"),
        ),
        "answered": (_("Answered"), _("answered, from joining the queue")),
        "gave_up": (_("Gave up"), _("hung up, but not at once")),
        "recent": (_("Last two hours"), _("everybody who joined a queue in the last two hours")),
    }[figure]


FIGURES = ("waiting", "offered", "counted", "in_time", "answered", "gave_up", "recent")


def behind(items: list[WorkItem], *, figure: str, queue_id: UUID | None, cut: int, reader: Reader) -> Behind:
    """List the rows behind a figure."""
    title, definition = figure_words(figure)
    return Behind(
        title=title,
        definition=definition,
        back_url=board_url(queue_id),
        rows=tuple(_behind(item, reader) for item in items),
        is_cut=len(items) >= cut,
    )


def _behind(item: WorkItem, reader: Reader) -> BehindRow:
    until = item.answered_at or item.ended_at or reader.now
    return BehindRow(
        title=item.conversation.title,
        url=reverse("conversations:conversation", args=[item.conversation_id]),
        queue=item.queue.name,
        joined=clock_label(item.queued_at, reader=reader),
        joined_iso=item.queued_at.isoformat(),
        waited=span((until - item.queued_at).total_seconds()),
        state=state_words(item.state),
        member=item.member.name if item.member else "",
    )


def state_words(state: str) -> str:
    """Name where an item is."""
    return {
        "WAITING": _("Waiting"),
        "RESERVED": _("Ringing"),
        "CONNECTED": _("With a member"),
        "WRAPPING": _("Wrap-up"),
        "CALLBACK_PENDING": _("Waits for a callback"),
        "CALLBACK_RESERVED": _("Callback: ringing a member"),
        "CALLBACK_DIALING": _("Callback: dialling"),
        "DONE": _("Done"),
        "TRANSFERRED": _("Handed over"),
        "SHORT_ABANDONED": _("Hung up at once"),
        "ABANDONED": _("Gave up"),
        "LEFT": _("Left the queue"),
        "OVERFLOWED": _("Sent on"),
        "CALLBACK_FAILED": _("Callback not reached"),
        "REJOINED": _("Called again"),
        "FORCED": _("Ended by a check"),
    }[state]


def board_url(queue_id: UUID | None, figure: str = "") -> str:
    """Give the address of the wallboard, or of the rows behind one of its figures."""
    params = {"figure": figure} if figure else {}
    if queue_id is not None:
        params["queue"] = str(queue_id)
    name = "routing:board_rows" if figure else "routing:wallboard"
    return reverse(name) + (f"?{urlencode(params)}" if params else "")
