"""An ethical wall around a conversation: lists, counts, search, calls and screens of whom it names know nothing."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations import policies, selectors, services
from conversations.hub.seating import rights_of
from conversations.models import Conversation
from conversations.selectors import CallQuery, InboxQuery, View
from conversations.services.walling import wall_conversation
from core.errors import NotFound
from core.models import Event
from core.transactions import reading, tenant_transaction
from tests.factories import calls
from tests.factories import conversations as make


def keep_from(conversation: Conversation, *members: Member, now: datetime) -> None:
    with tenant_transaction(conversation.organisation_id):
        wall_conversation(
            organisation_id=conversation.organisation_id,
            conversation_id=conversation.pk,
            member_ids=[member.pk for member in members],
            now=now,
        )
    for member in members:
        member.refresh_from_db()


def test_whom_a_wall_names_knows_nothing_of_what_is_behind(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    line = make.line(organisation=organisation)
    received = make.text_in(organisation=organisation, now=now, text="Custody of the Renner children")
    recording = calls.voicemail(organisation, line, now=now)
    task = services.add_task(
        by=alice, title="Ring", due_at=now, conversation_id=received.conversation_id, now=now
    )
    services.assign_conversation(by=alice, conversation_id=received.conversation_id, to=bob.pk, now=now)
    with reading(organisation):
        conversation = Conversation.objects.get(pk=received.conversation_id)
        called = Conversation.objects.get(pk=recording.call.conversation_id)
    for row in (conversation, called):
        keep_from(row, bob, now=now)

    for member, expected in ((alice, 1), (bob, 0)):
        with reading(organisation):
            rows = selectors.list_rows(member=member, query=InboxQuery(view=View.OPEN)).rows
            searched = selectors.list_rows(member=member, query=InboxQuery(words="custody")).rows
            found = selectors.find_everything(member=member, words="custody")
            listed = selectors.list_calls(member=member, query=CallQuery()).calls
            tasks = selectors.list_tasks(member=member, scope="all", done_after=now - timedelta(days=1))
            counted = selectors.count_figures(
                organisation_id=organisation.pk,
                members={member.pk: ()},
                now=now,
                walled={member.pk} if member.is_walled else (),
            )[member.pk]
        assert bool(rows) == bool(expected)
        assert len(searched) == len(found.entries) == len(listed) == expected
        assert (task.pk in {row.pk for row in tasks}) == bool(expected)
        assert bool(dict(counted.views)[View.OPEN]) == bool(expected)
        with reading(organisation):
            conversation.refresh_from_db()
        assert policies.can_see(member, conversation) == bool(expected)
        assert rights_of(member, "en").sees(conversation) == bool(expected)

    with reading(organisation):
        assert conversation.owner_id is None, "what they had is the team's"
        for ask in (
            lambda: selectors.get_conversation(member=bob, conversation_id=conversation.pk),
            lambda: selectors.get_entry(member=bob, entry_id=received.entry_id),
            lambda: selectors.get_recording(member=bob, recording_id=recording.pk),
            lambda: selectors.get_call(member=bob, call_id=recording.call_id),
        ):
            with pytest.raises(NotFound):
                ask()
        assert Event.objects.filter(name="conversations.member_walled").exists(), "their screens are closed"


def test_who_is_named_no_longer_sees_as_before(
    organisation: Organisation, bob: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    conversation = make.conversation(organisation=organisation, now=now)
    keep_from(conversation, bob, now=now)
    assert bob.is_walled
    keep_from(conversation, now=now)
    bob.refresh_from_db()
    assert not bob.is_walled
    with reading(organisation):
        assert selectors.get_conversation(member=bob, conversation_id=conversation.pk) == conversation
