"""What keeps the wallboard and each member's own presence live."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from accounts.policies import can_supervise, can_write
from accounts.ports import Dock
from accounts.ports import register_head as register_in_shell
from conversations.hub.doorkeeper import parse_id
from conversations.hub.pages import (
    News,
    Part,
    Parts,
    register_head,
    register_listener,
    register_page,
)
from conversations.hub.seating import Crowd
from conversations.hub.sockets import Socket
from core.transactions import reading
from routing.presenters.board import board, queue_alert
from routing.presenters.presence import presence_control
from routing.selectors.board import Alarm, read_alerts, read_board
from routing.selectors.presence import get_own_presence, select_presence_rows
from routing.services import queues

TEMPLATE = "routing/_presence.html"


def register() -> None:
    """Let the hub print both, and hear whose screens are open."""
    register_page("wallboard", print_board)
    register_head(print_heads)
    register_listener(hear)
    register_in_shell(head_of, rows=select_presence_rows)


def head_of(member: Member, now: datetime) -> Dock | None:
    """Give a member's own control, to those who sit in a queue and may write."""
    if not can_write(member):
        return None
    own = get_own_presence(member=member)
    return Dock(template=TEMPLATE, page=presence_control(own, now=now)) if own is not None else None


def hear(organisation_id: UUID, member_ids: frozenset[UUID], now: datetime) -> None:
    """Note that members' screens are open."""
    queues.hear_members(organisation=organisation_id, member_ids=member_ids, now=now)


def print_board(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the wallboard: once for supervisors, who direct, and once for everybody else."""
    if not (news.is_first or news.batch.queues or news.batch.calls):
        return
    page = crowd.place.page
    queue_id = parse_id(page.key) if page and page.key else None
    groups: dict[tuple[bool, bool], list[Socket]] = {}
    for screens in crowd.screens.values():
        member = screens[0].member
        groups.setdefault((can_supervise(member), can_write(member)), []).extend(screens)
    for alike in groups.values():
        member = alike[0].member
        with reading(member.organisation_id):
            rows = read_board(member=member, queue_id=queue_id, now=news.now)
        shown = board(rows, member=member, queue_id=queue_id)
        part = Part(
            id="board", version=shown.version, template="routing/_board.html", context={"board": shown}
        )
        yield [part], tuple(alike)


def print_heads(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print what changed in the heads of members' pages, and what supervisors are told on each of theirs."""
    yield from print_presences(news, crowd)
    yield from print_alerts(news, crowd)


def print_alerts(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Tell supervisors that a queue runs over, and take that away once it is over."""
    screens = tuple(
        screen for mine in crowd.screens.values() if can_supervise(mine[0].member) for screen in mine
    )
    if not news.batch.alerts or not screens:
        return
    organisation_id = screens[0].organisation_id
    with reading(organisation_id):
        rows = read_alerts(organisation_id=organisation_id, queue_ids=news.batch.alerts, now=news.now)
    version = int(news.now.timestamp() * 1000)
    yield [_alert(queue_id, rows.get(queue_id), version) for queue_id in sorted(news.batch.alerts)], screens


def _alert(queue_id: UUID, found: Alarm | None, version: int) -> Part:
    name = f"alert-{queue_id}"
    if found is None:
        return Part(id=name, version=version)
    shown = queue_alert(found, version=version)
    return Part(
        id=name, version=version, template="routing/_alert.html", context={"alert": shown}, target="toasts"
    )


def print_presences(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the control of each member whose presence changed."""
    for member_id in news.batch.members & crowd.screens.keys():
        screens = crowd.screens[member_id]
        member = screens[0].member
        with reading(member.organisation_id):
            own = get_own_presence(member=member)
        if own is None or not can_write(member):
            continue
        shown = presence_control(own, now=news.now)
        part = Part(
            id="presence",
            version=shown.version,
            template=TEMPLATE,
            context={"presence": shown, "problem": ""},
        )
        yield [part], screens
