"""A firm with a number and one conversation."""

import pytest

from accounts.models import Organisation
from conversations.models import Conversation, Line
from tests.factories import conversations as make


@pytest.fixture
def line(organisation: Organisation) -> Line:
    """The firm's number."""
    return make.line(organisation=organisation)


@pytest.fixture
def conversation(organisation: Organisation, line: Line, now: object) -> Conversation:
    """Denise wrote."""
    return make.conversation(organisation=organisation, now=now, name="Denise Calloway")  # type: ignore[arg-type]
