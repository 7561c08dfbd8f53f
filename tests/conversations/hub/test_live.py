"""Screens stay right by themselves."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Member, Organisation
from conversations import services
from core import clock
from tests.conversations.hub.screens import assert_parity, run
from tests.factories import conversations as make

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]


async def test_a_text_appears_on_two_screens(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    first, second = await screens(alice), await screens(bob)

    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    await first.settle()
    await second.settle()

    row = f"row-{received.conversation_id}"
    assert "Denise Calloway" in first.parts[row]
    assert first.parts[row] == second.parts[row]
    assert_parity(first, await first.reload())
    assert_parity(second, await second.reload())


async def test_a_reply_reaches_the_open_thread(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    received = await run(make.text_in, organisation=firm, now=clock.now(), name="Denise Calloway")
    first = await screens(alice, f"/inbox/{received.conversation_id}/")
    second = await screens(bob, f"/inbox/{received.conversation_id}/")

    await run(
        services.send_reply,
        by=bob,
        conversation_id=received.conversation_id,
        text="Yes, we do.",
        seen_seq=1,
        now=clock.now(),
    )
    await first.settle()
    await second.settle()

    assert any("Yes, we do." in part for key, part in first.parts.items() if key.startswith("entry-"))
    assert_parity(first, await first.reload())
    assert_parity(second, await second.reload())
