"""Google and Microsoft through the port: what is asked of them, what their answers become, and what ends well anyhow."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import Member
from core.transactions import reading
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    Channel,
    ElsewhereKind,
    Entry,
    Trouble,
    Written,
)
from scheduling.models import ExternalBusy, ExternalCalendar
from scheduling.services.outside import watching
from scheduling.services.outside.google import Google
from scheduling.services.outside.microsoft import Microsoft
from tests.factories import scheduling as make
from tests.scheduling.outside.stand_in import StandIn, standing_in

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
ENTRY = Entry(
    uid="4fd4@portico.test", sequence=2, starts_at=NOW, ends_at=NOW + timedelta(minutes=30), created_at=NOW,
    changed_at=NOW, summary="Appointment", place="Main office",
)  # fmt: skip
EVENTS, DELTA = "/calendar/v3/calendars/dana%40firm.test/events", "/v1.0/me/calendars/cal1/calendarView/delta"


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    with standing_in() as known:
        yield known


@pytest.fixture
def cloud(server: StandIn, settings: Any) -> StandIn:
    server.answers.clear()
    server.asked.clear()
    settings.CALENDARS_REACH_PRIVATE = True
    settings.ENVIRONMENT = replace(
        settings.ENVIRONMENT, google_client_id="gid", google_client_secret="gs", google_accounts_url=server.url,
        google_token_url=server.url, google_api_url=server.url, microsoft_client_id="mid", microsoft_client_secret="ms",
        microsoft_login_url=server.url, microsoft_api_url=server.url,
    )  # fmt: skip
    return server


def access(
    address: str = "dana@firm.test", *, ends_in: float = 3600, kept: list[Any] | None = None
) -> Access:
    known = {"access_token": "t1", "refresh_token": "r1", "expires_at": str(time.time() + ends_in)}
    return Access(address=address, credentials=known, keep=(kept if kept is not None else []).append)


def asked(token: str = "") -> Asked:
    return Asked(
        since=NOW, until=NOW + timedelta(days=30), zone=ZoneInfo("America/Phoenix"), token=token,
        ours=lambda uids: {"4fd4@portico.test", "AAA-graph-uid"} & set(uids),
    )  # fmt: skip


def told(at: str, until: str, **more: Any) -> dict[str, Any]:
    return {"start": {"dateTime": at}, "end": {"dateTime": until}, "status": "confirmed", **more}


def mine(said: str) -> list[dict[str, Any]]:
    return [{"email": "x@firm.test", "responseStatus": "accepted"}, {"self": True, "responseStatus": said}]


def test_google_tells_each_occurrence_and_then_what_changed(cloud: StandIn) -> None:
    first = {
        "items": [
            told("2026-11-24T10:00:00-07:00", "2026-11-24T11:00:00-07:00", id="a", iCalUID="a@google.com"),
            told("2026-11-24T12:00:00-07:00", "2026-11-24T13:00:00-07:00", id="free", transparency="transparent"),
            told("2026-11-24T12:00:00-07:00", "2026-11-24T13:00:00-07:00", id="no", attendees=mine("declined")),
            told("2026-11-25T12:00:00-07:00", "2026-11-25T13:00:00-07:00", id="may", attendees=mine("tentative")),
            told("2026-11-24T12:00:00-07:00", "2026-11-24T13:00:00-07:00", id="home", eventType="workingLocation"),
            told("2026-11-27T00:00:00-07:00", "2026-11-28T00:00:00-07:00", id="out", eventType="outOfOffice"),
            told("2026-11-24T14:00:00-07:00", "2026-11-24T15:00:00-07:00", id="ours", iCalUID="4fd4@portico.test"),
        ],
        "nextPageToken": "p2",
    }  # fmt: skip
    day = {"id": "day", "status": "confirmed", "start": {"date": "2026-11-26"}, "end": {"date": "2026-11-27"}}
    cloud.on("GET", EVENTS, first)
    cloud.on("GET", EVENTS, {"items": [day], "nextSyncToken": "s1"})
    news = Google().read(access(), asked())
    assert news is not None
    assert (news.is_whole, news.token) == (True, "s1")
    assert {(span.key, span.kind, span.starts_at.isoformat()) for span in news.spans} == {
        ("a", ElsewhereKind.BUSY, "2026-11-24T17:00:00+00:00"),
        ("may", ElsewhereKind.TENTATIVE, "2026-11-25T19:00:00+00:00"),
        ("out", ElsewhereKind.OUT_OF_OFFICE, "2026-11-27T07:00:00+00:00"),
        ("day", ElsewhereKind.BUSY, "2026-11-26T07:00:00+00:00"),
    }
    assert [one.key for one in news.seen] == ["ours"]
    one, two = cloud.sent("GET", EVENTS)
    assert (one.query["singleEvents"], one.query["timeMin"], one.headers["Authorization"]) == (
        "true", NOW.isoformat(), "Bearer t1",
    )  # fmt: skip
    assert two.query["pageToken"] == "p2"

    cloud.again("GET", EVENTS, {"items": [{"id": "a", "status": "cancelled"}], "nextSyncToken": "s2"})
    later = Google().read(access(), asked("s1"))
    assert later is not None
    assert (later.is_whole, later.spans, later.named, later.token) == (False, (), frozenset({"a"}), "s2")
    assert "timeMin" not in cloud.asked[-1].query
    cloud.answers[("GET", EVENTS)] = []
    cloud.on("GET", EVENTS, {"error": {"code": 410}}, status=410)
    cloud.on("GET", EVENTS, {"items": [], "nextSyncToken": "s3"})
    anew = Google().read(access(), asked("s2"))
    assert anew is not None
    assert (anew.is_whole, anew.token) == (True, "s3")


def test_google_keeps_ours_under_its_own_uid_and_once(cloud: StandIn) -> None:
    cloud.on("GET", EVENTS, {"items": []})
    cloud.on("POST", f"{EVENTS}/import", {"id": "g1", "iCalUID": ENTRY.uid, "etag": '"1"'})
    written = Google().put(access(), ENTRY, None)
    assert written == Written(key="g1", uid=ENTRY.uid, etag='"1"')
    (made,) = cloud.sent("POST", f"{EVENTS}/import")
    assert (made.body["iCalUID"], made.body["summary"], made.body["visibility"]) == (
        ENTRY.uid,
        "Appointment",
        "private",
    )
    assert "attendees" not in made.body
    # A worker died before it kept where the event lies: found by its UID, changed, not doubled.
    cloud.again(
        "GET", EVENTS, {"items": [{"id": "g1", "iCalUID": ENTRY.uid, "etag": '"2"', "status": "confirmed"}]}
    )
    cloud.on("PUT", f"{EVENTS}/g1", {"id": "g1", "iCalUID": ENTRY.uid, "etag": '"3"'})
    assert Google().put(access(), ENTRY, None).etag == '"3"'
    assert cloud.sent("PUT", f"{EVENTS}/g1")[0].headers["If-Match"] == '"2"'
    # Somebody moved it there.
    cloud.again("PUT", f"{EVENTS}/g1", {"error": {"code": 412}}, status=412)
    theirs = told("2026-11-24T10:00:00Z", "2026-11-24T10:30:00Z", id="g1", iCalUID=ENTRY.uid, etag='"9"')
    cloud.on("GET", f"{EVENTS}/g1", theirs)
    with pytest.raises(CalendarFault) as changed:
        Google().put(access(), ENTRY, written)
    assert changed.value.trouble is Trouble.CHANGED_THERE
    assert changed.value.seen is not None
    assert changed.value.seen.starts_at == datetime(2026, 11, 24, 10, tzinfo=UTC)
    cloud.on("DELETE", f"{EVENTS}/g1", None, status=410)
    Google().delete(access(), written)


def test_a_token_is_renewed_kept_and_one_that_was_taken_back_says_so(cloud: StandIn) -> None:
    kept: list[Any] = []
    cloud.on("POST", "/token", {"access_token": "t2", "expires_in": 3599})
    cloud.on("GET", EVENTS, {"items": [], "nextSyncToken": "s"})
    Google().read(access(ends_in=-5, kept=kept), asked())
    assert (kept[0]["access_token"], kept[0]["refresh_token"]) == ("t2", "r1")
    assert cloud.sent("POST", "/token")[0].body["grant_type"] == "refresh_token"
    assert cloud.sent("GET", EVENTS)[0].headers["Authorization"] == "Bearer t2"
    cloud.again("POST", "/token", {"error": "invalid_grant"}, status=400)
    with pytest.raises(CalendarFault) as ended:
        Google().read(access(ends_in=-5), asked())
    assert ended.value.trouble is Trouble.CONNECT_AGAIN


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (403, {"error": {"code": 403, "errors": [{"reason": "rateLimitExceeded"}]}}, Trouble.THROTTLED),
        (403, {"error": {"code": 403, "errors": [{"reason": "forbidden"}]}}, Trouble.FORBIDDEN),
        (500, {}, Trouble.SERVER_ERROR),
        (404, {}, Trouble.NOT_FOUND),
        (200, ["no", "object"], Trouble.UNREADABLE_ANSWER),
    ],
)
def test_refusals_say_what_they_mean(cloud: StandIn, status: int, body: Any, trouble: Trouble) -> None:
    cloud.on("GET", EVENTS, body, status=status)
    with pytest.raises(CalendarFault) as refused:
        Google().read(access(), asked())
    assert refused.value.trouble is trouble
    cloud.again("GET", EVENTS, {}, status=429)
    cloud.answers[("GET", EVENTS)][0][2]["Retry-After"] = "120"
    with pytest.raises(CalendarFault) as slow:
        Google().read(access(), asked())
    assert slow.value.retry_after == timedelta(minutes=2)


def test_microsoft_tells_a_stretch_of_days_and_then_what_changed(cloud: StandIn) -> None:
    def seen(key: str, at: str, until: str, **more: Any) -> dict[str, Any]:
        times = {
            "start": {"dateTime": f"2026-11-{at}.0000000"},
            "end": {"dateTime": f"2026-11-{until}.0000000"},
        }
        return {"id": key, **times, **more}

    link = f"{cloud.url}{DELTA}?$deltatoken=d1"
    items = [
        seen("m", "24T17:00:00", "24T18:00:00", type="seriesMaster", showAs="oof"),
        seen("m1", "24T17:00:00", "24T18:00:00", type="occurrence", seriesMasterId="m"),
        seen("f", "24T19:00:00", "24T20:00:00", showAs="free"),
        seen("x", "24T19:00:00", "24T20:00:00", showAs="busy", isCancelled=True),
        seen("n", "24T19:00:00", "24T20:00:00", showAs="busy", responseStatus={"response": "declined"}),
        seen("o", "24T21:00:00", "24T22:00:00", showAs="busy", iCalUId="AAA-graph-uid"),
        seen("d", "26T00:00:00", "27T00:00:00", showAs="busy", isAllDay=True),
        seen("u", "25T19:00:00", "25T20:00:00"),
    ]  # fmt: skip
    cloud.on("GET", DELTA, {"value": items, "@odata.deltaLink": link})
    news = Microsoft().read(access("cal1"), asked())
    assert news is not None
    assert {(span.key, span.kind, span.starts_at.isoformat()) for span in news.spans} == {
        ("m1", ElsewhereKind.OUT_OF_OFFICE, "2026-11-24T17:00:00+00:00"),
        ("d", ElsewhereKind.BUSY, "2026-11-26T07:00:00+00:00"),
        ("u", ElsewhereKind.BUSY, "2026-11-25T19:00:00+00:00"),
    }
    assert ([one.uid for one in news.seen], news.token) == (["AAA-graph-uid"], link)
    (first,) = cloud.sent("GET", DELTA)
    assert (first.query["startDateTime"], 'timezone="UTC"' in first.headers["Prefer"]) == (
        "2026-11-23T17:00:00Z",
        True,
    )
    cloud.again(
        "GET", DELTA, {"value": [{"id": "m1", "@removed": {"reason": "deleted"}}], "@odata.deltaLink": link}
    )
    later = Microsoft().read(access("cal1"), asked(link))
    assert later is not None
    assert (later.is_whole, later.named, later.spans) == (False, frozenset({"m1"}), ())
    assert cloud.asked[-1].query == {"$deltatoken": "d1"}
    # A link that leads elsewhere is never followed with somebody's token.
    cloud.again("GET", DELTA, {"value": [], "@odata.nextLink": "https://elsewhere.example/x"})
    with pytest.raises(CalendarFault):
        Microsoft().read(access("cal1"), asked())


def test_microsoft_makes_ours_once_and_chooses_its_uid(cloud: StandIn) -> None:
    made = {"id": "e1", "iCalUId": "AAA-graph-uid", "@odata.etag": 'W/"1"'}
    cloud.on("POST", "/v1.0/me/calendars/cal1/events", made, status=201)
    written = Microsoft().put(access("cal1"), ENTRY, None)
    assert written == Written(key="e1", uid="AAA-graph-uid", etag='W/"1"')
    (sent,) = cloud.sent("POST", "/v1.0/me/calendars/cal1/events")
    assert (sent.body["transactionId"], sent.body["sensitivity"], sent.body["start"]["dateTime"]) == (
        ENTRY.uid, "private", "2026-11-23T17:00:00",
    )  # fmt: skip
    cloud.on("PATCH", "/v1.0/me/events/e1", {"error": {"code": "ErrorIrresolvableConflict"}}, status=412)
    cloud.on("GET", "/v1.0/me/events/e1", None, status=404)
    with pytest.raises(CalendarFault) as gone:
        Microsoft().put(access("cal1"), ENTRY, written)
    assert (gone.value.trouble, gone.value.seen) == (Trouble.CHANGED_THERE, None)
    assert cloud.sent("PATCH", "/v1.0/me/events/e1")[0].headers["If-Match"] == 'W/"1"'


def test_both_call_when_something_changes_and_go_on_calling(cloud: StandIn) -> None:
    ends = int((NOW + timedelta(days=7)).timestamp() * 1000)
    cloud.on("POST", f"{EVENTS}/watch", {"resourceId": "res", "expiration": str(ends)})
    cloud.on("POST", "/calendar/v3/channels/stop", None, status=204)
    old = Channel(id="old", secret="s", resource="r", expires_at=NOW)
    channel = Google().watch(access(), callback="https://x.example/hooks", known=old, now=NOW)
    assert channel is not None
    (asked_for,) = cloud.sent("POST", f"{EVENTS}/watch")
    assert (asked_for.body["address"], asked_for.body["token"]) == ("https://x.example/hooks", channel.secret)
    assert cloud.sent("POST", "/calendar/v3/channels/stop")[0].body == {"id": "old", "resourceId": "r"}
    cloud.on("PATCH", "/v1.0/subscriptions/sub", None, status=404)
    cloud.on("POST", "/v1.0/subscriptions", {"id": "sub2"}, status=201)
    known = Channel(id="sub", secret="s", expires_at=NOW)
    renewed = Microsoft().watch(access("cal1"), callback="https://x.example/hooks", known=known, now=NOW)
    assert renewed is not None
    made = cloud.sent("POST", "/v1.0/subscriptions")[0].body
    assert (renewed.id, made["clientState"], made["resource"]) == (
        "sub2",
        renewed.secret,
        "me/calendars/cal1/events",
    )


@pytest.mark.django_db
def test_an_owner_connects_google_is_called_and_connects_again(
    cloud: StandIn, alice: Member, mallory: Member, client_for: Callable[[Member], Client], settings: Any
) -> None:
    settings.PUBLIC_URL = "https://portico.example"
    dana = make.provider(alice.organisation, hours=make.schedule(alice.organisation))
    client = client_for(alice)
    page = f"/settings/booking/resources/{dana.pk}/calendars/"
    assert f"{page}google/" in client.get(page).content.decode()
    went = client.get(f"{page}google/")
    given = {key: values[0] for key, values in parse_qs(urlsplit(went["Location"]).query).items()}
    assert (given["access_type"], given["code_challenge_method"], given["client_id"]) == (
        "offline",
        "S256",
        "gid",
    )
    back = "/settings/booking/calendars/google/"
    listed = {"items": [{"id": "dana@firm.test", "summary": "Dana", "primary": True, "accessRole": "owner"}]}
    at = datetime.now(UTC) + timedelta(days=1)
    busy = told(at.isoformat(), (at + timedelta(hours=1)).isoformat(), id="a", iCalUID="a@google.com")
    cloud.on("POST", "/token", {"access_token": "t1", "refresh_token": "r1", "expires_in": 3599})
    cloud.on("GET", "/calendar/v3/users/me/calendarList", listed)
    cloud.on("GET", EVENTS, {"items": [busy], "nextSyncToken": "s1"})
    assert client_for(mallory).get(back, {"state": given["state"], "code": "c"}).status_code == 302
    assert cloud.sent("POST", "/token") == []
    found = client.get(back, {"state": given["state"], "code": "c1"}).content.decode()
    assert "Dana" in found
    (token,) = cloud.sent("POST", "/token")
    assert (token.body["code"], len(token.body["code_verifier"]) > 40) == ("c1", True)
    sealed = found.split('name="sealed" value="')[1].split('"')[0]
    added = {"act": "add", "sealed": sealed, "calendar": "dana@firm.test", "name-dana@firm.test": "Dana"}
    assert client.post(page, added).status_code == 302
    with reading(alice.organisation_id):
        row = ExternalCalendar.objects.get()
        assert (row.kind, row.sync_token, ExternalBusy.objects.get().key) == ("GOOGLE", "s1", "a")
    # The same way back a second time is none.
    assert client.get(back, {"state": given["state"], "code": "c1"}).status_code == 302

    ends = str(int((datetime.now(UTC) + timedelta(days=7)).timestamp() * 1000))
    cloud.on("POST", f"{EVENTS}/watch", {"resourceId": "res", "expiration": ends})
    asked_at = {"organisation_id": alice.organisation_id, "calendar_id": row.pk}
    assert watching.keep_watching(now=datetime.now(UTC), **asked_at)
    assert not watching.keep_watching(now=datetime.now(UTC), **asked_at)
    sent = cloud.sent("POST", f"{EVENTS}/watch")[0].body
    hook = urlsplit(sent["address"]).path
    for secret, status in (("guessed", 404), (sent["token"], 200)):
        heads = {
            "X-Goog-Channel-ID": sent["id"],
            "X-Goog-Channel-Token": secret,
            "X-Goog-Resource-State": "exists",
        }
        assert Client().post(hook, headers=heads).status_code == status
    with reading(alice.organisation_id):
        assert ExternalCalendar.objects.get().next_at <= datetime.now(UTC)
    assert Client().post(f"{hook}?validationToken=hello").content == b"hello"
    assert Client().post(hook, "{", content_type="application/json").status_code == 400

    again = client.get(f"{page}google/", {"again": str(row.pk)})
    state = parse_qs(urlsplit(again["Location"]).query)["state"][0]
    cloud.again("POST", "/token", {"access_token": "t3", "refresh_token": "r3", "expires_in": 3599})
    client.get(back, {"state": state, "code": "c2"})
    with reading(alice.organisation_id):
        assert '"r3"' in ExternalCalendar.objects.get().credentials


@pytest.mark.django_db
def test_without_a_client_id_there_is_a_sentence_and_no_button(
    alice: Member, client_for: Callable[[Member], Client], settings: Any
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, google_client_id="", microsoft_client_id="")
    dana = make.provider(alice.organisation, hours=make.schedule(alice.organisation))
    page = client_for(alice).get(f"/settings/booking/resources/{dana.pk}/calendars/").content.decode()
    assert "calendars/google/" not in page
    assert "is not set up for Google" in page
