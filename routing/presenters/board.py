"""The wallboard: figures with their definitions, who waits, who is there."""

from collections import Counter
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import policies
from accounts.models import Member
from accounts.pages import Choice, Link
from accounts.presenters import initials, tint
from conversations.presenters import Reader
from conversations.presenters.times import clock_label
from routing.domain import presence as domain
from routing.domain.levels import Level
from routing.domain.matching import Priority
from routing.models import Queue, WorkItem
from routing.pages import Alert, Behind, BehindRow, Board, MemberLine, QueueLine, Tile, WaitingLine
from routing.presenters.presence import DOTS, shown_words
from routing.selectors.board import BoardRows, QueueFigures, Seated
from routing.selectors.desk import domain_of

BAR_HEIGHT = 18


def board(rows: BoardRows, *, member: Member, queue_id: UUID | None) -> Board:
    """Put the wallboard together as a member may use it."""
    members = tuple(_member(one, rows.now) for one in rows.members)
    return Board(
        version=int(rows.now.timestamp() * 1000),
        key=str(queue_id or ""),
        tabs=_tabs(rows.queues, queue_id),
        alerts=tuple(_alerts(rows.figures)),
        tiles=_tiles(rows, queue_id),
        queues=tuple(_queue(one) for one in rows.figures),
        waiting=tuple(_waiting(item, rows, member) for item in rows.waiting),
        members=members,
        counts=_counts(members),
        empty=None if rows.queues else Link(label=_("Queues"), url=reverse("routing:lines")),
    )


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
    }[figure]


FIGURES = ("waiting", "offered", "counted", "in_time", "answered", "gave_up")


