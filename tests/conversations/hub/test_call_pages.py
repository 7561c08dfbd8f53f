"""A call's page and the list of calls stay right by themselves: page and pushes equal the page freshly loaded."""

import asyncio
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Member, Organisation
from contacts.services import records
from conversations import selectors, services
from conversations.domain.calls import CommandState, Verb
from conversations.models import Line
from conversations.ports import LegStatus
from conversations.services import calls as conversation_calls
from core import clock
from core.transactions import reading
from tests.conversations.hub.screens import Screen, assert_parity, run
from tests.factories import calls

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]
# The bars of a call that goes on are as old as their printing; its clocks tick.
GOING_ON = re.compile(r'<svg class="leg-bar".*?</svg>', re.DOTALL)


@pytest.fixture
def line(firm: Organisation, alice: Member, bob: Member) -> Line:
    """A line that rings Bob."""
    with reading(firm):
        found = Line.objects.of(firm).select_related("location").get()
    for member in (alice, bob):
        calls.phone(member)
    calls.ring_order(found, alice, bob, now=clock.now())
    return found


def ring(organisation: Organisation, line: Line, now: datetime) -> Any:
    return calls.answer(organisation, calls.offered(line), now=now)


def take(organisation: Organisation, line: Line, now: datetime) -> Any:
    (leg,) = calls.legs(organisation, "MEMBER")
    return calls.press(organisation, leg.pk, "1", now=now)


def hold(organisation: Organisation, line: Line, now: datetime) -> Any:
    call = calls.the_call(organisation)
    return conversation_calls.hold_call(by=call.answered_by, call_id=call.pk, now=now)


def keys(organisation: Organisation, line: Line, now: datetime) -> Any:
    call = calls.the_call(organisation)
    return conversation_calls.press_keys(by=call.answered_by, call_id=call.pk, digits="12", now=now)


def settle_all(organisation: Organisation, line: Line, now: datetime) -> Any:
    """Let the carrier say what became of everything it was asked."""
    for row in calls.commands(organisation):
        if row.verb == Verb.PLACE:
            calls.settle(organisation, row, CommandState.DONE, now=now)


def listen(organisation: Organisation, line: Line, now: datetime) -> Any:
    call = calls.the_call(organisation)
    owner = next(member for member in calls.members(organisation) if member.name == "Alice Hale")
    return conversation_calls.monitor_call(by=owner, call_id=call.pk, mode="LISTEN", now=now)


def rename(organisation: Organisation, line: Line, now: datetime) -> Any:
    """Learn who rang, as the handler of a changed contact tells it."""
    by = next(member for member in calls.members(organisation) if member.name == "Alice Hale")
    contact_id = calls.the_call(organisation).conversation.contact_id
    records.change_contact(
        by=by,
        contact_id=contact_id,
        values={"first_name": "Denise", "last_name": "Calloway"},
        version=None,
        now=now,
    )
    return services.rename_conversations(organisation=organisation.pk, contact_id=contact_id, now=now)


def hang_up(organisation: Organisation, line: Line, now: datetime) -> Any:
    call = calls.the_call(organisation)
    conversation_calls.hang_up_call(by=call.answered_by, call_id=call.pk, now=now)
    for leg in calls.legs(organisation):
        calls.tell(organisation, LegStatus.COMPLETED, leg_id=leg.pk, now=now)


STORIES = [
    (take,),
    (take, hold),
    (take, keys),
    (take, settle_all),
    (take, listen),
    (take, hang_up),
    (rename,),
]


@pytest.mark.parametrize("acts", STORIES, ids=lambda acts: "-".join(act.__name__ for act in acts))
async def test_the_page_of_a_call_and_the_list(
    acts: tuple[Callable[..., Any], ...],
    screens: Open,
    firm: Organisation,
    line: Line,
    alice: Member,
    bob: Member,
    rae: Member,
) -> None:
    await run(ring, firm, line, clock.now())
    call = await run(calls.the_call, firm)
    path = f"/calls/{call.pk}/"
    views = await asyncio.gather(
        screens(alice, path),
        screens(bob, path),
        screens(rae, path),
        screens(rae, "/calls/"),
        screens(bob, "/calls/?outcome=answered_human"),
        screens(bob, "/calls/?missed=1"),
    )
    before = views[0].parts[f"callpage-{call.pk}"]

    for act in acts:
        await run(act, firm, line, clock.now())
    await settle(*views)

    assert views[0].parts[f"callpage-{call.pk}"] != before
    for screen in views:
        assert_parity(timeless(screen), timeless(await screen.reload()))


