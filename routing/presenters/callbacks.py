"""Callbacks that are owed, on the wallboard and beside the conversation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.policies import can_write
from contacts import ports
from conversations.presenters import Reader
from conversations.presenters.labels import address_label
from conversations.presenters.reader import reader_of
from conversations.presenters.times import clock_label
from routing.models import WorkItem
from routing.pages import CallbackLine, CallbackPanel
from routing.presenters.board_rows import state_words
from routing.selectors.line import list_callbacks


def register() -> None:
    """Stand beside a conversation."""
    ports.register_panel("callback", 3, callback_panel)


def callback_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the callbacks owed to a conversation's person; called in `reading`."""
    if beside.conversation_id is None:
        return None
    items = list_callbacks(member=beside.member, conversation_id=beside.conversation_id)
    if not items:
        return None
    reader = reader_of(beside.member, now=beside.now)
    page = CallbackPanel(
        rows=tuple(_line(item, reader, may_write=can_write(beside.member)) for item in items)
    )
    return ports.Panel(
        key="callback", title=_("Callback"), template="routing/_callback_panel.html", page=page
    )


def detail(item: WorkItem, *, reader: Reader) -> list[str]:
    """Say at which number somebody is called back, how often that was tried, and when it is next."""
    said = [address_label("PHONE", item.callback_number)]
    if item.callback_attempts:
        words = ngettext(
            "%(count)d call not answered", "%(count)d calls not answered", item.callback_attempts
        )
        said.append(words % {"count": item.callback_attempts})
    if item.callback_due_at is not None and item.callback_due_at > reader.now:
        said.append(_("next call from %(time)s") % {"time": clock_label(item.callback_due_at, reader=reader)})
    return said


def _line(item: WorkItem, reader: Reader, *, may_write: bool) -> CallbackLine:
    number, *more = detail(item, reader=reader)
    return CallbackLine(
        number=number,
        since=clock_label(item.queued_at, reader=reader),
        since_iso=item.queued_at.isoformat(),
        detail=" · ".join([item.queue.name, state_words(item.state), *more]),
        act_url=reverse("routing:work_act", args=[item.pk]),
        can_take=may_write and item.state == "CALLBACK_PENDING",
    )
