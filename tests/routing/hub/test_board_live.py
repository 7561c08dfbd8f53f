"""The wallboard and a member's own presence stay right by themselves: what is pushed equals the page freshly loaded."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus
from core import clock
from core.transactions import reading
from routing.domain.presence import Choice
from routing.services import queues
from tests.conversations.hub.screens import Screen, plain, run
from tests.factories import calls
from tests.factories import queues as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]
# Each printing has a version of its own; the seconds of a wait are those of the printing, until a clock ticks.
PRINTED = re.compile(r' data-version="\d+"')
CSRF = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')


def cut(html: str, part: str) -> str:
    """Cut a part out of a page."""
    start = html.index(f'id="{part}"')
    begin = html.rindex("<div", 0, start)
    depth = 0
    for match in re.compile(r"<(/?)div\b").finditer(html, begin):
        depth += -1 if match[1] else 1
        if depth == 0:
            return html[begin : html.index(">", match.end()) + 1]
    raise AssertionError(f"unclosed {part}")


def alike(html: str) -> str:
    return plain(CSRF.sub("", PRINTED.sub("", html)))


def pushed(screen: Screen, part: str) -> str:
    """Give the newest push of a part."""
    found = [
        fragment["html"]
        for frame in screen.frames
        if frame["type"] == "html"
        for fragment in frame["fragments"]
        if fragment["id"] == part
    ]
    assert found, f"nothing was pushed for {part}"
    return found[-1]


def firm_line(firm: Organisation) -> Line:
    with reading(firm):
        return Line.objects.of(firm).get()


async def test_the_wallboard_shows_who_comes_who_is_rung_and_who_goes_away(
    screens: Open, firm: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    await run(lambda: make.here(alice, bob, now=clock.now()))
    desk = await run(make.queue, firm, alice, bob)
    line = await run(firm_line, firm)
    screen = await screens(alice, "/wallboard/")
    acts: list[Callable[[], object]] = [
        lambda: make.call_in(firm, line, desk, now=clock.now()),
        lambda: queues.dispatch(organisation_id=firm.pk, now=clock.now()),
        lambda: queues.choose_presence(by=bob, choice=Choice.AWAY, reason="Lunch", now=clock.now()),
    ]
    for act in acts:
        await run(act)
        await screen.settle()
        fresh = await screen.reload()
        assert alike(pushed(screen, "board")) == alike(cut(fresh.html, "board"))


async def test_the_wallboard_follows_what_is_set_about_queues(
    screens: Open, firm: Organisation, alice: Member, now: datetime
) -> None:
    desk = await run(make.queue, firm, alice)
    screen = await screens(alice, "/wallboard/")
    wanted = queues.WantedQueue(name="Reception")
    acts: list[Callable[[], object]] = [
        lambda: queues.save_queue(
            by=alice, queue_id=desk.pk, wanted=wanted, places=[], seen_version=1, now=clock.now()
        ),
        lambda: queues.archive_queue(by=alice, queue_id=desk.pk, now=clock.now()),
    ]
    for act in acts:
        await run(act)
        await screen.settle()
        fresh = await screen.reload()
        assert alike(pushed(screen, "board")) == alike(cut(fresh.html, "board"))


async def test_ones_own_presence_follows_on_every_page(
    screens: Open, firm: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    await run(lambda: make.here(alice, bob, now=clock.now()))
    await run(make.queue, firm, alice, bob)
    mine, theirs = await screens(alice, "/contacts/"), await screens(bob, "/contacts/")
    await run(lambda: queues.choose_presence(by=alice, choice=Choice.BUSY, now=clock.now()))
    await mine.settle()
    await theirs.settle()
    fresh = await mine.reload()
    assert alike(pushed(mine, "presence")) == alike(cut(fresh.html, "presence"))
    with pytest.raises(AssertionError):
        pushed(theirs, "presence")


async def test_supervisors_are_told_on_any_page_and_it_goes_away_by_itself(
    screens: Open, firm: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    await run(lambda: make.here(alice, now=clock.now()))
    desk = await run(lambda: make.queue(firm, alice, alert_waiting=1))
    line = await run(firm_line, firm)
    hers, his, board = [
        await screens(*one) for one in ((alice, "/contacts/"), (bob, "/contacts/"), (alice, "/wallboard/"))
    ]
    legs = [
        (await run(lambda n=n: make.call_in(firm, line, desk, now=clock.now(), caller=f"+160255571{n}0")))[1]
        for n in range(2)
    ]
    await run(lambda: queues.watch_queues(organisation=firm.pk, now=clock.now()))
    for screen in (hers, his, board):
        await screen.settle()
    name = f"alert-{desk.pk}"
    assert "2 people wait in Front desk." in pushed(hers, name)
    with pytest.raises(AssertionError):
        pushed(his, name)
    fresh = await board.reload()
    assert "2 people wait in Front desk." in cut(fresh.html, "board")
    assert alike(pushed(board, "board")) == alike(cut(fresh.html, "board"))

    for leg in legs:
        await run(lambda leg=leg: calls.tell(firm, LegStatus.COMPLETED, carrier_leg_id=leg, now=clock.now()))
    await run(lambda: queues.watch_queues(organisation=firm.pk, now=clock.now()))
    await hers.settle()
    parts = [part for frame in hers.frames if frame["type"] == "html" for part in frame["fragments"]]
    assert [part["where"] for part in parts if part["id"] == name] == ["prepend", "remove"]
