"""A calendar that somebody publishes elsewhere: looked at, connected, read again and again, and what if it fails."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from core.transactions import reading, tenant_transaction
from scheduling.models import ExternalBusy, ExternalCalendar, Resource
from scheduling.services.outside import reading as reader
from tests.factories import appointments, outside
from tests.factories import scheduling as make
from tests.scheduling.outside.served import Answer, calendar, served

ClientFor = Callable[[Member], Client]
HALF = timedelta(minutes=30)


@pytest.fixture
def dana(organisation: Organisation, settings: Any) -> Resource:
    settings.CALENDARS_REACH_PRIVATE = True
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def family(now: datetime) -> Iterator[Answer]:
    body = calendar(("school@them", now + HALF, 60), ("late@them", now + timedelta(days=40), 60))
    with served(Answer(body=body, headers={"ETag": '"one"'})) as answer:
        yield answer


def page_of(resource: Resource) -> str:
    return reverse("scheduling:resource_calendars", kwargs={"resource_id": resource.pk})


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def sealed_in(response: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def connect(client: Client, dana: Resource, url: str) -> Any:
    """Look at an address and add what is there."""
    looked = client.post(page_of(dana), {"kind": "ICS", "ics-address": url})
    return client.post(
        page_of(dana),
        {"act": "add", "sealed": sealed_in(looked), "calendar": url, f"name-{url}": "Family"},
        follow=True,
    )


def the_calendar(dana: Resource) -> ExternalCalendar:
    with reading(dana.organisation_id):
        return ExternalCalendar.objects.get(resource=dana)


def busy_of(dana: Resource) -> list[datetime]:
    with reading(dana.organisation_id):
        return list(ExternalBusy.objects.filter(resource=dana).values_list("starts_at", flat=True))


def read(row: ExternalCalendar, *, now: datetime, **how: bool) -> bool:
    return reader.read_calendar(organisation_id=row.organisation_id, calendar_id=row.pk, now=now, **how)


def test_one_looks_before_anything_is_kept(
    dana: Resource, alice: Member, family: Answer, now: datetime, client_for: ClientFor, monkeypatch: Any
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    client, advice = client_for(alice), make.service(alice.organisation, dana)
    looked = client.post(page_of(dana), {"kind": "ICS", "ics-address": family.url})
    shown = text_of(looked)
    # The coming week alone, on the clock of the reader, and never what it is.
    assert "1 busy time in the next seven days" in shown
    assert "10:30" in shown
    assert "Chemotherapy" not in shown
    assert busy_of(dana) == []
    added = connect(client, dana, family.url)
    assert "Connected. What stands in it is not booked from now on." in text_of(added)
    assert "Up to date" in text_of(added)
    assert busy_of(dana) == [now + HALF, now + timedelta(days=40)]
    assert make.free_starts(advice, now=now)[0] == now + 3 * HALF
    row = the_calendar(dana)
    assert (row.name, row.address, row.credentials) == ("Family", family.url, "")
    again = connect(client, dana, family.url)
    assert "This calendar is connected already." in text_of(again)
    drawn = text_of(client.get(reverse("scheduling:calendar") + f"?view=day&date=2026-11-23&who={dana.pk}"))
    assert "Busy elsewhere" in drawn
    listed = text_of(client.get(reverse("scheduling:calendar") + "?view=list&date=2026-11-23"))
    assert "Dana Reyes · 10:30" in listed


def test_what_has_not_changed_is_not_read_again_and_what_has_is_replaced(
    dana: Resource, family: Answer, now: datetime
) -> None:
    row = outside.calendar(dana, now=now, address=family.url)
    assert read(row, now=now, whole=True)
    first = busy_of(dana)
    with reading(dana.organisation_id):
        ids = set(ExternalBusy.objects.values_list("pk", flat=True))
    assert read(row, now=now + timedelta(minutes=10))
    assert family.asked[-1]["If-None-Match"] == '"one"'
    # Without an ETag the same bytes are the same calendar; what stays keeps its row.
    family.headers = {}
    assert read(row, now=now + timedelta(minutes=20))
    family.body = calendar(("school@them", now + HALF, 60), ("new@them", now + timedelta(days=2), 30))
    assert read(row, now=now + timedelta(minutes=30))
    assert busy_of(dana) == [first[0], now + timedelta(days=2)]
    with reading(dana.organisation_id):
        assert len(ids & set(ExternalBusy.objects.values_list("pk", flat=True))) == 1
    # A day later all of it is worked out anew, though nothing changed: the window moves on.
    family.headers = {"ETag": the_calendar(dana).etag or '"x"'}
    assert read(row, now=now + timedelta(hours=21))
    assert "If-None-Match" not in family.asked[-1]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"status": 404}, "NOT_FOUND"),
        ({"status": 401}, "WRONG_PASSWORD"),
        ({"status": 500}, "SERVER_ERROR"),
        ({"status": 429, "headers": {"Retry-After": "7200"}}, "THROTTLED"),
        ({"body": b"<html>Log in</html>"}, "NO_CALENDAR"),
        ({"body": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n"}, "HALF_READ"),
        ({"body": b"A" * (6 * 1024 * 1024)}, "TOO_LARGE"),
        ({"status": 302, "headers": {"Location": "ftp://there/"}}, "BAD_ADDRESS"),
    ],
)
def test_a_calendar_that_fails_keeps_its_last_good_set(
    change: dict[str, Any], error: str, dana: Resource, family: Answer, now: datetime
) -> None:
    row = outside.calendar(dana, now=now, address=family.url)
    read(row, now=now, whole=True)
    family.headers = {}
    for name, value in change.items():
        setattr(family, name, value)
    later = now + timedelta(minutes=10)
    assert not read(row, now=later)
    row = the_calendar(dana)
    assert (row.error, row.failing_since, row.last_ok_at, row.failures) == (error, later, now, 1)
    assert row.next_at >= later + timedelta(minutes=110 if error == "THROTTLED" else 8)
    assert len(busy_of(dana)) == 2


def test_it_says_how_it_stands_and_mends_itself(
    dana: Resource, alice: Member, family: Answer, now: datetime, client_for: ClientFor, monkeypatch: Any
) -> None:
    make.service(alice.organisation, dana)
    row = outside.calendar(dana, now=now - timedelta(hours=30), address=family.url)
    monkeypatch.setattr("core.clock.now", lambda: now)
    family.status = 404
    client = client_for(alice)
    act = reverse("scheduling:calendar_act", kwargs={"calendar_id": row.pk})
    shown = text_of(client.post(act, {"act": "read"}, follow=True))
    assert "There is no calendar at this address, or no longer." in shown
    assert "That is more than a day, so nothing is booked until it is read, paused or removed." in shown
    setup = text_of(client.get(reverse("scheduling:setup")))
    assert "A calendar of Dana Reyes elsewhere could not be read for more than a day" in setup
    family.status = 200
    shown = text_of(client.post(act, {"act": "read"}, follow=True))
    assert "The calendar was read." in shown
    assert "Up to date" in shown
    assert the_calendar(dana).error == ""
    client.post(act, {"act": "pause"})
    assert "Paused" in text_of(client.get(page_of(dana)))
    shown = text_of(client.post(act, {"act": "remove"}, follow=True))
    assert "“Family” is read no more." in shown
    assert busy_of(dana) == []


def test_one_that_fails_stops_no_other(dana: Resource, family: Answer, now: datetime) -> None:
    due = {"next_at": now}
    bad = outside.calendar(dana, now=now, address="http://127.0.0.1:1/x.ics", name="Bad", **due)
    good = outside.calendar(dana, now=now, address=family.url, sync_token="old", whole_at=None, **due)
    outside.calendar(dana, now=now, name="Paused", is_active=False, **due)
    leased = reader.lease_due(organisation=dana.organisation_id, now=now)
    assert sorted(leased) == sorted([bad.pk, good.pk])
    assert reader.lease_due(organisation=dana.organisation_id, now=now) == []
    assert [read(row, now=now) for row in (bad, good)] == [False, True]
    with reading(dana.organisation_id):
        assert ExternalCalendar.objects.get(pk=bad.pk).error == "UNREACHABLE"
    assert len(busy_of(dana)) == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("ftp://them.test/a.ics", "This is no address of a calendar."),
        ("http://[::1/", "This is no address of a calendar."),
        ("webcal://127.0.0.1:9/a.ics", "The address leads into a private network"),
        ("http://169.254.169.254/latest/meta-data", "The address leads into a private network"),
    ],
)
def test_bad_addresses_get_a_sentence(
    typed: str, sentence: str, dana: Resource, alice: Member, client_for: ClientFor, settings: Any
) -> None:
    settings.CALENDARS_REACH_PRIVATE = False
    response = client_for(alice).post(page_of(dana), {"kind": "ICS", "ics-address": typed})
    assert (response.status_code, sentence in text_of(response)) == (422, True)


def test_whose_calendar_it_is_may_connect_it_and_others_may_not(
    dana: Resource, bob: Member, alice: Member, family: Answer, client_for: ClientFor, now: datetime
) -> None:
    looked = {"kind": "ICS", "ics-address": family.url}
    assert client_for(bob).post(page_of(dana), looked).status_code == 403
    with tenant_transaction(dana.organisation_id):
        Resource.objects.filter(pk=dana.pk).update(member=bob)
    found = client_for(bob).post(page_of(dana), looked)
    assert found.status_code == 200
    # What one page sealed is good for its member alone.
    form = {"act": "add", "sealed": sealed_in(found), "calendar": family.url}
    assert client_for(alice).post(page_of(dana), form).status_code == 404
    assert client_for(bob).post(page_of(dana), form).status_code == 302


def test_our_own_events_in_it_take_no_time(
    dana: Resource, alice: Member, family: Answer, now: datetime
) -> None:
    row = appointments.booked(make.service(alice.organisation, dana), dana, alice, now + timedelta(days=1))
    family.body = calendar((row.uid, row.starts_at, 45), ("theirs@them", row.starts_at, 15))
    calendar_row = outside.calendar(dana, now=now, address=family.url)
    assert read(calendar_row, now=now, whole=True)
    with reading(dana.organisation_id):
        assert [one.ends_at - one.starts_at for one in ExternalBusy.objects.all()] == [timedelta(minutes=15)]
