"""Labels in the table lists start from say the same as the conversations they were copied from."""

from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from accounts.models import Member, Organisation
from conversations import selectors, services
from conversations.domain.states import Outcome
from conversations.models import Conversation, Label
from conversations.selectors import InboxQuery, View
from conversations.selectors.sidebar import get_sidebar
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
FILL = import_module("conversations.migrations.0007_list_indexes").fill


@pytest.fixture
def labelled(organisation: Organisation, alice: Member, now: datetime) -> Conversation:
    make.line(organisation=organisation)
    row = make.conversation(organisation=organisation, now=now)
    make.conversation(organisation=organisation, now=now)
    return services.tag_conversation(by=alice, conversation_id=row.pk, tags=["Family", "Urgent"], now=now)


def copied(organisation: Organisation) -> set[tuple[object, ...]]:
    """Read the labels, and what they should be."""
    with reading(organisation):
        found = set(
            Label.objects.of(organisation).values_list(
                "conversation_id", "tag", "status", "is_owned", "latest_at", "waiting_since"
            )
        )
        wanted = {
            (row.pk, tag, row.status, row.owner_id is not None, row.latest_at, row.waiting_since)
            for row in Conversation.objects.of(organisation)
            for tag in row.tags
        }
    assert found == wanted
    return found


def test_labels_follow_every_act(
    organisation: Organisation, labelled: Conversation, alice: Member, now: datetime
) -> None:
    key = labelled.pk
    assert len(copied(organisation)) == 2
    services.claim_conversation(by=alice, conversation_id=key, now=now)
    assert {row[3] for row in copied(organisation)} == {True}
    services.send_reply(
        by=alice, conversation_id=key, text="Hello", seen_seq=1, now=now + timedelta(minutes=1)
    )
    assert {row[2] for row in copied(organisation)} == {"WAITING"}
    services.tag_conversation(by=alice, conversation_id=key, tags=["Urgent", "Court"], now=now)
    assert {row[1] for row in copied(organisation)} == {"Urgent", "Court"}
    services.resolve_conversation(by=alice, conversation_id=key, outcome=Outcome.BOOKED, reason="", now=now)
    assert {row[2] for row in copied(organisation)} == {"RESOLVED"}
    services.tag_conversation(by=alice, conversation_id=key, tags=[], now=now)
    assert copied(organisation) == set()


def test_labels_from_before_are_copied(
    organisation: Organisation, labelled: Conversation, mallory: Member
) -> None:
    with tenant_transaction(organisation):
        Label.objects.of(organisation).delete()
        FILL(None, SimpleNamespace(connection=connection))
        FILL(None, SimpleNamespace(connection=connection))
    assert len(copied(organisation)) == 2
    assert copied(mallory.organisation) == set()


def test_a_conversation_goes_with_its_labels(organisation: Organisation, labelled: Conversation) -> None:
    with tenant_transaction(organisation):
        Conversation.objects.of(organisation).filter(pk=labelled.pk).delete()
    assert copied(organisation) == set()


@pytest.mark.parametrize("view", [View.OPEN, View.UNOWNED])
def test_counts_of_a_label_agree_with_its_list(
    view: View, organisation: Organisation, labelled: Conversation, alice: Member, now: datetime
) -> None:
    with reading(organisation):
        query = InboxQuery(view=view, tag="Family")
        rows = selectors.list_rows(member=alice, query=query).rows
        counted = get_sidebar(member=alice, lines=(), saved={"it": query}, now=now).counts
        elsewhere = InboxQuery(view=view, tag="Family", location_id=labelled.line_id)
        nothing = selectors.list_rows(member=alice, query=elsewhere).rows

    assert [row.conversation.pk for row in rows] == [labelled.pk]
    assert counted["it"] == 1
    assert nothing == ()
