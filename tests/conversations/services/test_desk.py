"""Drafts, read marks, views and tasks belong to whom they belong."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from contacts.models import Contact
from conversations import errors, services
from conversations.models import Conversation, Draft, ReadMark, Task
from core.errors import NotAllowed, NotFound
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make


@pytest.fixture
def thread(organisation: Organisation, now: datetime) -> Conversation:
    make.line(organisation=organisation)
    return make.conversation(organisation=organisation, now=now)


def _draft(by: Member, thread: Conversation, text: str, now: datetime) -> None:
    services.save_draft(by=by, conversation_id=thread.pk, is_note=False, text=text, now=now)


def test_a_draft_is_its_writers_alone(
    organisation: Organisation, thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    _draft(alice, thread, "Dear", now)
    _draft(bob, thread, "Hi", now)
    _draft(bob, thread, "Hi there", now)
    services.send_reply(by=bob, conversation_id=thread.pk, text="Hi there", seen_seq=9, now=now)
    with reading(organisation):
        assert list(Draft.objects.of(organisation).values_list("text", flat=True)) == ["Dear"]
    _draft(alice, thread, "  ", now)
    with reading(organisation):
        assert not Draft.objects.of(organisation).exists()


def test_a_read_mark_never_moves_back_but_by_wish(
    organisation: Organisation, thread: Conversation, alice: Member, bob: Member, now: datetime
) -> None:
    make.text_in(organisation=organisation, now=now, sender=thread.party_value)
    for seq in (2, 1, 99, -4):
        services.mark_read(by=bob, conversation_id=thread.pk, seq=seq, now=now)
    with reading(organisation):
        assert ReadMark.objects.of(organisation).get(member=bob).seq == 2
    services.mark_unread(by=bob, conversation_id=thread.pk, now=now)
    with reading(organisation):
        assert ReadMark.objects.of(organisation).get().seq == 1


def test_a_view_has_one_owner_and_one_name(alice: Member, bob: Member, now: datetime) -> None:
    def save(by: Member, name: str, *, shared: bool = False) -> object:
        return services.save_view(by=by, name=name, view="open", filters={}, shared=shared, now=now)

    mine = save(bob, "  My   texts ")
    with pytest.raises(errors.NameTaken):
        save(bob, "My texts")
    with pytest.raises(errors.TitleMissing):
        save(bob, " ")
    with pytest.raises(NotFound):
        services.delete_view(by=alice, view_id=mine.pk, now=now)  # type: ignore[attr-defined]
    services.delete_view(by=bob, view_id=mine.pk, now=now)  # type: ignore[attr-defined]


def test_only_who_supervises_shares_a_view(alice: Member, bob: Member, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        services.save_view(by=bob, name="Ours", view="open", filters={}, shared=True, now=now)
    ours = services.save_view(by=alice, name="Ours", view="open", filters={}, shared=True, now=now)
    with pytest.raises(NotAllowed):
        services.delete_view(by=bob, view_id=ours.pk, now=now)
    services.delete_view(by=alice, view_id=ours.pk, now=now)


def test_a_task_is_ticked_and_unticked(
    organisation: Organisation, thread: Conversation, bob: Member, now: datetime
) -> None:
    due = now + timedelta(hours=1)
    task = services.add_task(by=bob, title=" Call ", due_at=due, conversation_id=thread.pk, now=now)
    assert (task.title, task.owner, task.contact_id) == ("Call", bob, thread.contact_id)
    assert services.finish_task(by=bob, task_id=task.pk, now=now).done_at == now
    assert services.reopen_task(by=bob, task_id=task.pk, now=now).done_by is None


def test_who_ticks_a_task_second_hears_who_was_first(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    task = services.add_task(by=bob, title="Call", due_at=now, now=now)
    assert services.finish_task(by=bob, task_id=task.pk, version=1, now=now).version == 2

    with pytest.raises(errors.TaskMovedOn, match="Bob Ortiz finished this task"):
        services.finish_task(by=alice, task_id=task.pk, version=1, now=now)


def test_a_task_takes_nothing_of_another_organisation(
    organisation: Organisation, thread: Conversation, bob: Member, mallory: Member, now: datetime
) -> None:
    with tenant_transaction(mallory.organisation):
        theirs = Contact.objects.create(organisation=mallory.organisation, display_name="Theirs")
    for more in ({"contact_id": theirs.pk}, {"owner_id": mallory.pk}):
        with pytest.raises(NotFound):
            services.add_task(by=bob, title="Call", due_at=now, now=now, **more)
    with pytest.raises(NotFound):
        services.add_task(by=mallory, title="Call", due_at=now, conversation_id=thread.pk, now=now)
    with reading(organisation):
        assert not Task.objects.of(organisation).exists()
