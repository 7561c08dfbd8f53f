"""What every address shares: keys, scopes, limits, problems, versions."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import ApiKey, Member
from conversations.models import Conversation, Line
from core import clock
from tests.api.conftest import Caller, expect_problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer pk_nonsense", "Bearer \u00e9"]
)
def test_a_key_is_needed(organisation: object, header: str) -> None:
    response = Client().get("/api/v1/organisation", headers={"Authorization": header} if header else {})
    expect_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_does_not_work(api: Caller) -> None:
    ApiKey.objects.update(revoked_at=clock.now())
    expect_problem(api.get("organisation"), 401)


def test_a_key_loses_its_power_with_its_member(api: Caller, alice: Member) -> None:
    Member.objects.filter(pk=alice.pk).update(is_active=False)
    expect_problem(api.get("organisation"), 403)


def test_the_organisation_is_the_keys_own(api: Caller, stranger: Caller) -> None:
    assert api.get("organisation").json()["name"] == "Hale Ortiz Law"
    assert stranger.get("organisation").json()["name"] == "Brightwater Plumbing"


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("contacts", "contacts:read"),
        ("conversations", "conversations:read"),
        ("lines", "lines:read"),
        ("members", "members:read"),
    ],
)
def test_each_list_needs_its_scope(
    caller_for: Callable[..., Caller], alice: Member, path: str, scope: str
) -> None:
    others = ("messages:send", "contacts:write", "conversations:write")
    assert scope in expect_problem(caller_for(alice, *others).get(path), 403)["detail"]
    assert caller_for(alice, scope).get(path).status_code == 200


def test_writing_needs_its_own_scope(
    caller_for: Callable[..., Caller], alice: Member, conversation: Conversation
) -> None:
    caller = caller_for(alice, "conversations:read", "contacts:read")
    expect_problem(caller.post(f"conversations/{conversation.pk}/claim"), 403)
    expect_problem(
        caller.post(f"conversations/{conversation.pk}/entries", {"kind": "NOTE", "text": "x"}, once="1"), 403
    )
    expect_problem(
        caller.post(f"conversations/{conversation.pk}/entries", {"kind": "MESSAGE", "text": "x"}, once="2"),
        403,
    )
    expect_problem(caller.post("messages", {}, once="3"), 403)
    expect_problem(caller.post("contacts", {"first_name": "Ada"}), 403)


def test_the_last_use_is_noted_once_a_minute(api: Caller) -> None:
    api.get("organisation")
    key = ApiKey.objects.get()
    assert key.last_used_at is not None
    earlier = key.last_used_at - timedelta(seconds=30)
    ApiKey.objects.update(last_used_at=earlier)
    api.get("organisation")
    assert ApiKey.objects.get().last_used_at == earlier
    ApiKey.objects.update(last_used_at=earlier - timedelta(minutes=2))
    api.get("organisation")
    assert ApiKey.objects.filter(last_used_at__gt=earlier).exists()


def test_a_key_has_an_allowance(caller_for: Callable[..., Caller], alice: Member) -> None:
    caller = caller_for(alice, rate=2)
    left = [caller.get("organisation")["X-RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    refused = caller.get("organisation")
    expect_problem(refused, 429)
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["X-RateLimit-Limit"] == "2"


@pytest.mark.parametrize(
    "path", ["nothing", "contacts/", "conversations/abc", "members/1/2", "", "lines/%00", "lines/%0A"]
)
def test_no_such_address(api: Caller, path: str) -> None:
    expect_problem(api.get(path), 404)


def test_wrong_method(api: Caller) -> None:
    response = api.call("DELETE", "organisation")
    expect_problem(response, 405)
    assert response["Allow"] == "GET, HEAD"


def test_only_json_is_read(api: Caller, conversation: Conversation) -> None:
    path = f"/api/v1/conversations/{conversation.pk}/tags"
    headers = {"Authorization": f"Bearer {api.secret}"}
    expect_problem(api.client.post(path, "tags=a", content_type="text/plain", headers=headers), 415)
    assert (
        api.client.post(
            path, '{"tags": []}', content_type="application/json; charset=utf-8", headers=headers
        ).status_code
        == 200
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"NaN", 400),
        (b'{"tags": ["a\\u0000"]}', 400),
        (b'{"tags": ["\\ud800"]}', 400),
        (b'{"tags": [1e999]}', 400),
        (b'{"tags": ' + b"9" * 5000 + b"}", 400),
        (b'{"tags": ' + b"[" * 20000 + b"]" * 20000 + b"}", 400),
        (b'{"tags": ["' + b"x" * 70000 + b'"]}', 413),
        (b'{"tags": "a"}', 400),
        (b'{"labels": []}', 400),
        (b'{"tags": [{}]}', 400),
    ],
)
def test_unusable_bodies(api: Caller, conversation: Conversation, body: bytes, status: int) -> None:
    response = api.client.generic(
        "POST",
        f"/api/v1/conversations/{conversation.pk}/tags",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {api.secret}"},
    )
    expect_problem(response, status)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=x", "limit=-1", "limit=99999999999999999999", "cursor=%00", "cursor=abc",
        "cursor=WzEsICJ4Il0", "status=NOPE", "owner=me", "tag=%00", "line=1", "channel=X",
        "tag=" + "x" * 41,
    ],
)  # fmt: skip
def test_unusable_queries(api: Caller, query: str) -> None:
    expect_problem(api.get(f"conversations?{query}"), 400)


def test_lists_come_in_pages(api: Caller, organisation: object, line: Line, alice: Member) -> None:
    first = api.get("members?limit=1").json()
    assert len(first["items"]) == 1
    assert first["next_cursor"] is None


def test_versions_of_what_has_none_are_its_content(api: Caller, line: Line) -> None:
    response = api.get(f"lines/{line.pk}")
    again = api.get(f"lines/{line.pk}", If_None_Match=response["ETag"])
    assert again.status_code == 304
    assert not again.content
    assert api.get(f"lines/{line.pk}", If_None_Match='"other"').status_code == 200


def test_sentences_are_said_in_the_callers_language(api: Caller) -> None:
    assert expect_problem(api.get("nothing", Accept_Language="es"), 404)["detail"]
