"""Committed rows, a member's browser and its socket, on the real Redis."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime

import pytest
import pytest_asyncio
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import Industry, Member, Organisation, Role
from conversations.hub import current_hub
from core import clock
from tests import emptying
from tests.conversations.hub.screens import Screen
from tests.factories import accounts
from tests.factories import conversations as make


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let rows be committed, for sockets read them on other connections; empty the tables afterwards."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        emptying.empty_tables()
        cache.clear()


@pytest.fixture
def now() -> datetime:
    """The real moment: the hub catches up by the clock of the event log."""
    return clock.now()


@pytest.fixture
def firm(organisation: Organisation) -> Organisation:
    """An organisation with a number."""
    make.line(organisation=organisation)
    return organisation


@pytest_asyncio.fixture
async def screens(
    client_for: Callable[[Member], Client],
) -> AsyncIterator[Callable[..., "asyncio.Future[Screen]"]]:
    """Open pages with their sockets; every one is closed, and the hub stopped, at the end."""
    opened: list[Screen] = []

    async def open_screen(member: Member, path: str = "/inbox/") -> Screen:
        screen = await Screen.open(client_for, member, path)
        opened.append(screen)
        return screen

    yield open_screen  # type: ignore[misc]
    for screen in opened:
        await screen.close()
    await current_hub().stop()
    await asyncio.to_thread(connections.close_all)


@pytest.fixture
def mallory(db: None) -> Member:
    """Owner of another organisation."""
    other = accounts.organisation(name="Brightwater Plumbing", slug="brightwater", industry=Industry.HOME)
    return accounts.member(organisation=other, name="Mallory Quist", role=Role.OWNER)
