"""Conversations, entries, messages and lines over the API."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import IdempotencyRecord, Location, Member, Organisation
from conversations.models import Conversation, Entry, Line
from core import clock
from core.transactions import reading, tenant_transaction
from tests.api.conftest import Caller, expect_problem
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
ACTS: list[tuple[str, dict[str, object]]] = [
    ("claim", {}),
    ("release", {}),
    ("snooze", {"until_reply": True}),
    ("resolve", {"outcome": "BOOKED"}),
    ("spam", {}),
    ("tags", {"tags": ["vip"]}),
]


def entries_of(conversation: Conversation) -> list[Entry]:
    with reading(conversation.organisation_id):
        return list(Entry.objects.of(conversation.organisation_id).filter(conversation=conversation))


def test_a_conversation_is_read(api: Caller, conversation: Conversation, line: Line) -> None:
    response = api.get(f"conversations/{conversation.pk}")
    read = response.json()
    assert response["ETag"] == f'"v{conversation.version}"'
    assert read["status"] == "OPEN"
    assert read["line_id"] == str(line.pk)
    assert read["latest_text"] == "Do you take custody cases?"
    assert api.get(f"conversations/{conversation.pk}", If_None_Match=response["ETag"]).status_code == 304


def test_lists_page_by_keyset_while_rows_are_added(
    api: Caller, organisation: Organisation, line: Line, now: datetime
) -> None:
    made = [make.conversation(organisation=organisation, now=now) for _ in range(5)]
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = api.get(f"conversations?limit=2&cursor={cursor}").json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"] or ""
        make.conversation(organisation=organisation, now=now)
    assert seen == [str(row.pk) for row in reversed(made)]
    assert not cursor


def test_a_list_costs_the_same_for_one_and_for_many(
    api: Caller,
    organisation: Organisation,
    line: Line,
    now: datetime,
) -> None:
    make.conversation(organisation=organisation, now=now)
    api.get("organisation")
    with CaptureQueriesContext(connection) as one:
        api.get("conversations")
    for _ in range(19):
        make.conversation(organisation=organisation, now=now)
    with CaptureQueriesContext(connection) as many:
        assert len(api.get("conversations").json()["items"]) == 20
    assert len(many) == len(one)


def test_filters(api: Caller, organisation: Organisation, line: Line, alice: Member, now: datetime) -> None:
    mine, other = (make.conversation(organisation=organisation, now=now) for _ in range(2))
    assert api.post(f"conversations/{mine.pk}/claim").status_code == 200
    assert api.post(f"conversations/{mine.pk}/tags", {"tags": [" vip ", "vip"]}).json()["tags"] == ["vip"]
    for query, found in (
        (f"owner={alice.pk}", [mine]),
        ("unowned=true", [other]),
        ("tag=vip", [mine]),
        ("status=OPEN", [other, mine]),
        ("status=SPAM", []),
        (f"line={line.pk}&channel=SMS", [other, mine]),
        (f"location={line.location_id}", [other, mine]),
        ("channel=MMS", []),
    ):
        ids = [item["id"] for item in api.get(f"conversations?{query}").json()["items"]]
        assert ids == [str(row.pk) for row in found], query


@pytest.mark.parametrize(("act", "body"), ACTS)
def test_acts_work(api: Caller, conversation: Conversation, act: str, body: dict[str, object]) -> None:
    response = api.post(f"conversations/{conversation.pk}/{act}", body)
    assert response.status_code == 200, response.content
    assert response["ETag"] == f'"v{response.json()["version"]}"'


@pytest.mark.parametrize(("act", "body"), [*ACTS, ("reopen", {}), ("not-spam", {})])
def test_acts_are_refused(
    conversation: Conversation, stranger: Caller, reader: Caller, act: str, body: dict[str, object]
) -> None:
    path = f"conversations/{conversation.pk}/{act}"
    expect_problem(stranger.post(path, body), 404)
    expect_problem(reader.post(path, body), 403)
    expect_problem(Caller(secret="").post(path, body), 401)
    expect_problem(reader.get(path), 405)
    expect_problem(reader.post(f"conversations/12/{act}", body), 404)


def test_a_life_of_a_conversation(
    api: Caller, conversation: Conversation, bob: Member, now: datetime
) -> None:
    path = f"conversations/{conversation.pk}"
    assert api.post(f"{path}/assign", {"member_id": str(bob.pk)}).json()["owner_id"] == str(bob.pk)
    expect_problem(api.post(f"{path}/claim"), 409)
    assert api.post(f"{path}/release").json()["owner_id"] is None
    until = (clock.now() + timedelta(days=1)).isoformat()
    assert api.post(f"{path}/snooze", {"until": until}).json()["status"] == "SNOOZED"
    expect_problem(api.post(f"{path}/resolve", {"outcome": "DISQUALIFIED"}), 422)
    expect_problem(api.post(f"{path}/resolve", {"outcome": "WON"}), 400)
    assert api.post(f"{path}/resolve", {"outcome": "LOST", "reason": "Too far"}).json()["outcome"] == "LOST"
    expect_problem(api.post(f"{path}/snooze", {"until_reply": True}), 409)
    assert api.post(f"{path}/reopen").json()["status"] == "OPEN"
    assert api.post(f"{path}/spam").json()["status"] == "SPAM"
    assert api.post(f"{path}/not-spam").json()["status"] == "OPEN"
    expect_problem(api.post(f"{path}/snooze", {}), 422)
    expect_problem(api.post(f"{path}/assign", {"member_id": str(conversation.pk)}), 404)


def test_entries_are_read(api: Caller, stranger: Caller, conversation: Conversation) -> None:
    path = f"conversations/{conversation.pk}/entries"
    (entry,) = [item for item in api.get(path).json()["items"] if item["kind"] == "MESSAGE_IN"]
    assert entry["text"] == "Do you take custody cases?"
    assert api.get(f"{path}?after_seq={entry['seq']}&kind=MESSAGE_IN").json()["items"] == []
    expect_problem(api.get(f"{path}?after_seq=99999999999999999999"), 400)
    expect_problem(stranger.get(path), 404)


def test_a_reply_is_sent_once(api: Caller, conversation: Conversation) -> None:
    path, body = f"conversations/{conversation.pk}/entries", {"kind": "MESSAGE", "text": "Yes, we do."}
    first = api.post(path, body, once="a")
    assert first.status_code == 201, first.content
    assert first.json()["state"] == "QUEUED"
    again = api.post(path, body, once="a")
    assert again.status_code == 201
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert [entry.kind for entry in entries_of(conversation)].count("MESSAGE_OUT") == 1
    expect_problem(api.post(path, body | {"text": "Yes!"}, once="a"), 422)
    expect_problem(api.post(path, body), 400)
    expect_problem(api.post(path, body, once="k" * 129), 400)


def test_a_request_under_way_is_not_done_twice(api: Caller, conversation: Conversation) -> None:
    path, body = f"conversations/{conversation.pk}/entries", {"kind": "MESSAGE", "text": "Yes, we do."}
    api.post(path, body, once="a")
    organisation = conversation.organisation_id
    with tenant_transaction(organisation):
        IdempotencyRecord.objects.of(organisation).update(status=None, started_at=clock.now())
    expect_problem(api.post(path, body, once="a"), 409)
    # Its process died: doing it again with the same reference finds the entry made before.
    with tenant_transaction(organisation):
        IdempotencyRecord.objects.of(organisation).update(started_at=clock.now() - timedelta(minutes=5))
    assert api.post(path, body, once="a").status_code == 201
    assert [entry.kind for entry in entries_of(conversation)].count("MESSAGE_OUT") == 1


def test_a_refused_request_leaves_its_key_free(api: Caller, conversation: Conversation) -> None:
    path = f"conversations/{conversation.pk}/entries"
    expect_problem(api.post(path, {"kind": "MESSAGE", "text": "x" * 1601}, once="a"), 422)
    assert api.post(path, {"kind": "MESSAGE", "text": "Hello"}, once="a").status_code == 201


def test_old_records_are_dropped(api: Caller, conversation: Conversation) -> None:
    path, organisation = f"conversations/{conversation.pk}/entries", conversation.organisation_id
    api.post(path, {"kind": "NOTE", "text": "one"}, once="a")
    with tenant_transaction(organisation):
        IdempotencyRecord.objects.of(organisation).update(started_at=clock.now() - timedelta(hours=25))
    api.post(path, {"kind": "NOTE", "text": "two"}, once="b")
    with reading(organisation):
        assert [row.key for row in IdempotencyRecord.objects.of(organisation)] == ["b"]


def test_a_note_stays_inside(api: Caller, conversation: Conversation) -> None:
    path = f"conversations/{conversation.pk}/entries"
    note = api.post(path, {"kind": "NOTE", "text": "Call back"}, once="n").json()
    assert (note["kind"], note["state"]) == ("NOTE", "")


def test_a_colleagues_reply_stops_a_message(
    api: Caller, caller_for: Callable[..., Caller], bob: Member, conversation: Conversation
) -> None:
    path = f"conversations/{conversation.pk}/entries"
    body = {"kind": "MESSAGE", "text": "Yes", "seen_seq": 1}
    assert caller_for(bob).post(path, body, once="b").status_code == 201
    assert "Bob" in expect_problem(api.post(path, body, once="a"), 409)["detail"]
    del body["seen_seq"]
    assert api.post(path, body, once="a").status_code == 201


def test_entries_are_refused(conversation: Conversation, stranger: Caller, reader: Caller) -> None:
    path = f"conversations/{conversation.pk}/entries"
    for kind in ("NOTE", "MESSAGE"):
        expect_problem(stranger.post(path, {"kind": kind, "text": "x"}, once=kind), 404)
        expect_problem(reader.post(path, {"kind": kind, "text": "x"}, once=kind), 403)
    expect_problem(reader.post(path, {"kind": "FACT", "text": "x"}, once="c"), 400)


def test_a_number_is_texted(api: Caller, stranger: Caller, reader: Caller, line: Line) -> None:
    body = {"line_id": str(line.pk), "number": "(602) 555-0177", "text": "You called us"}
    sent = api.post("messages", body, once="m")
    assert sent.status_code == 201, sent.content
    assert sent.json()["address"] == "+16025550177"
    assert api.post("messages", body, once="m").json() == sent.json()
    second = api.post("messages", body, once="m2").json()
    assert second["conversation_id"] == sent.json()["conversation_id"]
    expect_problem(stranger.post("messages", body, once="m"), 404)
    expect_problem(reader.post("messages", body, once="m"), 403)
    expect_problem(api.post("messages", body), 400)
    expect_problem(api.post("messages", body | {"number": "12"}, once="x"), 400)
    expect_problem(api.post("messages", {"line_id": str(line.pk), "text": "x"}, once="x"), 400)


def test_a_contact_is_texted(api: Caller, conversation: Conversation, line: Line, somewhere: UUID) -> None:
    contact = str(conversation.contact_id)
    body = {"line_id": str(line.pk), "contact_id": contact, "text": "Hello"}
    assert api.post("messages", body, once="a").json()["conversation_id"] == str(conversation.pk)
    expect_problem(api.post("messages", body | {"address_id": str(somewhere)}, once="b"), 404)
    expect_problem(api.post("messages", body | {"contact_id": str(somewhere)}, once="c"), 422)
    expect_problem(api.post("messages", body | {"line_id": "x"}, once="d"), 400)


def test_nobody_guesses_who_holds_a_shared_number(api: Caller, line: Line) -> None:
    for name in ("Ada", "Ben"):
        contact = api.post("contacts", {"first_name": name}).json()
        api.post(f"contacts/{contact['id']}/addresses", {"kind": "PHONE", "value": "+16025550166"})
    body = {"line_id": str(line.pk), "number": "+16025550166", "text": "Hello"}
    expect_problem(api.post("messages", body, once="m"), 409)


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize(
    "statement", ["INSERT INTO conversations_entry", "UPDATE accounts_idempotencyrecord"]
)
def test_a_message_whose_process_died_is_taken_up_again(api: Caller, line: Line, statement: str) -> None:
    def die(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.replace('"', "").startswith(statement):
            raise Died
        return execute(sql, *rest)

    body = {"line_id": str(line.pk), "number": "+16025550177", "text": "You called us"}
    with connection.execute_wrapper(die), pytest.raises(Died):
        api.post("messages", body, once="m")
    expect_problem(api.post("messages", body, once="m"), 409)
    organisation = line.organisation_id
    with tenant_transaction(organisation):
        late = clock.now() - timedelta(minutes=5)
        IdempotencyRecord.objects.of(organisation).update(started_at=late)

    resumed = api.post("messages", body, once="m")

    assert resumed.status_code == 201, resumed.content
    assert "Idempotency-Replayed" not in resumed
    with reading(organisation):
        (entry,) = Entry.objects.of(organisation).filter(kind="MESSAGE_OUT")
    assert resumed.json()["id"] == str(entry.pk)
    replayed = api.post("messages", body, once="m")
    assert replayed["Idempotency-Replayed"] == "true"
    assert replayed.json() == resumed.json()


def test_a_refused_message_leaves_nobody_behind(api: Caller, somewhere: UUID) -> None:
    body = {"line_id": str(somewhere), "number": "+16025550177", "text": "You called us"}
    expect_problem(api.post("messages", body, once="m"), 404)
    assert api.get("contacts").json()["items"] == []


def test_lines(api: Caller, stranger: Caller, line: Line) -> None:
    assert [item["address"] for item in api.get("lines?kind=PHONE").json()["items"]] == [line.address]
    assert api.get("lines?kind=CHAT").json()["items"] == []
    assert stranger.get("lines").json()["items"] == []
    expect_problem(stranger.get(f"lines/{line.pk}"), 404)


def test_other_locations_are_out_of_sight(
    api: Caller, conversation: Conversation, organisation: Organisation, alice: Member, line: Line
) -> None:
    elsewhere = Location.objects.create(organisation=organisation, name="Mesa")
    Member.objects.filter(pk=alice.pk).update(location_ids=[elsewhere.pk])
    assert api.get("conversations").json()["items"] == []
    assert api.get("lines").json()["items"] == []
    expect_problem(api.get(f"conversations/{conversation.pk}"), 404)
    expect_problem(api.get(f"lines/{line.pk}"), 404)


def test_strangers_see_nothing(stranger: Caller, conversation: Conversation) -> None:
    assert stranger.get("conversations").json()["items"] == []
    expect_problem(stranger.get(f"conversations/{conversation.pk}"), 404)


def test_members(api: Caller, stranger: Caller, alice: Member, bob: Member) -> None:
    names = {item["name"] for item in api.get("members").json()["items"]}
    assert names == {"Alice Hale", "Bob Ortiz"}
    assert [item["name"] for item in api.get("members?role=OWNER").json()["items"]] == ["Alice Hale"]
    assert api.get(f"members/{bob.pk}").json()["role"] == "STAFF"
    expect_problem(stranger.get(f"members/{bob.pk}"), 404)