async def test_a_new_call_comes_to_the_lists_it_fits(
    screens: Open, firm: Organisation, line: Line, alice: Member, bob: Member
) -> None:
    await run(calls.voicemail, firm, line, now=clock.now() - timedelta(hours=1), caller="+16025550135")
    paths = ["/calls/", "/calls/?direction=outbound", "/calls/?direction=inbound", f"/calls/?line={line.pk}"]
    views = await asyncio.gather(*(screens(alice, path) for path in paths))

    await run(ring, firm, line, clock.now())
    await settle(*views)

    assert [len(screen.ids("call")) for screen in views] == [2, 0, 2, 2]
    for screen in views:
        assert_parity(screen, await screen.reload())


async def test_the_list_stays_as_long_as_a_page_and_its_way_on_goes_where_it_ends(
    screens: Open, firm: Organisation, line: Line, alice: Member
) -> None:
    began = clock.now() - timedelta(hours=1)
    for number in range(selectors.CALLS_A_PAGE):
        await run(calls.ring, firm, line, now=calls.later(began, number), caller=f"+1480555{number:04}")
    first = await screens(alice, "/calls/")
    assert len(first.ids("call")) == selectors.CALLS_A_PAGE
    assert "rel=" not in first.parts["calls-older"]

    for number in range(3):
        await run(calls.ring, firm, line, now=clock.now(), caller=f"+1602555{number:04}")
    await first.settle()

    assert len(first.ids("call")) == selectors.CALLS_A_PAGE
    assert 'rel="next"' in first.parts["calls-older"]
    assert_parity(first, await first.reload())


async def test_a_message_left_appears_on_the_page_and_leaves_the_list_of_calls_out(
    screens: Open, firm: Organisation, line: Line, alice: Member
) -> None:
    recording = await run(calls.voicemail, firm, line, now=clock.now(), is_fetched=False)
    call = await run(calls.the_call, firm)
    page = await screens(alice, f"/calls/{call.pk}/")
    assert "<audio" not in page.parts[f"callpage-{call.pk}"]

    await run(calls.fetched, recording, now=clock.now())
    await page.settle()

    assert "<audio" in page.parts[f"callpage-{call.pk}"]
    assert_parity(page, await page.reload())


async def test_an_absent_page_catches_up(
    screens: Open, firm: Organisation, line: Line, alice: Member
) -> None:
    await run(ring, firm, line, clock.now())
    call = await run(calls.the_call, firm)
    views = [await screens(alice, f"/calls/{call.pk}/"), await screens(alice, "/calls/")]
    for screen in views:
        await screen.close()
    await run(take, firm, line, clock.now())

    for screen in views:
        await screen.reopen(since=screen.since)
        await screen.settle()

    for screen in views:
        assert_parity(timeless(screen), timeless(await screen.reload()))
    assert "On the phone with Bob Ortiz" in views[1].parts[f"call-{call.pk}"]


async def test_neither_another_organisation_nor_another_location_hears_of_a_call(
    screens: Open, firm: Organisation, line: Line, alice: Member, bob: Member, mallory: Member
) -> None:
    await run(ring, firm, line, clock.now())
    call = await run(calls.the_call, firm)
    elsewhere = await run(firm.locations.create, name="Mesa office")
    bob.location_ids = [elsewhere.pk]
    await run(bob.save, update_fields=["location_ids"])
    views = [await screens(member, "/calls/") for member in (mallory, bob)]
    for screen in views:
        await screen.say(type="hello", page=f"call {call.pk}")
        await screen.settle()

    await run(settle_all, firm, line, clock.now())
    await settle(*views)

    for screen in views:
        # Bob's telephone rings all the same, wherever he works.
        shown = [part["id"] for frame in screen.frames for part in frame.get("fragments", ())]
        assert not {f"callpage-{call.pk}", f"call-{call.pk}"} & set(shown)


def timeless(screen: Screen) -> Screen:
    """Leave out what is as old as its printing."""
    screen.parts = {key: GOING_ON.sub("", html) for key, html in screen.parts.items()}
    return screen


async def settle(*views: Screen) -> None:
    """Let every screen take in what comes."""
    await asyncio.gather(*(screen.settle() for screen in views))
