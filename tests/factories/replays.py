"""A flow whose calls can be replayed: a menu, a member who is rung, a mailbox."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Member
from conversations.models import Line
from core.transactions import reading
from routing import services
from routing.models import Flow, Replay
from routing.services import replaying
from tests.factories import calls, queues


def document(member: Member, **exits: str) -> dict[str, Any]:
    """Draw a menu: 1 rings the member, 2 leads to the mailbox; `_1="mail"` leads an exit elsewhere."""
    menu = {"1": "ring", "2": "mail", "nothing": "mail", "wrong": "mail"}
    return {
        "format": 1,
        "title": "Office",
        "start": "menu",
        "languages": ["en-US"],
        "nodes": {
            "menu": {
                "kind": "MENU", "text": "Press 1 for us.", "repeats": 0,
                "exits": menu | {name.strip("_"): to for name, to in exits.items()},
            },
            "ring": {
                "kind": "RING", "members": [{"member": str(member.pk), "seconds": 20}], "exits": {"nobody": "mail"},
            },
            "mail": {"kind": "VOICEMAIL", "text": "Leave a message."},
        },
    }  # fmt: skip


def live(by: Member, *lines: Line, now: datetime) -> Flow:
    """Let such a flow handle the calls of these lines."""
    flow = services.create_flow(by=by, document=document(by), now=now)
    services.publish_flow(by=by, flow_id=flow.pk, note="", seen_revision=1, now=now)
    services.assign_lines(by=by, flow_id=flow.pk, line_ids={line.pk for line in lines}, now=now)
    return flow


def redraw(
    by: Member, flow: Flow, *, now: datetime, edit: Callable[..., Any] | None = None, **exits: str
) -> None:
    """Change the draft."""
    services.edit_flow(by=by, flow_id=flow.pk, edit=edit or (lambda _old: document(by, **exits)), now=now)


def answered(by: Member, line: Line, *, now: datetime, seconds: float = 60.0) -> None:
    """Let somebody ring, press 1 and talk with the member."""
    offered = calls.offered(line)
    caller = calls.answer(by.organisation, offered, now=now)
    calls.press(by.organisation, caller.leg_id, "1", now=calls.later(now, 4))
    calls.press(by.organisation, calls.legs(by.organisation, "MEMBER")[-1].pk, "1", now=calls.later(now, 9))
    calls.hang_up(by.organisation, offered, now=calls.later(now, seconds))


def silent(by: Member, line: Line, *, now: datetime) -> None:
    """Let somebody ring, press nothing and hang up at the tone."""
    offered = calls.offered(line)
    caller = calls.answer(by.organisation, offered, now=now)
    calls.press(by.organisation, caller.leg_id, "", now=calls.later(now, 6))
    calls.hang_up(by.organisation, offered, now=calls.later(now, 12))


def day_of(by: Member, now: datetime) -> date:
    """Give the day it is where the organisation is."""
    return now.astimezone(ZoneInfo(by.organisation.time_zone)).date()


def begin(by: Member, flow: Flow, *, since: datetime | None = None, now: datetime) -> Replay:
    """Begin to replay the day, or the days since then."""
    first, today = day_of(by, since or now), day_of(by, now)
    return replaying.start_replay(by=by, flow_id=flow.pk, starts_on=first, ends_on=today, now=now)


def whole(by: Member, flow: Flow, *, since: datetime | None = None, now: datetime) -> Replay:
    """Replay the day, or the days since then, and wait for it."""
    run = begin(by, flow, since=since, now=now)
    queues.work_off(now=now)
    return fresh(run)


def fresh(run: Replay) -> Replay:
    """Fetch it as it stands."""
    with reading(run.organisation_id):
        return (
            Replay.objects.of(run.organisation_id)
            .select_related("flow", "live_version", "organisation")
            .get(pk=run.pk)
        )


def newest(flow: Flow) -> Replay:
    """Fetch the latest replay of a flow."""
    with reading(flow.organisation_id):
        return Replay.objects.of(flow.organisation_id).filter(flow=flow).latest("asked_at")
