"""The staff calendar stays right by itself: what is pushed equals the page freshly loaded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Member, Organisation
from core import clock
from core.events import Fact, record
from core.transactions import reading, tenant_transaction
from scheduling.events import AppointmentBooked, AppointmentCancelled, CalendarChanged
from scheduling.models import Appointment, Claim, WaitingEntry
from scheduling.services.waiting.joining import remove_entry
from tests.conversations.hub.screens import run
from tests.factories import contacts
from tests.factories import scheduling as make
from tests.factories.appointments import booked
from tests.routing.hub.test_board_live import alike, cut, pushed

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


def tell(firm: Organisation, fact: Fact) -> None:
    with tenant_transaction(firm):
        record(fact, now=clock.now())


async def test_the_calendar_follows_what_is_booked_moved_cancelled_and_blocked(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    dana = await run(lambda: make.provider(firm, hours=make.schedule(firm)))
    visit = await run(lambda: make.service(firm, dana, name="First visit", minutes=45))
    screen = await screens(alice, "/calendar/?view=week&who=all")
    start = clock.now() + timedelta(minutes=5)

    def book() -> None:
        row = booked(visit, dana, alice, start)
        tell(firm, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"))

    def cancel() -> None:
        with tenant_transaction(firm):
            row = Appointment.objects.get()
            Appointment.objects.update(status="CANCELLED")
            Claim.objects.update(state="RELEASED")
            record(AppointmentCancelled(appointment_id=row.pk, version=2, by="MEMBER"), now=clock.now())

    def block() -> None:
        make.claim(dana, start)
        tell(firm, CalendarChanged(resource_id=dana.pk, change="BLOCKED"))

    for act, words in ((book, "Lena Ortiz"), (cancel, ""), (block, "Blocked")):
        await run(act)
        await screen.settle()
        fresh = await screen.reload()
        assert words in pushed(screen, "calendar")
        assert alike(pushed(screen, "calendar")) == alike(cut(fresh.html, "calendar"))


async def test_the_waiting_list_follows_who_joins_and_leaves(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    visit = await run(lambda: make.service(firm, make.provider(firm), name="First visit"))
    screen = await screens(alice, "/calendar/waiting/")

    def join() -> None:
        lena = contacts.contact(by=alice, now=clock.now())
        contacts.address(by=alice, contact=lena, now=clock.now())
        make.waits(visit, lena.pk, by=alice, now=clock.now())

    def leave() -> None:
        with reading(firm):
            row = WaitingEntry.objects.get()
        remove_entry(by=alice, entry_id=row.pk, reason="Found another", now=clock.now())

    for act, words in ((join, "Take off the list"), (leave, "Nobody is waiting.")):
        await run(act)
        await screen.settle()
        fresh = await screen.reload()
        assert words in pushed(screen, "waiting")
        assert alike(pushed(screen, "waiting")) == alike(cut(fresh.html, "waiting"))
