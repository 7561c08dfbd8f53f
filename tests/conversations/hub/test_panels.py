"""Sections that higher apps put beside people: the same ones beside a conversation and on the contact's page, live."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import get_language

from accounts.models import Member, Organisation
from contacts import ports
from conversations import services
from conversations.pages.people import TasksPanel
from core import clock
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import conversations as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


@pytest.fixture
def bookings() -> Iterator[None]:
    """An app of later days tells in a section of its own."""
    said = {"en": "Next visit", "es": "Próxima visita"}

    def read(beside: ports.Beside) -> ports.Panel | None:
        if beside.contact_id is None:
            return None
        page = TasksPanel(id=f"bookings-{beside.contact_id}", tasks=())
        title = said[get_language()[:2]]
        return ports.Panel(key="bookings", title=title, template="conversations/_tasks_panel.html", page=page)

    ports.register_panel("bookings", 20, read)
    yield
    ports.withdraw_panel("bookings")


async def test_a_section_stands_beside_the_conversation_and_on_the_contacts_page_alike(
    bookings: None, screens: Open, firm: Organisation, alice: Member, rae: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    row = await run(make.fresh, organisation=firm, conversation_id=received.conversation_id)
    pane = await screens(alice, f"/inbox/{row.pk}/")
    reading = await screens(rae, f"/inbox/{row.pk}/")
    page = await screens(alice, f"/contacts/{row.contact_id}/")
    for screen in (pane, page):
        assert f'id="bookings-{row.contact_id}"' in screen.html
        assert screen.html.index('id="panel-call"') < screen.html.index('id="panel-tasks"')
        assert screen.html.index('id="panel-tasks"') < screen.html.index('id="panel-bookings"')

    await run(
        services.add_task, by=alice, title="Send the form", due_at=clock.now(), conversation_id=row.pk,
        now=clock.now(),
    )  # fmt: skip
    await pane.settle()
    await reading.settle()

    for screen in (pane, reading):
        pushed = screen.parts[f"person-{row.pk}"]
        assert "Send the form" in pushed
        assert "Next visit" in pushed
        assert_parity(screen, await screen.reload())
    assert "place_call" not in reading.parts[f"person-{row.pk}"]
    assert 'id="panel-call"' not in reading.parts[f"person-{row.pk}"]
