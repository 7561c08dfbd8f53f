"""Screens stay right by themselves: a page and its pushes equal the page freshly loaded."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Member, Organisation
from contacts.models import ContactAddress
from contacts.services import addresses
from conversations import presenters, services
from conversations.domain.states import Outcome
from conversations.models import Line
from conversations.services import calls as conversation_calls
from core import clock
from core.transactions import reading
from tests.conversations.hub.screens import Screen, assert_parity, plain, run
from tests.factories import calls
from tests.factories import conversations as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]
Act = Callable[[Member, Any, datetime], object]


def reply(by: Member, key: Any, now: datetime) -> object:
    return services.send_reply(by=by, conversation_id=key, text="Yes, we do.", seen_seq=1, now=now)


def note(by: Member, key: Any, now: datetime) -> object:
    return services.add_note(by=by, conversation_id=key, text="@Alice Hale please look", now=now)


def claim(by: Member, key: Any, now: datetime) -> object:
    return services.claim_conversation(by=by, conversation_id=key, now=now)


def release(by: Member, key: Any, now: datetime) -> object:
    claim(by, key, now)
    return services.release_conversation(by=by, conversation_id=key, now=now)


def snooze(by: Member, key: Any, now: datetime) -> object:
    until = now + timedelta(hours=1)
    return services.snooze_conversation(by=by, conversation_id=key, until=until, until_reply=False, now=now)


def wake(by: Member, key: Any, now: datetime) -> object:
    snooze(by, key, now)
    return services.wake_conversation(by=by, conversation_id=key, now=now)


def resolve(by: Member, key: Any, now: datetime) -> object:
    return services.resolve_conversation(
        by=by, conversation_id=key, outcome=Outcome.BOOKED, reason="", now=now
    )


def reopen(by: Member, key: Any, now: datetime) -> object:
    resolve(by, key, now)
    return services.reopen_conversation(by=by, conversation_id=key, now=now)


def spam(by: Member, key: Any, now: datetime) -> object:
    return services.mark_spam(by=by, conversation_id=key, now=now)


def label(by: Member, key: Any, now: datetime) -> object:
    return services.tag_conversation(by=by, conversation_id=key, tags=["Family"], now=now)


def task(by: Member, key: Any, now: datetime) -> object:
    return services.add_task(by=by, title="Call back", due_at=now, conversation_id=key, now=now)


def read(by: Member, key: Any, now: datetime) -> object:
    return services.mark_read(by=by, conversation_id=key, seq=1, now=now)


ACTS: tuple[Act, ...] = (
    reply, note, claim, release, snooze, wake, resolve, reopen, spam, label, task, read,
)  # fmt: skip


async def test_a_text_appears_on_every_list(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    views = [
        await screens(alice),
        await screens(bob, "/inbox/?view=unowned"),
        await screens(bob, "/inbox/?view=mine"),
    ]

    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await settle(*views)

    row = f"row-{received.conversation_id}"
    assert "Denise Calloway" in views[0].parts[row]
    assert row not in views[2].parts
    for screen in views:
        assert_parity(screen, await screen.reload())


@pytest.mark.parametrize("act", ACTS)
async def test_page_and_event_equal_the_fresh_page(
    act: Act, screens: Open, firm: Organisation, alice: Member, bob: Member, rae: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await run(make.text_in, organisation=firm, now=clock.now(), name="Tomás Wieland")
    path = f"/inbox/{received.conversation_id}/"
    views = await asyncio.gather(
        screens(alice, path), screens(bob, f"{path}?view=unowned"), screens(rae, path)
    )

    await run(act, bob, received.conversation_id, clock.now())
    await settle(*views)

    for screen in views:
        assert_parity(screen, await screen.reload())


async def test_a_stop_closes_the_open_reply_box_and_a_start_opens_it(
    screens: Open, firm: Organisation, alice: Member, bob: Member, rae: Member
) -> None:
    sender = make.number()
    received = await run(make.text_in, organisation=firm, now=clock.now(), sender=sender)
    path, gate = f"/inbox/{received.conversation_id}/", f"gate-{received.conversation_id}"
    views = await asyncio.gather(*(screens(member, path) for member in (alice, bob, rae)))
    assert 'data-allowed="yes"' in views[0].parts[gate]

    for text, allowed in (("STOP", "no"), ("START", "yes")):
        await run(make.text_in, organisation=firm, now=clock.now(), sender=sender, text=text)
        await settle(*views)

        assert f'data-allowed="{allowed}"' in views[0].parts[gate]
        assert gate not in views[2].parts
        for screen in views:
            assert_parity(screen, await screen.reload())


async def test_what_a_colleague_wrote_down_of_their_wish_closes_it_too(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now())
    row = await run(make.fresh, organisation=firm, conversation_id=received.conversation_id)
    held = await run(first_address, firm, row.contact_id)
    away = await screens(alice, f"/inbox/{row.pk}/")
    since = away.since
    await away.close()
    screen = await screens(alice, f"/inbox/{row.pk}/")

    await run(
        addresses.say_consent, by=bob, address_id=held, granted=False, reason="At the desk", now=clock.now()
    )
    await screen.settle()
    await away.reopen(since=since)
    await away.settle()

    for shown in (screen, away):
        assert 'data-allowed="no"' in shown.parts[f"gate-{row.pk}"]
        assert_parity(shown, await shown.reload())


def first_address(organisation: Organisation, contact_id: Any) -> Any:
    with reading(organisation):
        return (
            ContactAddress.objects.of(organisation).filter(contact=contact_id).values_list("pk", flat=True)[0]
        )


async def test_a_late_text_finds_its_place(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    sender, now = make.number(), clock.now()
    received = await run(make.text_in, organisation=firm, now=now - timedelta(hours=2), sender=sender)
    await run(reply, bob, received.conversation_id, now)
    screen = await screens(alice, f"/inbox/{received.conversation_id}/")

    await run(
        make.text_in,
        organisation=firm,
        now=now,
        sender=sender,
        text="Sent an hour ago",
        occurred_at=now - timedelta(hours=1),
    )
    await screen.settle()

    shown = [screen.parts[key] for key in screen.ids("entry")]
    assert "Sent an hour ago" in shown[1]
    assert_parity(screen, await screen.reload())


async def test_a_late_text_takes_over_the_beginning_of_its_day(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    sender, noon = make.number(), datetime(2026, 11, 20, 19, tzinfo=UTC)
    received = await run(make.text_in, organisation=firm, now=noon - timedelta(days=1), sender=sender)
    await run(reply, bob, received.conversation_id, noon)
    screen = await screens(alice, f"/inbox/{received.conversation_id}/")

    await run(
        make.text_in,
        organisation=firm,
        now=noon + timedelta(minutes=5),
        sender=sender,
        text="Sent an hour ago",
        occurred_at=noon - timedelta(hours=1),
    )
    await screen.settle()

    shown = [screen.parts[key] for key in screen.ids("entry")]
    assert ['class="day"' in part for part in shown] == [True, True, False]
    assert_parity(screen, await screen.reload())


async def test_an_absent_screen_catches_up_without_doubling(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    screen = await screens(alice, f"/inbox/{received.conversation_id}/")
    since = screen.since
    await screen.close()

    await run(reply, bob, received.conversation_id, clock.now())
    await run(make.text_in, organisation=firm, now=clock.now(), name="Tomás Wieland")
    await screen.reopen(since=since)
    await screen.settle()

    assert_parity(screen, await screen.reload())


async def test_a_very_long_absence_reads_the_page_again(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    screen = await screens(alice)
    await screen.close()

    await screen.reopen(since=(clock.now() - timedelta(days=1)).isoformat())
    await screen.settle()

    assert {"type": "resync"} in screen.frames


async def test_late_and_doubled_hints_change_nothing(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    screen = await screens(alice, f"/inbox/{received.conversation_id}/")
    await run(claim, alice, received.conversation_id, clock.now())
    await screen.settle()
    pushes = [frame for frame in screen.frames if frame["type"] == "html"]

    for frame in reversed(pushes + pushes):
        screen.take(frame)

    assert_parity(screen, await screen.reload())


async def test_another_organisation_hears_nothing(
    screens: Open, firm: Organisation, alice: Member, mallory: Member
) -> None:
    outsider = await screens(mallory)
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await outsider.say(type="open", conversation=str(received.conversation_id))
    await outsider.settle()

    await run(claim, alice, received.conversation_id, clock.now())
    await outsider.settle()

    assert not [frame for frame in outsider.frames if frame["type"] in {"html", "viewing"}]


async def test_another_location_hears_nothing(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    elsewhere = await run(firm.locations.create, name="Mesa office")
    bob.location_ids = [elsewhere.pk]
    await run(bob.save, update_fields=["location_ids"])
    outsider = await screens(bob)

    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await outsider.say(type="open", conversation=str(received.conversation_id))
    await run(claim, alice, received.conversation_id, clock.now())
    await outsider.settle()

    assert "Denise" not in json.dumps(outsider.frames)
    assert outsider.counts["view-open"] == ""


async def test_what_came_before_is_shown_to_each_as_their_locations_allow(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    mesa = await run(firm.locations.create, name="Mesa office")
    await run(make.line, organisation=firm, address="+16025550142", location=mesa)
    sender = make.number()
    far = await run(make.text_in, organisation=firm, now=clock.now(), sender=sender, to="+16025550142")
    await run(resolve, alice, far.conversation_id, clock.now())
    near = await run(make.text_in, organisation=firm, now=clock.now(), sender=sender)
    row = await run(make.fresh, organisation=firm, conversation_id=near.conversation_id)
    bob.location_ids = [row.location_id]
    await run(bob.save, update_fields=["location_ids"])
    views = [await screens(member, f"/inbox/{near.conversation_id}/") for member in (alice, bob)]

    await run(label, alice, near.conversation_id, clock.now())
    await settle(*views)

    pushed = [json.dumps([frame for frame in view.frames if frame["type"] == "html"]) for view in views]
    assert [f"person-{near.conversation_id}" in text for text in pushed] == [True, True]
    assert [f"/inbox/{far.conversation_id}/" in text for text in pushed] == [True, False]
    for screen in views:
        assert_parity(screen, await screen.reload())


async def test_readers_and_owners_get_their_own_rows(
    screens: Open, firm: Organisation, alice: Member, bob: Member, rae: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    paths = ("/inbox/", "/inbox/?view=mine", f"/inbox/{received.conversation_id}/")
    views = [await screens(member, path) for member in (alice, bob, rae) for path in paths]

    await run(read, bob, received.conversation_id, clock.now())
    await run(claim, alice, received.conversation_id, clock.now())
    await settle(*views)

    for screen in views:
        assert_parity(screen, await screen.reload())


async def test_a_head_says_the_same_a_minute_later(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await run(claim, alice, received.conversation_id, clock.now())
    row = await run(make.fresh, organisation=firm, conversation_id=received.conversation_id)
    noon = row.latest_at.astimezone(ZoneInfo(firm.time_zone)).replace(hour=12, minute=0, second=59)

    heads = [
        presenters.thread_head(row, members=[alice, bob], reader=presenters.reader_of(bob, now=moment))
        for moment in (noon, noon + timedelta(minutes=1))
    ]

    assert [replace(head, due=None) for head in heads] == [replace(heads[0], due=None)] * 2


async def test_who_looks_and_who_writes_is_shown(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    first: Screen = await screens(alice, f"/inbox/{received.conversation_id}/")
    second: Screen = await screens(bob, f"/inbox/{received.conversation_id}/")
    await second.say(type="typing", conversation=str(received.conversation_id))
    await settle(first, second)

    seen = [frame for frame in first.frames if frame["type"] == "viewing"]
    assert ["Alice Hale", "Bob Ortiz"] in [[who["name"] for who in frame["members"]] for frame in seen]
    assert [who["name"] for frame in seen if frame.get("typing") for who in frame["members"]] == ["Bob Ortiz"]

    await second.close()
    await first.settle()
    assert [who["name"] for who in first.frames[-1]["members"]] == ["Alice Hale"]


async def settle(*views: Screen) -> None:
    """Let every screen take in what comes."""
    await asyncio.gather(*(screen.settle() for screen in views))


def ring(organisation: Organisation, now: datetime) -> object:
    return calls.answer(organisation, calls.offered(the_line(organisation)), now=now)


def take(organisation: Organisation, now: datetime) -> object:
    (leg,) = calls.legs(organisation, "MEMBER")
    return calls.press(organisation, leg.pk, "1", now=now)


def hold(organisation: Organisation, now: datetime) -> object:
    call = calls.the_call(organisation)
    return conversation_calls.hold_call(by=call.answered_by, call_id=call.pk, now=now)


def hang_up(organisation: Organisation, now: datetime) -> object:
    call = calls.the_call(organisation)
    return conversation_calls.hang_up_call(by=call.answered_by, call_id=call.pk, now=now)


def message(organisation: Organisation, now: datetime) -> object:
    said = [("CUSTOMER", 900, "Please call me back about the lease.")]
    return calls.voicemail(organisation, the_line(organisation), now=now, said=said)


@pytest.mark.parametrize(
    "acts",
    [(ring,), (ring, take), (ring, take, hold), (ring, take, hang_up), (message,)],
    ids=lambda acts: "-".join(act.__name__ for act in acts),
)
async def test_a_call_shows_itself_as_the_fresh_page_does(
    acts: tuple[Callable[[Organisation, datetime], object], ...],
    screens: Open,
    firm: Organisation,
    alice: Member,
    bob: Member,
    rae: Member,
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), sender=calls.CALLER)
    await run(ring_alice, firm, alice)
    path = f"/inbox/{received.conversation_id}/"
    views = await asyncio.gather(
        screens(alice, path), screens(bob, f"{path}?view=open"), screens(rae, f"{path}?view=waiting")
    )

    for act in acts:
        await run(act, firm, clock.now())
    await settle(*views)

    shown = views[0].parts[views[0].ids("entry")[1]]
    assert 'data-kind="call"' in shown
    for screen in views:
        assert_parity(screen, await screen.reload())


def ring_alice(organisation: Organisation, alice: Member) -> None:
    calls.phone(alice)
    calls.ring_order(the_line(organisation), alice, alice, now=clock.now())


def the_line(organisation: Organisation) -> Line:
    with reading(organisation):
        return Line.objects.of(organisation).select_related("location").get()


async def test_the_telephone_of_a_member_shows_on_their_screens_alone(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    await run(ring_alice, firm, alice)
    mine, elsewhere, bobs = await asyncio.gather(
        screens(alice), screens(alice, "/tasks/"), screens(bob, "/inbox/")
    )

    await run(ring, firm, clock.now())
    await settle(mine, elsewhere, bobs)
    call = await run(calls.the_call, firm)
    for screen in (mine, elsewhere):
        assert f'id="ring-{call.pk}"' in screen.dock
        assert plain(screen.dock) == plain((await screen.reload()).dock)
    assert "ring-" not in bobs.dock

    for act, shown in ((take, "act-hold"), (hold, "act-resume"), (hang_up, "")):
        await run(act, firm, clock.now())
        await settle(mine, elsewhere, bobs)
        for screen in (mine, elsewhere):
            assert f'id="{shown}"' in screen.dock if shown else "call-dock" not in screen.dock
            assert plain(screen.dock) == plain((await screen.reload()).dock)
        assert "call-dock" not in bobs.dock


async def test_a_page_that_shows_a_call_which_is_over_is_told_so_when_it_connects(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    await run(ring_alice, firm, alice)
    await run(ring, firm, clock.now())
    screen = await screens(alice, "/tasks/")
    await screen.close()
    await run(take, firm, clock.now())
    await run(hang_up, firm, clock.now())

    await screen.reopen(since="")
    await screen.settle()

    assert "ring-" not in screen.dock
    assert plain(screen.dock) == plain((await screen.reload()).dock)
