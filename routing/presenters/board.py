"""The wallboard: figures with their definitions, who waits, who is there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import policies
from accounts.models import Member
from accounts.pages import Choice, Link
from accounts.presenters import initials, tint
from conversations.presenters.reader import reader_of
from routing.domain import presence as domain
from routing.domain.levels import Level
from routing.domain.matching import Priority
from routing.models import Queue, WorkItem
from routing.pages import Alert, AlertToast, Board, MemberLine, QueueLine, Tile, WaitingLine
from routing.presenters import callbacks
from routing.presenters.board_rows import board_url, span
from routing.presenters.presence import DOTS, shown_words
from routing.selectors.board import Alarm, BoardRows, QueueFigures, Seated
from routing.selectors.desk import domain_of

BAR_HEIGHT = 18


def board(rows: BoardRows, *, member: Member, queue_id: UUID | None) -> Board:
    """Put the wallboard together as a member may use it."""
    members = _by_state(_member(one, rows.now) for one in rows.members)
    return Board(
        version=int(rows.now.timestamp() * 1000),
        key=str(queue_id or ""),
        tabs=_tabs(rows.queues, queue_id),
        alerts=tuple(_alerts(rows.figures)),
        tiles=_tiles(rows, queue_id),
        queues=tuple(_queue(one, rows.now) for one in rows.figures),
        waiting=tuple(_waiting(item, rows, member) for item in rows.waiting),
        members=members,
        counts=_counts(members),
        empty=None if rows.queues else Link(label=_("Queues"), url=reverse("routing:queues")),
    )


def _tabs(queues: tuple[Queue, ...], queue_id: UUID | None) -> tuple[Choice, ...]:
    every = Choice(value=board_url(None), label=_("All queues"), is_current=queue_id is None)
    return (
        every,
        *(Choice(value=board_url(row.pk), label=row.name, is_current=row.pk == queue_id) for row in queues),
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
            url=board_url(queue_id, "waiting"),
            is_hot=late,
        ),
        Tile(
            label=_("Longest wait"),
            value=span((rows.now - longest.queued_at).total_seconds()) if longest else "0:00",
            definition=f"{longest.queue.name}, {longest.conversation.title}"
            if longest
            else _("of those in line"),
            since_iso=longest.queued_at.isoformat() if longest else "",
            url=board_url(queue_id, "waiting"),
            is_hot=late,
        ),
        Tile(
            label=_("Service level today"),
            value="–" if level.percent is None else str(level.percent),
            unit="" if level.percent is None else "%",
            definition=_level_words(level),
            url=board_url(queue_id, "counted"),
        ),
        Tile(
            label=_("Average to answer"),
            value="–" if level.average_seconds is None else span(level.average_seconds),
            definition=_("answered only, from joining the queue"),
            url=board_url(queue_id, "answered"),
        ),
        Tile(
            label=_("Gave up"),
            value=str(level.gave_up),
            unit="" if level.gave_up_percent is None else f" · {level.gave_up_percent}%",
            definition=_("hung up, but not at once ÷ offered"),
            url=board_url(queue_id, "gave_up"),
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
        if not one.alarms:
            continue
        text = _alarm_words(one.queue, waiting=one.waiting, late=one.late)
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


def _alarm_words(queue: Queue, *, waiting: int, late: int) -> str:
    words = {"seconds": queue.alert_seconds, "queue": queue.name}
    if late:
        said = ngettext(
            "%(count)d person has waited more than %(seconds)d s in %(queue)s.",
            "%(count)d people have waited more than %(seconds)d s in %(queue)s.",
            late,
        )
        return said % (words | {"count": late})
    said = ngettext("%(count)d person waits in %(queue)s.", "%(count)d people wait in %(queue)s.", waiting)
    return said % (words | {"count": waiting})


def queue_alert(found: Alarm, *, version: int) -> AlertToast:
    """Tell supervisors on any page that a queue runs over."""
    return AlertToast(
        id=f"alert-{found.queue.pk}",
        version=version,
        text=_alarm_words(found.queue, waiting=found.waiting, late=found.late),
        url=board_url(found.queue.pk),
    )


def _queue(one: QueueFigures, now: datetime) -> QueueLine:
    longest = one.longest_since
    top = max(one.arrivals, default=0) or 1
    return QueueLine(
        name=one.queue.name,
        url=board_url(one.queue.pk),
        waiting=one.waiting,
        waiting_url=board_url(one.queue.pk, "waiting"),
        longest_iso=longest.isoformat() if longest else "",
        longest=span((now - longest).total_seconds()) if longest else "0:00",
        free=f"{one.free} / {one.on_shift}",
        members_url=board_url(one.queue.pk) + "#members-title",
        level="–" if one.level.percent is None else f"{one.level.percent}%",
        level_url=board_url(one.queue.pk, "counted"),
        is_late=one.late > 0,
        bars=tuple(
            (place * 4, BAR_HEIGHT - height, height)
            for place, count in enumerate(one.arrivals)
            for height in [round(2 + (BAR_HEIGHT - 2) * count / top, 1)]
        ),
        bars_label=_("%(count)d in two hours") % {"count": sum(one.arrivals)},
        bars_url=board_url(one.queue.pk, "recent"),
    )


def _waiting(item: WorkItem, rows: BoardRows, member: Member) -> WaitingLine:
    asked = rows.offered.get(item.pk, "")
    detail = [item.queue.name]
    if asked:
        detail.append(_("ringing %(name)s") % {"name": asked})
    elif item.callback_since:
        detail += [_("waits for a callback"), *callbacks.detail(item, reader=reader_of(member, now=rows.now))]
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
        is_callback=item.callback_since is not None,
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


# In the order of the counts above the grid.
_DOTS: Final = ("ok", "danger", "warn", "off")


def _by_state(members: Iterable[MemberLine]) -> tuple[MemberLine, ...]:
    """Put those in one state together, so that their count leads to their rows."""
    found: list[MemberLine] = []
    for one in sorted(members, key=lambda one: _DOTS.index(one.dot)):
        is_first = not found or found[-1].dot != one.dot
        found.append(replace(one, anchor=f"members-{one.dot}" if is_first else ""))
    return tuple(found)


def _counts(members: tuple[MemberLine, ...]) -> tuple[tuple[str, str], ...]:
    counted = Counter(one.dot for one in members)
    names = {"ok": _("free"), "danger": _("on a call"), "warn": _("busy or wrap-up"), "off": _("away")}
    return tuple((dot, f"{counted[dot]} {words}") for dot, words in names.items() if counted[dot])
