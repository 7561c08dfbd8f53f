"""A contact's page stays right by itself: page and pushes equal the page freshly loaded."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from accounts.models import Member, Organisation
from contacts.domain.addresses import normalise
from contacts.models import ContactAddress
from contacts.services import addresses, records
from conversations import services
from conversations.models import Line
from core import clock
from core.transactions import reading
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import calls
from tests.factories import conversations as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


class Person:
    """Denise, who wrote once: what happens next."""

    def __init__(self, organisation: Organisation, by: Member, now: datetime) -> None:
        self.organisation, self.by = organisation, by
        self.number = make.number()
        received = make.text_in(
            organisation=organisation, now=now, sender=self.number, name="Denise Calloway"
        )
        self.conversation_id = received.conversation_id
        row = make.fresh(organisation=organisation, conversation_id=self.conversation_id)
        assert row.contact_id is not None
        self.contact_id: UUID = row.contact_id

    def address_id(self) -> UUID:
        with reading(self.organisation):
            return ContactAddress.objects.of(self.organisation).get(value=self.number).pk


def text(who: Person, now: datetime) -> object:
    return make.text_in(organisation=who.organisation, now=now, sender=who.number, text="And on Tuesday?")


def stop(who: Person, now: datetime) -> object:
    return make.text_in(organisation=who.organisation, now=now, sender=who.number, text="STOP")


def reply(who: Person, now: datetime) -> object:
    return services.send_reply(
        by=who.by, conversation_id=who.conversation_id, text="Yes, we do.", seen_seq=1, now=now
    )


def claim(who: Person, now: datetime) -> object:
    return services.claim_conversation(by=who.by, conversation_id=who.conversation_id, now=now)


def no_calls(who: Person, now: datetime) -> object:
    return addresses.say_consent(
        by=who.by, address_id=who.address_id(), granted=False, reason="At the desk", scope="CALL", now=now
    )


def rename(who: Person, now: datetime) -> object:
    values = {"first_name": "Denise", "last_name": "Abbate", "about": "Prefers mornings"}
    return records.change_contact(by=who.by, contact_id=who.contact_id, values=values, version=None, now=now)


def number(who: Person, now: datetime) -> object:
    new = records.NewAddress(address=normalise("+16025550177"), label="Work")
    return records.add_address(by=who.by, contact_id=who.contact_id, new=new, now=now)


def owe(who: Person, now: datetime) -> object:
    return services.add_task(by=who.by, title="Send the form", due_at=now, contact_id=who.contact_id, now=now)


def ring(who: Person, now: datetime) -> object:
    with reading(who.organisation):
        line = Line.objects.of(who.organisation).select_related("location").get()
    offered = calls.offered(line, caller=who.number)
    calls.answer(who.organisation, offered, now=now)
    return calls.hang_up(who.organisation, offered, now=now)


@pytest.mark.parametrize("act", [text, stop, reply, claim, no_calls, rename, number, owe, ring])
async def test_page_and_event_equal_the_fresh_page(
    act: Callable[[Person, datetime], object],
    screens: Open,
    firm: Organisation,
    alice: Member,
    rae: Member,
) -> None:
    who = await run(Person, firm, alice, clock.now())
    path = f"/contacts/{who.contact_id}/"
    views = await asyncio.gather(screens(alice, path), screens(rae, path))
    before = dict(views[0].parts)

    await run(act, who, clock.now())
    await asyncio.gather(*(screen.settle() for screen in views))

    assert views[0].parts != before
    for screen in views:
        assert_parity(screen, await screen.reload())


async def test_a_page_that_was_away_catches_up(screens: Open, firm: Organisation, alice: Member) -> None:
    who = await run(Person, firm, alice, clock.now())
    screen = await screens(alice, f"/contacts/{who.contact_id}/")
    since = screen.since
    await screen.close()
    for act in (text, no_calls, rename, owe):
        await run(act, who, clock.now())

    await screen.reopen(since=since)
    await screen.settle()

    assert_parity(screen, await screen.reload())


async def test_nobody_elses_page_is_told(
    screens: Open, firm: Organisation, alice: Member, bob: Member, mallory: Member
) -> None:
    who, other = await run(Person, firm, alice, clock.now()), await run(Person, firm, alice, clock.now())
    beside = await screens(bob, f"/contacts/{other.contact_id}/")
    outsider = await screens(mallory, "/contacts/")
    await outsider.say(type="hello", page=f"contact {who.contact_id}")
    await outsider.settle()

    beside.frames.clear()
    for act in (text, no_calls, rename):
        await run(act, who, clock.now())
    await asyncio.gather(beside.settle(), outsider.settle())

    for screen in (beside, outsider):
        assert not [frame for frame in screen.frames if frame["type"] == "html"]
