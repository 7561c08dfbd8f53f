"""A resource's appointments at a secret address: true, neutral, quick to ask again, and gone when it is revoked."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client

from accounts.models import Member
from core.transactions import tenant_transaction
from scheduling.models import Appointment, ChangeKind, GroupSession, Resource
from tests.factories import scheduling as make
from tests.scheduling.outside import booked

ClientFor = Callable[[Member], Client]


@pytest.fixture
def dana(alice: Member) -> Resource:
    return make.provider(alice.organisation)


@pytest.fixture
def row(alice: Member, dana: Resource, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Appointment:
    monkeypatch.setattr("core.clock.now", lambda: now)
    service = make.service(alice.organisation, dana, name="Divorce")
    return booked.appointment(service, dana, by=alice, now=now)


def page_of(resource: Resource) -> str:
    return f"/settings/booking/resources/{resource.pk}/feed/"


def made(client: Client, resource: Resource) -> str:
    """Make an address and give its path."""
    assert client.post(page_of(resource), {"act": "make"}).status_code == 302
    found = re.search(
        r'value="https?://[^/]+(/feeds/[^"]+\.ics)"', client.get(page_of(resource)).content.decode()
    )
    assert found
    return found[1]


def events(response: Any) -> list[Any]:
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def test_calendars_read_when_and_where_and_never_with_whom(
    row: Appointment, dana: Resource, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    path = made(client_for(alice), dana)
    read = Client().get(path)
    assert (read.status_code, read["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    (event,) = events(read)
    assert (event["UID"], event["DTSTART"].dt, event["SUMMARY"], event["STATUS"]) == (
        row.uid, row.starts_at, "Appointment", "CONFIRMED",
    )  # fmt: skip
    assert "ATTENDEE" not in event
    told = read.content.decode()
    assert "METHOD:PUBLISH" in told
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT15M" in told
    assert not re.search("Lena|Ortiz, Lena|Divorce|lena@", told)
    assert Client().get(path, headers={"If-None-Match": read["ETag"]}).status_code == 304
    booked.change(row, ChangeKind.CANCELLED, now=now + timedelta(minutes=1), status="CANCELLED", sequence=1)
    again = Client().get(path, headers={"If-None-Match": read["ETag"]})
    assert [(one["STATUS"], one["SEQUENCE"]) for one in events(again)] == [("CANCELLED", 1)]


def test_what_is_only_asked_for_is_tentative(
    row: Appointment, dana: Resource, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    booked.change(row, ChangeKind.REQUESTED, now=now, status="REQUESTED")
    (event,) = events(Client().get(made(client_for(alice), dana)))
    assert event["STATUS"] == "TENTATIVE"


def test_an_address_works_until_it_is_revoked_or_another_is_made(
    row: Appointment, dana: Resource, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    first = made(client, dana)
    second = made(client, dana)
    assert first != second
    refused = Client().get(first)
    assert (refused.status_code, "does not work" in refused.content.decode()) == (404, True)
    assert Client().get(second).status_code == 200
    client.post(page_of(dana), {"act": "revoke"})
    assert Client().get(second).status_code == 404
    assert "No calendar reads this yet." in client.get(page_of(dana)).content.decode()


def test_only_who_may_change_it_sees_the_address(
    row: Appointment, dana: Resource, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    path = made(client_for(alice), dana)
    shown = client_for(bob).get(page_of(dana)).content.decode()
    assert path.rpartition("/")[2] not in shown
    assert client_for(bob).post(page_of(dana), {"act": "revoke"}).status_code == 403
    assert Client().get(path).status_code == 200


def test_of_another_organisation_nothing_is_found_by_the_same_secret(
    row: Appointment, dana: Resource, alice: Member, mallory: Member, client_for: ClientFor
) -> None:
    path = made(client_for(alice), dana)
    foreign = path.replace(str(alice.organisation_id), str(mallory.organisation_id))
    assert Client().get(foreign).status_code == 404


def test_a_session_is_one_event_in_the_name_of_its_first_seat(
    dana: Resource, alice: Member, client_for: ClientFor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    yoga = make.service(alice.organisation, dana, name="Yoga", seats=3)
    with tenant_transaction(alice.organisation):
        session = GroupSession.objects.create(
            organisation=alice.organisation, service=yoga, location=alice.organisation.locations.get(is_default=True),
            provider=dana, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, minutes=30), seats=3,
        )  # fmt: skip
    rows = [
        booked.appointment(
            yoga, dana, by=alice, now=now, email="", uid=f"{at}@portico.test", group_session=session,
            booked_at=now + timedelta(minutes=at),
        )
        for at in range(3)
    ]  # fmt: skip
    path = made(client_for(alice), dana)
    assert [one["UID"] for one in events(Client().get(path))] == [rows[0].uid]
    booked.change(rows[0], ChangeKind.CANCELLED, now=now, status="CANCELLED", sequence=1)
    told = [(one["UID"], one["STATUS"]) for one in events(Client().get(path))]
    assert sorted(told) == [(rows[0].uid, "CANCELLED"), (rows[1].uid, "CONFIRMED")]
