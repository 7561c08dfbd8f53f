"""The two ways to say which view a conversation is in agree, whatever its state."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations import selectors, services
from conversations.domain.states import Outcome
from conversations.models import Conversation, Line
from conversations.selectors import InboxQuery, View
from core.errors import NotFound
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


@pytest.fixture
def everything(
    organisation: Organisation, line: Line, alice: Member, bob: Member, now: datetime
) -> list[Conversation]:
    """One conversation in every state, some owned, one with labels and a mention."""
    made = [make.conversation(organisation=organisation, now=now, name=f"Person {n}") for n in range(7)]
    ids = [row.pk for row in made]
    services.claim_conversation(by=alice, conversation_id=ids[1], now=now)
    services.send_reply(by=bob, conversation_id=ids[2], text="Hello", seen_seq=1, now=now)
    services.snooze_conversation(
        by=alice, conversation_id=ids[3], until=now + timedelta(hours=1), until_reply=False, now=now
    )
    services.resolve_conversation(by=alice, conversation_id=ids[4], outcome=Outcome.LOST, reason="", now=now)
    services.mark_spam(by=alice, conversation_id=ids[5], now=now)
    services.tag_conversation(by=alice, conversation_id=ids[6], tags=["Family"], now=now)
    services.add_note(by=bob, conversation_id=ids[6], text="@Alice Hale please look", now=now)
    return made


@pytest.mark.parametrize("tag", ["", "Family", "Court"])
@pytest.mark.parametrize("channel", ["", "SMS", "EMAIL"])
@pytest.mark.parametrize("view", list(View))
def test_sql_and_python_agree(
    view: View,
    channel: str,
    tag: str,
    organisation: Organisation,
    everything: list[Conversation],
    alice: Member,
    bob: Member,
) -> None:
    query = InboxQuery(view=view, channel=channel, tag=tag)
    ids = [row.pk for row in everything]
    for member in (alice, bob):
        with reading(organisation):
            listed = {row.conversation.pk for row in selectors.list_rows(member=member, query=query).rows}
            changed = selectors.list_changed(organisation_id=organisation.pk, conversation_ids=ids)
        held = {
            item.conversation.pk
            for item in changed
            if selectors.holds(query, item.facts, member_id=member.pk, location_ids=())
        }

        assert held == listed


def test_counts_agree_with_the_lists(
    organisation: Organisation, line: Line, everything: list[Conversation], alice: Member, now: datetime
) -> None:
    with reading(organisation):
        source = selectors.get_list(member=alice, query=InboxQuery(), now=now)
        for view in View:
            rows = selectors.list_rows(member=alice, query=InboxQuery(view=view)).rows
            assert source.sidebar.counts[view.value] == len(rows), view

    assert source.sidebar.counts[f"line-{line.pk}"] == 3
    assert source.sidebar.tags == ("Family",)


def test_figures_of_all_members_agree_with_each_ones_page(
    organisation: Organisation,
    line: Line,
    everything: list[Conversation],
    alice: Member,
    bob: Member,
    rae: Member,
    now: datetime,
) -> None:
    far = organisation.locations.create(name="Mesa office")
    rae.location_ids = [far.pk]
    services.add_task(by=alice, title="Call back", due_at=now, conversation_id=everything[0].pk, now=now)
    for by, name, view, filters in (
        (alice, "Court", "open", {"tag": "Family"}),
        (alice, "My line", "mine", {"line": str(line.pk)}),
        (bob, "Here", "unowned", {"location": str(line.location_id)}),
        (bob, "Found", "open", {"q": "Person"}),
    ):
        services.save_view(by=by, name=name, view=view, filters=filters, shared=by is alice, now=now)
    members = {member.pk: tuple(member.location_ids) for member in (alice, bob, rae)}

    with reading(organisation):
        counted = selectors.count_figures(organisation_id=organisation.pk, members=members, now=now)
        pages = {
            member.pk: selectors.get_list(member=member, query=InboxQuery(), now=now).sidebar
            for member in (alice, bob, rae)
        }

    for member_id, page in pages.items():
        figures = counted[member_id]
        assert dict(figures.views) == dict(page.counts)
        assert (figures.waiting, figures.longest_since) == (page.door.waiting, page.door.longest_since)
        assert figures.due == page.due
    assert counted[alice.pk].due == 1
    assert dict(counted[alice.pk].views)["mentions"] == 1
    assert dict(counted[bob.pk].views)["unowned"] > 0
    assert not any(dict(counted[rae.pk].views).values())


def test_a_member_of_another_location_sees_nothing(
    organisation: Organisation, everything: list[Conversation], bob: Member, now: datetime
) -> None:
    bob.location_ids = [organisation.locations.create(name="Mesa office").pk]
    with reading(organisation):
        source = selectors.get_list(member=bob, query=InboxQuery(), now=now)
        with pytest.raises(NotFound):
            selectors.get_desk(member=bob, conversation_id=everything[0].pk)
        found = selectors.find_everything(member=bob, words="Person")

    assert source.page.rows == ()
    assert set(source.sidebar.counts.values()) == {0}
    assert found.conversations == ()


def test_counting_stops_at_a_hundred(
    organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    first = make.conversation(organisation=organisation, now=now)
    copies = [_copy(first, number) for number in range(120)]
    with reading(organisation):
        assert selectors.get_list(member=alice, query=InboxQuery(), now=now).sidebar.counts["open"] == 1
    _insert(organisation, copies)
    with reading(organisation):
        assert selectors.get_list(member=alice, query=InboxQuery(), now=now).sidebar.counts["open"] == 100
        assert selectors.get_door(member=alice).waiting == 100


@pytest.mark.parametrize("tag", ["", "Family"])
@pytest.mark.parametrize("view", [View.OPEN, View.UNOWNED])
def test_keyset_pages_show_every_row_once(
    view: View, tag: str, organisation: Organisation, line: Line, alice: Member, now: datetime
) -> None:
    first = make.conversation(organisation=organisation, now=now)
    # Equal instants and rows that wait for nobody: the cursor must not lose or repeat any.
    copies = [
        _copy(first, number, waits=number % 3 > 0, at=now + timedelta(minutes=number // 4))
        for number in range(23)
    ]
    _insert(organisation, copies)
    query, after, seen = InboxQuery(view=view, tag=tag), None, []
    with reading(organisation):
        while True:
            page = selectors.list_rows(member=alice, query=query, after=after, limit=5)
            seen += [row.conversation.pk for row in page.rows]
            after = page.following
            if after is None:
                break

    assert len(seen) == len(set(seen)) == (23 if tag else 24)


def _copy(row: Conversation, number: int, *, waits: bool = True, at: datetime | None = None) -> Conversation:
    return Conversation(
        organisation_id=row.organisation_id,
        location_id=row.location_id,
        line_id=row.line_id,
        party_key=f"a:PHONE:{number}",
        party_kind="PHONE",
        party_value=f"+160255502{number:02}",
        title=f"Copy {number}",
        tags=["Family"],
        due_at=row.due_at,
        latest_at=at or row.latest_at,
        waiting_since=(at or row.latest_at) if waits else None,
    )


def _insert(organisation: Organisation, rows: list[Conversation]) -> None:
    with tenant_transaction(organisation):
        Conversation.objects.bulk_create(rows)
