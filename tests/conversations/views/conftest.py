"""A firm with a number, one conversation, and telephones that ring."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations.models import Conversation, Line
from tests.factories import calls
from tests.factories import conversations as make


@pytest.fixture
def line(organisation: Organisation) -> Line:
    """The firm's number."""
    return make.line(organisation=organisation)


@pytest.fixture
def conversation(organisation: Organisation, line: Line, now: datetime) -> Conversation:
    """Denise wrote."""
    return make.conversation(organisation=organisation, now=now, name="Denise Calloway")


@pytest.fixture
def telephones(line: Line, alice: Member, bob: Member) -> Line:
    """The firm's number, and members who can be rung; whom it rings is not set."""
    calls.phone(alice)
    calls.phone(bob)
    return line


@pytest.fixture
def ringing(telephones: Line, alice: Member, bob: Member, now: datetime) -> Line:
    """A line that rings Alice, then Bob."""
    calls.ring_order(telephones, alice, alice, bob, now=now)
    return telephones