def behind(items: list[WorkItem], *, figure: str, queue_id: UUID | None, cut: int, reader: Reader) -> Behind:
    """List the rows behind a figure."""
    title, definition = figure_words(figure)
    return Behind(
        title=title,
        definition=definition,
        back_url=_url(queue_id),
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


def _url(queue_id: UUID | None, figure: str = "") -> str:
    params = {"figure": figure} if figure else {}
    if queue_id is not None:
        params["queue"] = str(queue_id)
    name = "routing:board_rows" if figure else "routing:wallboard"
    return reverse(name) + (f"?{urlencode(params)}" if params else "")


def _tabs(queues: tuple[Queue, ...], queue_id: UUID | None) -> tuple[Choice, ...]:
    every = Choice(value=_url(None), label=_("All queues"), is_current=queue_id is None)
    return (
        every,
        *(Choice(value=_url(row.pk), label=row.name, is_current=row.pk == queue_id) for row in queues),
    )


def _tiles(rows: BoardRows, queue_id: UUID | None) -> tuple[Tile, ...]:
    level, waiting = rows.level, rows.waiting
    longest = min(waiting, key=lambda item: item.queued_at, default=None)
    late = any(one.late for one in rows.figures)
    kinds = Counter(_("calls") if item.channel == "VOICE" else _("messages") for item in waiting)
    return (
        Tile(
            label=_("Waiting"),
            value=str(len(waiting)),
            definition=", ".join(f"{count} {kind}" for kind, count in kinds.items())
            or _("nobody is in line"),
            url=_url(queue_id, "waiting"),
            is_hot=late,
        ),
        Tile(
            label=_("Longest wait"),
            value=span((rows.now - longest.queued_at).total_seconds()) if longest else "0:00",
            definition=f"{longest.queue.name}, {longest.conversation.title}"
            if longest
            else _("of those in line"),
            since_iso=longest.queued_at.isoformat() if longest else "",
            url=_url(queue_id, "waiting"),
            is_hot=late,
        ),
        Tile(
            label=_("Service level today"),
            value="–" if level.percent is None else str(level.percent),
            unit="" if level.percent is None else "%",
            definition=_level_words(level),
            url=_url(queue_id, "counted"),
        ),
        Tile(
            label=_("Average to answer"),
            value="–" if level.average_seconds is None else span(level.average_seconds),
            definition=_("answered only, from joining the queue"),
            url=_url(queue_id, "answered"),
        ),
        Tile(
            label=_("Gave up"),
            value=str(level.gave_up),
            unit="" if level.gave_up_percent is None else f" · {level.gave_up_percent}%",
            definition=_("hung up, but not at once ÷ offered"),
            url=_url(queue_id, "gave_up"),
        ),
    )


def _level_words(level: Level) -> str:
    return _(
        "%(in_time)d answered in time ÷ (%(offered)d offered − %(short)d hung up at once − %(callbacks)d took a callback)"
    ) % {
        "in_time": level.in_time,
        "offered": level.offered,
        "short": level.short,
        "callbacks": level.callbacks,
    }


def _alerts(figures: tuple[QueueFigures, ...]) -> list[Alert]:
    found = []
    for one in figures:
        if one.late < one.queue.alert_waiting:
            continue
        words = ngettext(
            "%(count)d person has waited more than %(seconds)d s in %(queue)s.",
            "%(count)d people have waited more than %(seconds)d s in %(queue)s.",
            one.late,
        )
        text = words % {"count": one.late, "seconds": one.queue.alert_seconds, "queue": one.queue.name}
        names = ", ".join(one.backup)
        found.append(
            Alert(
                text=text,
                detail=_("Free as backup: %(names)s.") % {"names": names}
                if names
                else _("No backup is free."),
                url=reverse("routing:pull_backup", args=[one.queue.pk]) if names else "",
            )
        )
    return found


def _queue(one: QueueFigures) -> QueueLine:
    longest = one.longest_since
    top = max(one.arrivals, default=0) or 1
    return QueueLine(
        name=one.queue.name,
        url=_url(one.queue.pk),
        waiting=one.waiting,
        waiting_url=_url(one.queue.pk, "waiting"),
        longest_iso=longest.isoformat() if longest else "",
        longest="0:00",
        free=f"{one.free} / {one.on_shift}",
        level="–" if one.level.percent is None else f"{one.level.percent}%",
        level_url=_url(one.queue.pk, "counted"),
        is_late=one.late > 0,
        bars=tuple(
            (place * 4, BAR_HEIGHT - height, height)
            for place, count in enumerate(one.arrivals)
            for height in [round(2 + (BAR_HEIGHT - 2) * count / top, 1)]
        ),
        bars_label=_("%(count)d in two hours") % {"count": sum(one.arrivals)},
    )


def _waiting(item: WorkItem, rows: BoardRows, member: Member) -> WaitingLine:
    asked = rows.offered.get(item.pk, "")
    detail = [item.queue.name]
    if asked:
        detail.append(_("ringing %(name)s") % {"name": asked})
    elif item.callback_since:
        detail.append(_("waits for a callback"))
    if item.priority != Priority.NORMAL:
        detail.append(priority_words(Priority(item.priority)))
    is_free = item.state in {"WAITING", "CALLBACK_PENDING"}
    directs = policies.can_supervise(member) and is_free
    return WaitingLine(
        id=str(item.pk),
        title=item.conversation.title,
        url=reverse("conversations:conversation", args=[item.conversation_id]),
        icon={"VOICE": "phone", "CHAT": "chat"}.get(item.channel, "text"),
        detail=" · ".join(detail),
        since_iso=item.queued_at.isoformat(),
        waited=span((rows.now - item.queued_at).total_seconds()),
        is_late=(rows.now - item.queued_at).total_seconds() >= item.queue.alert_seconds,
        act_url=reverse("routing:work_act", args=[item.pk]),
        can_take=policies.can_write(member) and is_free,
        can_direct=directs,
        members=tuple(
            Choice(value=str(one.member.pk), label=one.member.name, is_current=False)
            for one in rows.members
            if one.presence and domain.is_offerable(domain_of(one.presence), now=rows.now)
        )
        if directs
        else (),
        queues=tuple(
            Choice(value=str(queue.pk), label=queue.name, is_current=queue.pk == item.queue_id)
            for queue in rows.queues
        ),
        priorities=tuple(
            Choice(value=one.value, label=priority_words(one), is_current=one.value == item.priority)
            for one in Priority
        ),
    )


def priority_words(priority: Priority) -> str:
    """Name how much an item counts for."""
    return {
        Priority.EMERGENCY: _("emergency"),
        Priority.URGENT: _("urgent"),
        Priority.VIP: _("client"),
        Priority.NORMAL: _("normal"),
    }[priority]


def _member(one: Seated, now: datetime) -> MemberLine:
    name = one.member.name
    row = one.presence
    if row is None:
        state, since = domain.Shown.OFFLINE, None
    else:
        state, since = domain.shown(domain_of(row), now=now), row.since
    words = [shown_words(state)]
    if row is not None and row.was_auto and state is domain.Shown.AWAY:
        words = [_("Missed an offer, set away")]
    elif row is not None and row.reason and state.value == row.choice:
        words.append(row.reason)
    elif row is not None and row.owes_code:
        words.append(_("code missing"))
    detail = [one.busy_with] if one.busy_with else [*one.queues]
    if one.is_backup:
        detail.append(_("backup"))
    return MemberLine(
        name=name,
        initials=initials(name),
        tint=tint(one.member.pk),
        dot=DOTS[state],
        state=": ".join(words),
        detail=" · ".join(detail),
        since_iso=since.isoformat() if since else "",
        since=span((now - since).total_seconds()) if since else "",
    )


def _counts(members: tuple[MemberLine, ...]) -> tuple[tuple[str, str], ...]:
    counted = Counter(one.dot for one in members)
    names = {"ok": _("free"), "danger": _("on a call"), "warn": _("busy or wrap-up"), "off": _("away")}
    return tuple((dot, f"{counted[dot]} {words}") for dot, words in names.items() if counted[dot])
