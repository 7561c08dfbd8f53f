"""What members do on the inbox's pages, and what they are told when it cannot be done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation, Team
from contacts.models import Contact, ContactAddress
from conversations import services
from conversations.domain.states import Outcome
from conversations.models import CannedReply, Conversation, Draft, Entry, Line, SavedView, Task
from core.transactions import reading, tenant_transaction
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


def post(client: Client, act: str, /, *ids: object, **form: object) -> tuple[int, str]:
    """Post as htmx does; give status and words."""
    answer = client.post(reverse(f"conversations:{act}", args=ids), form, headers=HTMX)
    return answer.status_code, answer.content.decode()


def fresh(conversation: Conversation) -> Conversation:
    return make.fresh(organisation=conversation.organisation, conversation_id=conversation.pk)


def test_claiming_shows_the_fresh_head(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, head = post(client_for(alice), "claim", conversation.pk)

    assert status == 200
    assert f'id="head-{conversation.pk}"' in head
    assert "Yours" in head
    assert fresh(conversation).owner == alice


def test_the_second_to_claim_learns_who_was_first(
    conversation: Conversation, alice: Member, bob: Member, client_for: ClientFor, now: datetime
) -> None:
    services.claim_conversation(by=bob, conversation_id=conversation.pk, now=now)

    status, head = post(client_for(alice), "claim", conversation.pk)

    assert status == 409
    assert "Taken by Bob Ortiz." in head
    assert fresh(conversation).owner == bob


def test_without_htmx_an_act_leads_to_the_conversation(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    answer = client_for(alice).post(reverse("conversations:claim", args=[conversation.pk]))

    assert answer.status_code == 302
    assert answer["Location"] == f"/inbox/{conversation.pk}/"


def test_assign_and_release(
    conversation: Conversation, alice: Member, bob: Member, rae: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    assert post(client, "assign", conversation.pk, member=str(bob.pk))[0] == 200
    assert fresh(conversation).owner == bob
    assert post(client, "assign", conversation.pk, member=str(rae.pk))[0] == 404
    assert post(client, "assign", conversation.pk, member="nobody")[0] == 404
    assert post(client, "release", conversation.pk)[0] == 200
    assert fresh(conversation).owner is None


@pytest.mark.parametrize("until", ["later", "tomorrow", "monday", "reply"])
def test_snooze_and_wake(
    until: str, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    assert post(client, "snooze", conversation.pk, until=until)[0] == 200
    assert fresh(conversation).status == "SNOOZED"
    assert post(client, "wake", conversation.pk)[0] == 200
    assert fresh(conversation).status == "OPEN"


@pytest.mark.parametrize("when", ["", "yesterday", "2001-01-01T10:00", "9999-12-31T23:59"])
def test_a_snooze_needs_a_time_to_come(
    when: str, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, head = post(client_for(alice), "snooze", conversation.pk, until="local", until_local=when)

    assert status == 422
    assert f'id="head-{conversation.pk}"' in head


def test_resolve_needs_its_outcome_and_comes_back(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    assert post(client, "resolve", conversation.pk)[0] == 422
    assert post(client, "resolve", conversation.pk, outcome="DISQUALIFIED")[0] == 422
    assert post(client, "resolve", conversation.pk, outcome="DISQUALIFIED", reason="Conflict")[0] == 200
    assert fresh(conversation).status == "RESOLVED"
    assert post(client, "resolve", conversation.pk, outcome="LOST")[0] == 409
    assert post(client, "reopen", conversation.pk)[0] == 200
    assert fresh(conversation).status == "OPEN"


def test_spam_and_back(conversation: Conversation, alice: Member, client_for: ClientFor) -> None:
    client = client_for(alice)

    assert post(client, "spam", conversation.pk)[0] == 200
    assert fresh(conversation).status == "SPAM"
    assert post(client, "not_spam", conversation.pk)[0] == 200
    assert fresh(conversation).status == "OPEN"


def test_a_reply_is_shown_and_the_box_is_empty(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, answer = post(
        client_for(alice), "reply", conversation.pk, text="Yes, we do.", after=1, client_ref=str(uuid4())
    )

    assert status == 200
    assert "Yes, we do." in answer.split('hx-swap-oob="beforeend"')[1]
    assert "Yes, we do." not in answer.split("</form>")[0]
    assert 'name="after" value="2"' in answer
    assert reverse("conversations:undo_send", args=[_entries(conversation)[-1].pk]) in answer


def test_the_guard_keeps_the_text(
    conversation: Conversation, alice: Member, bob: Member, client_for: ClientFor, now: datetime
) -> None:
    services.send_reply(by=bob, conversation_id=conversation.pk, text="Bob was here.", seen_seq=1, now=now)
    client = client_for(alice)

    status, box = post(client, "reply", conversation.pk, text="Half a thought", after=1)

    assert status == 409
    assert "Bob Ortiz replied" in box
    assert "Half a thought" in box
    assert [entry.text for entry in _entries(conversation)] == ["Do you take custody cases?", "Bob was here."]
    status, _answer = post(client, "reply", conversation.pk, text="Half a thought", after=1, anyway=1)
    assert status == 200


def test_an_empty_reply_is_refused_beside_the_box(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, box = post(client_for(alice), "reply", conversation.pk, text="  ", after=1, note="kept")

    assert status == 422
    assert "Write something first." in box
    assert "kept" in box


def test_a_note_is_private_and_keeps_the_reply(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, answer = post(
        client_for(alice), "note", conversation.pk, note="@Bob please look", text="half a reply"
    )

    assert status == 200
    assert "Private note" in answer
    assert '<b class="mention">@Bob</b>' in answer
    assert "half a reply" in answer
    assert _entries(conversation)[-1].kind == "NOTE"


def test_undo_brings_the_words_back(
    conversation: Conversation, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    entry = services.send_reply(
        by=alice, conversation_id=conversation.pk, text="Too soon", seen_seq=1, now=now
    )

    status, desk = post(client_for(alice), "undo_send", entry.pk)

    assert status == 200
    assert "Too soon" in desk.split("data-composer")[1]
    assert "taken back, never sent" in desk


def test_only_what_failed_is_sent_again(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    status, entry = post(client_for(alice), "retry", _entries(conversation)[0].pk)

    assert status == 409
    assert 'class="entry"' in entry


def test_drafts_are_kept_apart(
    organisation: Organisation, conversation: Conversation, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    assert post(client, "draft", conversation.pk, text="a reply", note="a note")[0] == 204

    with reading(organisation):
        assert {(row.is_note, row.text) for row in Draft.objects.of(organisation)} == {
            (False, "a reply"),
            (True, "a note"),
        }
    assert "a reply" in client.get(f"/inbox/{conversation.pk}/").content.decode()
    assert "a reply" not in client_for(bob).get(f"/inbox/{conversation.pk}/").content.decode()


def test_reading_is_remembered(
    conversation: Conversation, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    assert 'class="item unread"' in client.get("/inbox/").content.decode()

    assert post(client, "read", conversation.pk, seq=1)[0] == 204
    assert 'class="item unread"' not in client.get("/inbox/").content.decode()
    assert 'class="item unread"' in client_for(bob).get("/inbox/").content.decode()

    assert post(client, "unread", conversation.pk)[0] == 200
    assert 'class="item unread"' in client.get("/inbox/").content.decode()


def test_two_people_on_one_number_are_asked_about(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    with tenant_transaction(organisation):
        for name in ("Denise Calloway", "Lorraine Abbate"):
            contact = Contact.objects.create(organisation=organisation, display_name=name)
            ContactAddress.objects.create(
                organisation=organisation, contact=contact, kind="PHONE", value="+16025550142", is_shared=True
            )
    received = make.text_in(organisation=organisation, now=now, sender="+16025550142")
    client = client_for(alice)

    page = client.get(f"/inbox/{received.conversation_id}/").content.decode()
    assert "2 people use this number. Who is writing?" in page
    assert post(client, "choose_contact", received.conversation_id, contact="x")[0] == 404
    status, desk = post(client, "choose_contact", received.conversation_id, contact=str(contact.pk))

    assert status == 200
    assert "Lorraine Abbate" in desk
    assert "Who is writing?" not in desk


def test_labels(conversation: Conversation, alice: Member, client_for: ClientFor) -> None:
    assert post(client_for(alice), "tag", conversation.pk, tags="Family, Court date")[0] == 200
    assert fresh(conversation).tags == ["Family", "Court date"]


def test_many_at_once(
    organisation: Organisation,
    conversation: Conversation,
    alice: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    other = make.conversation(organisation=organisation, now=now, name="Tomás Wieland")
    services.resolve_conversation(
        by=alice, conversation_id=other.pk, outcome=Outcome.LOST, reason="", now=now
    )
    client = client_for(alice)
    ids = [str(conversation.pk), str(other.pk), "nonsense"]

    answer = client.post(
        reverse("conversations:bulk"), {"action": "snooze:tomorrow", "conversation": ids}, headers=HTMX
    )

    assert answer.status_code == 200
    assert 'id="list"' in answer.content.decode()
    assert "Tomás Wieland" in answer.headers["HX-Trigger"].encode().decode("unicode_escape")
    assert fresh(conversation).status == "SNOOZED"
    assert post(client, "bulk", action="explode", conversation=ids[0])[0] == 404


def test_saved_views(
    organisation: Organisation, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    status, views = post(client, "save_view", name="Family texts", view="open", tag="Family", channel="SMS")
    assert status == 200
    assert "Family texts" in views
    assert post(client, "save_view", name="Family texts", view="open")[0] == 409
    assert post(client, "save_view", name="", view="open")[0] == 422

    with reading(organisation):
        saved = SavedView.objects.of(organisation).get()
    assert saved.filters == {"tag": "Family", "channel": "SMS"}
    assert "Family texts" not in post(client, "delete_view", saved.pk)[1]


def test_tasks_of_a_conversation_and_of_the_day(
    organisation: Organisation, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    url = reverse("conversations:task_new") + f"?conversation={conversation.pk}"

    answer = client.post(url, {"title": "Call Denise back", "due": "2001-01-01T09:00"}, headers=HTMX)
    assert f'id="tasks-{conversation.pk}"' in answer.content.decode()
    assert post(client, "task_new", title="Order paper", due="nonsense")[0] == 200
    assert post(client, "task_new", title=" ")[0] == 422
    assert post(client, "task_new", title="x", owner="nobody")[0] == 422

    day = client.get("/tasks/").content.decode()
    assert day.index("Late") < day.index("Call Denise back") < day.index("Order paper")
    with reading(organisation):
        task = Task.objects.of(organisation).get(title="Call Denise back")
    assert "task done" in post(client, "task_done", task.pk, done="1")[1]
    assert "task done" not in post(client, "task_done", task.pk, done="0")[1]
    for scope in ("mine", "team", "all", "nonsense"):
        assert client.get("/tasks/", {"scope": scope}).status_code == 200


def test_another_organisations_task_is_not_there(
    organisation: Organisation, alice: Member, mallory: Member, client_for: ClientFor, now: datetime
) -> None:
    task = services.add_task(by=alice, title="Secret", due_at=now, now=now)

    assert post(client_for(mallory), "task_done", task.pk, done="1")[0] == 404


def test_a_task_is_written_on_the_contacts_page_for_a_team_and_ticked_once(
    conversation: Conversation, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    desk = Team.objects.create(organisation=alice.organisation, name="Front desk")
    client = client_for(alice)
    contact_page = reverse("contacts:contact", args=[conversation.contact_id])
    url = reverse("conversations:task_new") + f"?contact={conversation.contact_id}"
    assert "Team Front desk" in client.get(contact_page).content.decode()

    shown = client.post(url, {"title": "Send the estimate", "owner": f"team:{desk.pk}"}, headers=HTMX)

    assert "Send the estimate" in shown.content.decode()
    assert "Front desk" in shown.content.decode()
    assert client.post(url, {"title": ""}, headers=HTMX).status_code == 422
    assert client.post(url, {"title": "Plain"})["Location"] == contact_page
    with reading(alice.organisation):
        task = Task.objects.of(alice.organisation).get(team=desk)
    assert post(client_for(bob), "task_done", task.pk, done="1", version=1)[0] == 200
    answer = client.post(
        reverse("conversations:task_done", args=[task.pk]), {"done": "1", "version": "1"}, headers=HTMX
    )
    assert answer.status_code == 409
    assert "Bob Ortiz finished this task meanwhile." in answer["HX-Trigger"]
    assert 'data-version="2"' in answer.content.decode()


def test_saved_replies_are_filled_in(
    organisation: Organisation, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    with tenant_transaction(organisation):
        for shortcut, text in (
            ("hello", "Hello {{contact.first_name}}, this is {{organisation.name}}."),
            ("visit", "See you on {{visit.time}}."),
        ):
            CannedReply.objects.create(
                organisation=organisation, title=shortcut, shortcut=shortcut, text=text
            )

    page = client_for(alice).get(f"/inbox/{conversation.pk}/").content.decode()

    assert "this is Hale Ortiz Law." in page
    assert "No value for visit.time" in page


def test_a_person_who_said_stop_gets_no_reply_box(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.text_in(organisation=organisation, now=now, sender="+16025550142", name="Denise Calloway")
    received = make.text_in(
        organisation=organisation, now=now + timedelta(minutes=1), sender="+16025550142", text="STOP"
    )
    client = client_for(alice)

    page = client.get(f"/inbox/{received.conversation_id}/").content.decode()

    assert "asked for no more texts" in page
    assert post(client, "reply", received.conversation_id, text="But why?", after=9)[0] == 422


def _entries(conversation: Conversation) -> list[Entry]:
    with reading(conversation.organisation_id):
        rows = Entry.objects.of(conversation.organisation_id).filter(conversation=conversation)
        return list(rows.order_by("seq"))
