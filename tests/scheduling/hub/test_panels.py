"""What stands of bookings beside a person is pushed as the page has it."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Member, Organisation
from conversations import services
from core import clock
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import conversations as make_conversations
from tests.factories import scheduling as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


async def test_booking_beside_a_conversation_is_pushed_as_it_is_loaded(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    dana = await run(lambda: make.provider(firm, hours=make.schedule(firm)))
    await run(lambda: make.service(firm, dana, name="First visit", minutes=45))
    received = await run(make_conversations.text_in, organisation=firm, now=clock.now(), name="Lena Ortiz")
    row = await run(make_conversations.fresh, organisation=firm, conversation_id=received.conversation_id)
    screen = await screens(alice, f"/inbox/{row.pk}/")
    assert "Offer three by text" in screen.html

    await run(
        services.add_task, by=alice, title="Send the form", due_at=clock.now(), conversation_id=row.pk,
        now=clock.now(),
    )  # fmt: skip
    await screen.settle()

    assert "Offer three by text" in screen.parts[f"person-{row.pk}"]
    assert_parity(screen, await screen.reload())
