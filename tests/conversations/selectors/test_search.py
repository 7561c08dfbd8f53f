"""Searching by words and by person: the newest first, however often a word was written."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Member, Organisation
from conversations import selectors
from conversations.models import Conversation, Entry, EntryKind
from conversations.selectors import InboxQuery
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
THREADS, EACH = 40, 12


@pytest.fixture
def archive(organisation: Organisation, now: datetime) -> list[Conversation]:
    """Forty conversations of two weeks apart, the oldest first, in each of them the same word on a dozen days."""
    make.line(organisation=organisation)
    first = make.conversation(organisation=organisation, now=now)
    today = timezone.now()
    rows = [
        Conversation(
            organisation=organisation, location_id=first.location_id, line_id=first.line_id,
            party_key=f"a:PHONE:+16025557{number:03}", party_kind="PHONE", party_value=f"+16025557{number:03}",
            title=f"Row {number}", due_at=now, latest_at=now, is_split=True,
        )
        for number in range(THREADS)
    ]  # fmt: skip
    entries = [
        Entry(
            organisation=organisation, conversation=row, seq=seq + 1, kind=EntryKind.NOTE, text="About parking",
            occurred_at=today - timedelta(days=14 * (THREADS - number) - seq),
        )
        for number, row in enumerate(rows)
        for seq in range(EACH)
    ]  # fmt: skip
    with tenant_transaction(organisation):
        Conversation.objects.bulk_create(rows)
        Entry.objects.bulk_create(entries)
    return rows


def found(organisation: Organisation, words: str, most: int) -> list[UUID]:
    with reading(organisation), connection.cursor() as cursor:
        cursor.execute("SELECT conversation_search(%s, %s)", [words, most])
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("most", [1, 3, 12, THREADS])
def test_a_frequent_word_brings_the_newest(
    most: int, organisation: Organisation, archive: list[Conversation]
) -> None:
    newest = [row.pk for row in reversed(archive)]
    assert found(organisation, "parking", most) == newest[:most]


def test_every_word_must_be_there_unless_one_is_enough(
    organisation: Organisation, archive: list[Conversation], now: datetime
) -> None:
    thread = make.conversation(
        organisation=organisation, now=now, text="Parking at court", sender="+16025550142"
    )
    assert found(organisation, "parking court", 5) == [thread.pk]
    assert found(organisation, "court OR nothing", 5) == [thread.pk]
    assert found(organisation, "parking -about", 5) == [thread.pk]
    assert found(organisation, "!!", 5) == []


def test_a_list_is_searched_by_words_name_and_number(
    organisation: Organisation, alice: Member, archive: list[Conversation], now: datetime
) -> None:
    known = make.conversation(
        organisation=organisation, now=now, text="A boundary", name="Zoe Pratt", sender="+16025550142"
    )
    with reading(organisation):
        for words, wanted in (
            ("boundary", known.pk),
            ("zoe", known.pk),
            ("(602) 555-0142", known.pk),
            ("+1 602 555 7003", archive[3].pk),
        ):
            rows = selectors.list_rows(member=alice, query=InboxQuery(words=words)).rows
            assert [row.conversation.pk for row in rows] == [wanted], words
        assert selectors.list_rows(member=alice, query=InboxQuery(words="nobody")).rows == ()
