"""Two contacts become one and two again: no row lost, no message astray."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Industry, Member, Organisation
from contacts import selectors
from contacts.models import Contact, ContactAddress, ContactMerge
from contacts.selectors.details import details_of
from contacts.services import merging, records
from conversations import services
from conversations.domain.states import Status
from conversations.models import Conversation, Entry, EntryKind, Task
from core.errors import Conflict, NotFound
from core.transactions import reading
from tests.factories import accounts, conversations
from tests.factories import contacts as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
MOBILE, HOME = "+16025550134", "+16025550171"


@pytest.fixture
def pair(organisation: Organisation, alice: Member, now: datetime) -> tuple[Conversation, Conversation]:
    """One person, two numbers, two conversations at the one place."""
    conversations.line(organisation=organisation)
    first = conversations.conversation(
        organisation=organisation, now=now, sender=MOBILE, text="Hello from the mobile", name="Lena Ortiz"
    )
    later = now + timedelta(minutes=5)
    second = conversations.conversation(
        organisation=organisation, now=later, sender=HOME, text="And from home", name="L. Ortiz"
    )
    return first, second


def rows(organisation: Organisation) -> dict[str, list[dict[str, Any]]]:
    """Read every row a merge may touch, but for versions, numbers given to entries and the facts about it."""
    loose = {"version", "updated_at", "entry_count", "search"}
    with reading(organisation):
        found = {
            model.__name__: list(model.objects.of(organisation).order_by("pk").values())  # type: ignore[attr-defined]
            for model in (Contact, ContactAddress, Conversation, Task)
        }
        entries = Entry.objects.of(organisation).exclude(fact__in=["merged", "unmerged"]).order_by("pk")
        found["Entry"] = list(entries.values())
    return {
        name: [{key: value for key, value in row.items() if key not in loose} for row in listed]
        for name, listed in found.items()
    }


def test_everything_of_both_stands_together(
    organisation: Organisation, alice: Member, pair: tuple[Conversation, Conversation], now: datetime
) -> None:
    keep, absorb = pair
    services.add_task(
        by=alice,
        title="Call back",
        due_at=now,
        contact_id=absorb.contact_id,
        conversation_id=absorb.pk,
        now=now,
    )
    services.add_note(by=alice, conversation_id=absorb.pk, text="Prefers evenings", now=now)

    merging.merge_contacts(by=alice, keep_id=keep.contact_id, absorb_id=absorb.contact_id, now=now)

    with reading(organisation):
        one = Conversation.objects.of(organisation).get(pk=keep.pk)
        other = Conversation.objects.of(organisation).get(pk=absorb.pk)
        said = Entry.objects.of(organisation).filter(conversation=one).order_by("occurred_at", "seq")
        texts = [entry.text for entry in said if entry.text]
        assert sorted(texts) == ["And from home", "Hello from the mobile", "Prefers evenings"]
        assert len({entry.seq for entry in said}) == len(said)
        assert max(entry.seq for entry in said) == one.entry_count
        assert (other.status, other.merged_into_id) == (Status.MERGED, one.pk)
        assert one.latest_text == "And from home"
        assert one.waiting_since == keep.waiting_since
        held = ContactAddress.objects.of(organisation).filter(contact_id=keep.contact_id)
        assert set(held.values_list("value", flat=True)) == {MOBILE, HOME}
        assert held.filter(is_preferred=True).count() == 1
        task = Task.objects.of(organisation).get()
        assert (task.contact_id, task.conversation_id) == (keep.contact_id, one.pk)
        found = selectors.find_ids(words="ortiz")
        assert found == [keep.contact_id]


def test_undoing_restores_every_row(
    organisation: Organisation, alice: Member, pair: tuple[Conversation, Conversation], now: datetime
) -> None:
    keep, absorb = pair
    make.address(by=alice, contact=keep.contact, now=now, value="shared@example.com")
    make.address(by=alice, contact=absorb.contact, now=now, value="shared@example.com")
    values = {"tags": ["Family"], "language": "es", "about": "Two dogs"}
    records.change_contact(by=alice, contact_id=absorb.contact_id, values=values, version=None, now=now)
    services.add_task(by=alice, title="Call", due_at=now, conversation_id=absorb.pk, now=now)
    before = rows(organisation)

    merge = merging.merge_contacts(by=alice, keep_id=keep.contact_id, absorb_id=absorb.contact_id, now=now)
    assert rows(organisation) != before
    merging.unmerge_contacts(by=alice, contact_id=keep.contact_id, merge_id=merge.pk, now=now)

    after = rows(organisation)
    for name, listed in before.items():
        assert after[name] == listed, name
    with pytest.raises(Conflict):
        merging.unmerge_contacts(by=alice, contact_id=keep.contact_id, merge_id=merge.pk, now=now)


def test_details_go_with_the_merge_and_come_back(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    def born(contact: Contact) -> list[str]:
        with reading(organisation):
            known = details_of(organisation_id=organisation.pk, contact_ids=[contact.pk])
        return [row.birth_date for row in known.values()]

    keep, absorb, both = (
        make.contact(by=alice, now=now, name=f"Lena {last}") for last in ("Ortiz", "Ortis", "O.")
    )
    for contact, day in ((absorb, "1990-03-14"), (both, "1961-02-03")):
        records.change_contact(
            by=alice, contact_id=contact.pk, values={}, details={"birth_date": day}, version=None, now=now
        )
    merges = [
        merging.merge_contacts(by=alice, keep_id=keep.pk, absorb_id=other.pk, now=now)
        for other in (absorb, both)
    ]
    # The kept one takes what it has not; of two each keeps its own.
    assert (born(keep), born(absorb), born(both)) == (["1990-03-14"], [], ["1961-02-03"])
    for merge in reversed(merges):
        merging.unmerge_contacts(by=alice, contact_id=keep.pk, merge_id=merge.pk, now=now)
    assert (born(keep), born(absorb), born(both)) == ([], ["1990-03-14"], ["1961-02-03"])


def test_what_happened_since_stays_where_it_happened(
    organisation: Organisation, alice: Member, pair: tuple[Conversation, Conversation], now: datetime
) -> None:
    keep, absorb = pair
    merge = merging.merge_contacts(by=alice, keep_id=keep.contact_id, absorb_id=absorb.contact_id, now=now)
    later = now + timedelta(minutes=9)
    late = conversations.text_in(organisation=organisation, now=later, sender=HOME, text="Late")
    assert (late.conversation_id, late.is_new) == (keep.pk, False)
    reply = services.send_reply(
        by=alice, conversation_id=absorb.pk, text="From a stale page", seen_seq=99, now=later
    )
    assert reply.conversation_id == keep.pk
    records.change_contact(
        by=alice, contact_id=keep.contact_id, values={"about": "Mine"}, version=None, now=later
    )

    merging.unmerge_contacts(by=alice, contact_id=keep.contact_id, merge_id=merge.pk, now=later)

    with reading(organisation):
        one = Conversation.objects.of(organisation).get(pk=keep.pk)
        said = set(one.entries.exclude(text="").values_list("text", flat=True))
        assert said == {"Hello from the mobile", "Late", "From a stale page"}
        assert Contact.objects.of(organisation).get(pk=keep.contact_id).about == "Mine"
        two = Conversation.objects.of(organisation).get(pk=absorb.pk)
        assert list(two.entries.exclude(text="").values_list("text", flat=True)) == ["And from home"]
    again = conversations.text_in(organisation=organisation, now=later, sender=HOME, text="Mine again")
    assert again.conversation_id == absorb.pk


def test_a_later_merge_is_undone_first(
    organisation: Organisation, alice: Member, pair: tuple[Conversation, Conversation], now: datetime
) -> None:
    keep, absorb = pair
    first = merging.merge_contacts(by=alice, keep_id=keep.contact_id, absorb_id=absorb.contact_id, now=now)
    third = make.contact(by=alice, now=now, name="Third Ortiz")
    later = now + timedelta(minutes=1)
    merging.merge_contacts(by=alice, keep_id=third.pk, absorb_id=keep.contact_id, now=later)

    with pytest.raises(merging.NotTheLatest):
        merging.unmerge_contacts(by=alice, contact_id=keep.contact_id, merge_id=first.pk, now=later)
    with pytest.raises(Conflict):
        merging.merge_contacts(by=alice, keep_id=absorb.contact_id, absorb_id=third.pk, now=later)
    with pytest.raises(merging.SamePerson):
        merging.merge_contacts(by=alice, keep_id=third.pk, absorb_id=third.pk, now=later)


def test_another_organisations_contact_is_no_other(
    organisation: Organisation, alice: Member, mallory: Member, now: datetime
) -> None:
    lena = make.contact(by=alice, now=now)
    theirs = make.contact(by=mallory, now=now)

    with pytest.raises(NotFound):
        merging.merge_contacts(by=alice, keep_id=lena.pk, absorb_id=theirs.pk, now=now)


def test_from_the_page_side_by_side_and_back(
    organisation: Organisation,
    alice: Member,
    pair: tuple[Conversation, Conversation],
    client_for: ClientFor,
) -> None:
    keep, absorb = pair
    client = client_for(alice)
    page_url = reverse("contacts:contact", args=[keep.contact_id])
    merge_url = reverse("contacts:merge", args=[keep.contact_id])
    assert merge_url in client.get(page_url).content.decode()
    assert "L. Ortiz" in client.get(merge_url, {"q": "ortiz"}).content.decode()

    preview = client.get(merge_url, {"with": str(absorb.contact_id)}).content.decode()
    assert "(602) 555-0134, (602) 555-0171" in preview
    done = client.post(merge_url, {"other": str(absorb.contact_id)}, follow=True).content.decode()

    assert "And from home" in done
    with reading(organisation):
        merge = ContactMerge.objects.of(organisation).get()
    undo_url = reverse("contacts:unmerge", args=[keep.contact_id, merge.pk])
    assert undo_url in done
    gone = client.get(reverse("contacts:contact", args=[absorb.contact_id]))
    assert gone["Location"] == page_url
    moved = client.get(reverse("conversations:conversation", args=[absorb.pk]))
    assert moved["Location"] == reverse("conversations:conversation", args=[keep.pk])
    assert "L. Ortiz" not in client.get(reverse("contacts:list")).content.decode()
    again = client.post(undo_url, follow=True).content.decode()
    assert "They are two contacts again." in again
    assert "And from home" not in again
    assert client.post(merge_url, {"other": "x"}).status_code == 404


def _at_once(*acts: Callable[[], object]) -> None:
    """Run the acts on connections of their own, started together."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(4))
def test_a_message_that_arrives_during_a_merge_finds_the_kept_contact(turn: int) -> None:
    now = datetime(2026, 11, 23, 17, turn, tzinfo=UTC)
    firm = accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)
    member = accounts.member(organisation=firm, name="Alice Hale")
    conversations.line(organisation=firm)
    keep = conversations.conversation(organisation=firm, now=now, sender=MOBILE)
    absorb = conversations.conversation(organisation=firm, now=now, sender=HOME)

    _at_once(
        lambda: merging.merge_contacts(
            by=member, keep_id=keep.contact_id, absorb_id=absorb.contact_id, now=now
        ),
        lambda: conversations.text_in(organisation=firm, now=now, sender=HOME, text="Now"),
        lambda: conversations.text_in(organisation=firm, now=now, sender=MOBILE, text="Too"),
    )

    with reading(firm):
        ours = Conversation.objects.of(firm).filter(contact_id=keep.contact_id)
        live = ours.exclude(status=Status.MERGED).get()
        said = Entry.objects.of(firm).filter(conversation=live, kind=EntryKind.MESSAGE_IN)
        assert said.count() == 4
        assert set(said.values_list("text", flat=True)) >= {"Now", "Too"}
