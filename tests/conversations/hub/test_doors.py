"""Who may hold a socket, and when it is taken away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from django.test import Client

from accounts.models import Member, Organisation
from conversations import hints
from conversations.hub import current_hub
from core import clock
from tests.conversations.hub.screens import Screen, run, socket_of

pytestmark = pytest.mark.asyncio
Open = Callable[..., Any]
ClientFor = Callable[[Member], Client]


@pytest_asyncio.fixture(autouse=True)
async def _stop() -> AsyncIterator[None]:
    yield
    await current_hub().stop()


async def test_a_foreign_page_is_turned_away(alice: Member, client_for: ClientFor) -> None:
    client = await run(client_for, alice)

    assert not await socket_of(client, origin="https://evil.example").connect()
    assert not await socket_of(client, origin="").connect()


async def test_no_session_no_socket(db: None) -> None:
    assert not await socket_of(Client()).connect()


async def test_an_ended_session_is_told_to_log_in(alice: Member, client_for: ClientFor) -> None:
    client = await run(client_for, alice)
    socket = socket_of(client)
    await run(client.session.delete)

    await socket.connect()

    assert (await socket.hear())["code"] == 4401


async def test_a_deactivated_member_loses_the_socket(screens: Open, firm: Organisation, bob: Member) -> None:
    screen: Screen = await screens(bob)

    await run(hints.publish, firm.pk, "member", bob.pk)

    assert (await screen.socket.hear())["code"] == 4401


async def test_the_minutes_round_finds_who_has_left(
    screens: Open, firm: Organisation, alice: Member, bob: Member
) -> None:
    staying: Screen = await screens(alice)
    leaving: Screen = await screens(bob)
    bob.is_active = False
    await run(bob.save, update_fields=["is_active"])

    await current_hub().recheck()

    assert (await leaving.socket.hear())["code"] == 4401
    await staying.settle(0.2)
    assert not staying.socket.future.done()


async def test_an_idle_session_ends(alice: Member, client_for: ClientFor) -> None:
    client = await run(client_for, alice)
    await run(_age, client, hours=3)
    socket = socket_of(client)

    await socket.connect()

    assert (await socket.hear())["code"] == 4401


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "null", "{}", '{"type":"open","conversation":"x"}', "[" * 1500]
)
async def test_nonsense_is_ignored(text: str, screens: Open, alice: Member) -> None:
    screen: Screen = await screens(alice)

    await screen.socket.say(text)

    assert await screen.socket.receive_nothing(0.3)


async def test_losing_redis_makes_screens_read_again(
    screens: Open, firm: Organisation, alice: Member
) -> None:
    screen: Screen = await screens(alice)
    hub = current_hub()

    await hub.bus.client.client_kill_filter(_type="pubsub", skipme=False)
    for _ in range(30):
        await asyncio.sleep(0.1)
        if not await screen.socket.receive_nothing(0.05):
            screen.take(await _frame(screen))
            break

    assert {"type": "resync"} in screen.frames


async def _frame(screen: Screen) -> dict[str, Any]:
    heard = await screen.socket.hear()
    return {"type": "resync"} if heard.get("text") == '{"type":"resync"}' else {"type": heard["type"]}


def _age(client: Client, *, hours: int) -> None:
    session = client.session
    session["used_at"] = int((clock.now() - timedelta(hours=hours)).timestamp())
    session.save()
