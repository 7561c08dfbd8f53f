"""CalDAV both ways against a real Radicale: what stands there takes time here, what is booked here stands there."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape, unescape
from pathlib import Path
from typing import Any

import icalendar
import pytest
import requests
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from contacts.models import Contact
from core.transactions import reading, tenant_transaction
from scheduling import services
from scheduling.domain.outside import Access, CalendarFault, Entry, Written
from scheduling.models import Appointment, ExternalBusy, ExternalCalendar, ExternalCopy, Resource, Service
from scheduling.services.outside import reading as reader
from scheduling.services.outside.caldav_server import CalDav
from tests.factories import contacts
from tests.factories import scheduling as make
from tests.scheduling.outside.served import Answer, calendar, delivered, served

ClientFor = Callable[[Member], Client]
HALF = timedelta(minutes=30)
MAKE = (
    '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
    "<D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"
)


@dataclass
class Radicale:
    """A running server; each test has a calendar of its own in it."""

    url: str
    session: requests.Session
    made: int = 0

    def new(self, name: str) -> str:
        """Make a calendar; gives its address."""
        self.made += 1
        url = f"{self.url}dana/{self.made}/"
        self.session.request(
            "MKCALENDAR", url, data=MAKE.format(name=escape(name)), timeout=5
        ).raise_for_status()
        return url

    def put(self, url: str, uid: str, starts_at: datetime, minutes: int) -> None:
        """Write an event as another program would."""
        body = calendar((uid, starts_at, minutes))
        self.session.put(f"{url}{uid}.ics", data=body, timeout=5).raise_for_status()

    def events(self, url: str) -> list[Any]:
        """Read what stands there."""
        found = self.session.get(url, timeout=5)
        return list(icalendar.Calendar.from_ical(found.content).walk("VEVENT"))


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    folder: Path = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text("dana:sesame\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server-hosts": f"127.0.0.1:{port}", "auth-type": "htpasswd", "auth-htpasswd-filename": folder / "users",
        "auth-htpasswd-encryption": "plain", "auth-delay": 0, "storage-filesystem-folder": folder / "data",
        "logging-level": "critical",
    }  # fmt: skip
    command = [sys.executable, "-m", "radicale", "--config", ""]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        session = requests.Session()
        session.auth = ("dana", "sesame")
        yield Radicale(f"http://127.0.0.1:{port}/", session)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def dana(organisation: Organisation, settings: Any) -> Resource:
    settings.CALENDARS_REACH_PRIVATE = True
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def advice(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana, name="Divorce")


@pytest.fixture
def lena(alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now)


@pytest.fixture
def work(
    radicale: Radicale, dana: Resource, alice: Member, client_for: ClientFor, now: datetime, monkeypatch: Any
) -> str:
    """Connect a calendar that is written to, in the browser; gives its address."""
    monkeypatch.setattr("core.clock.now", lambda: now)
    url = radicale.new("Work & play")
    radicale.put(url, "dentist@them", now + HALF, 30)
    client = client_for(alice)
    page = reverse("scheduling:resource_calendars", kwargs={"resource_id": dana.pk})
    typed = {
        "kind": "CALDAV",
        "caldav-address": radicale.url,
        "caldav-user": "dana",
        "caldav-password": "sesame",
    }
    looked = client.post(page, typed)
    sealed = re.search(r'name="sealed" value="([^"]+)"', looked.content.decode())
    assert sealed
    assert "Work & play" in unescape(looked.content.decode())
    assert "sesame" not in looked.content.decode()
    form = {
        "act": "add", "sealed": sealed[1], "calendar": url, f"name-{url}": "Work & play", "writes_to": url,
    }  # fmt: skip
    added = client.post(page, form, follow=True)
    assert "Bookings are written there" in unescape(added.content.decode())
    return url


def row_of(dana: Resource) -> ExternalCalendar:
    with reading(dana.organisation_id):
        return ExternalCalendar.objects.get(resource=dana)


def read(dana: Resource, *, now: datetime, **how: bool) -> bool:
    row = row_of(dana)
    return reader.read_calendar(organisation_id=row.organisation_id, calendar_id=row.pk, now=now, **how)


def busy(dana: Resource) -> list[datetime]:
    with reading(dana.organisation_id):
        return list(ExternalBusy.objects.filter(resource=dana).values_list("starts_at", flat=True))


def copies(dana: Resource) -> list[ExternalCopy]:
    with reading(dana.organisation_id):
        return list(ExternalCopy.objects.order_by("starts_at"))


def fresh(row: Appointment) -> Appointment:
    with reading(row.organisation_id):
        return Appointment.objects.get(pk=row.pk)


def move(row: Appointment, to: datetime, *, now: datetime, by: Member) -> None:
    services.move_appointment(
        organisation=row.organisation_id,
        appointment_id=row.pk,
        to=services.NewTime(starts_at=to),
        by=services.member(by),
        now=now,
    )


def test_both_ways(
    radicale: Radicale,
    work: str,
    dana: Resource,
    advice: Service,
    lena: Contact,
    alice: Member,
    now: datetime,
) -> None:
    ten = now + HALF
    assert busy(dana) == [ten]
    assert make.free_starts(advice, now=now)[0] == ten + HALF
    # Booked here: it stands there once, neutral, and takes nobody's time twice.
    row = make.booked(advice, ten + HALF, contact_id=lena.pk, now=now)
    delivered(now=now)
    delivered(now=now)
    (ours,) = [one for one in radicale.events(work) if one["UID"] == row.uid]
    assert (ours["SUMMARY"], ours["DTSTART"].dt, ours["SEQUENCE"]) == ("Appointment", row.starts_at, 0)
    assert "Divorce" not in str(ours)
    assert read(dana, now=now)
    assert busy(dana) == [ten]
    # Moved and changed there by others: only what changed is read.
    radicale.session.delete(f"{work}dentist@them.ics", timeout=5)
    radicale.put(work, "lunch@them", now + 3 * HALF, 60)
    assert read(dana, now=now)
    assert busy(dana) == [now + 3 * HALF]
    # Moved here.
    move(row, now + 5 * HALF, now=now, by=alice)
    delivered(now=now)
    (ours,) = [one for one in radicale.events(work) if one["UID"] == row.uid]
    assert (ours["DTSTART"].dt, ours["SEQUENCE"]) == (now + 5 * HALF, 1)
    # A token the server has forgotten: everything is read again.
    with tenant_transaction(dana.organisation_id):
        ExternalCalendar.objects.update(sync_token="http://radicale.org/ns/sync/forgotten")
    assert read(dana, now=now)
    assert busy(dana) == [now + 3 * HALF]
    # Cancelled here: it is gone there, even where somebody deleted it first.
    services.cancel_appointment(
        organisation=row.organisation_id, appointment_id=row.pk, by=services.member(alice), now=now
    )
    radicale.session.delete(f"{work}{row.uid}.ics", timeout=5)
    delivered(now=now)
    assert [str(one["UID"]) for one in radicale.events(work)] == ["lunch@them"]
    assert copies(dana) == []


def test_what_was_missed_is_written_later(
    radicale: Radicale,
    work: str,
    dana: Resource,
    advice: Service,
    lena: Contact,
    alice: Member,
    now: datetime,
) -> None:
    """No worker heard of the bookings, and one was cancelled meanwhile."""
    first = make.booked(advice, now + 2 * HALF, contact_id=lena.pk, now=now)
    second = make.booked(advice, now + 3 * HALF, contact_id=lena.pk, now=now)
    assert read(dana, now=now)
    assert {one["UID"] for one in radicale.events(work)} == {"dentist@them", first.uid, second.uid}
    services.cancel_appointment(
        organisation=first.organisation_id, appointment_id=first.pk, by=services.member(alice), now=now
    )
    # Written, but we died before we knew: the same event is there once.
    with reading(dana.organisation_id):
        known = ExternalCopy.objects.get(appointment=second)
    access = Access(address=work, credentials={"user": "dana", "password": "sesame"})
    entry = entry_of(second, now)
    assert CalDav().put(access, entry, None).key == known.key
    assert read(dana, now=now)
    assert {one["UID"] for one in radicale.events(work)} == {"dentist@them", second.uid}
    assert [one.clash for one in copies(dana)] == [""]


def test_what_somebody_changes_there_is_asked_about(
    radicale: Radicale, work: str, dana: Resource, advice: Service, lena: Contact, alice: Member, now: datetime,
    client_for: ClientFor,
) -> None:  # fmt: skip
    client = client_for(alice)
    page = reverse("scheduling:resource_calendars", kwargs={"resource_id": dana.pk})
    row = make.booked(advice, now + 2 * HALF, contact_id=lena.pk, now=now)
    delivered(now=now)
    radicale.put(work, row.uid, now + 6 * HALF, 30)
    assert read(dana, now=now)
    (copy,) = copies(dana)
    assert (copy.clash, copy.their_starts_at) == ("MOVED", now + 6 * HALF)
    act = reverse("scheduling:clash_act", kwargs={"copy_id": copy.pk})
    shown = unescape(client.get(page).content.decode())
    assert "moved to today 1:00 PM in the calendar “Work & play”" in shown
    assert "Keep our time" in unescape(
        client.get(reverse("scheduling:appointment", args=[row.pk])).content.decode()
    )
    # Ours is kept: it stands there again as it stands here.
    assert "Ours is written there again." in client.post(act, {"act": "ours"}, follow=True).content.decode()
    (ours,) = [one for one in radicale.events(work) if one["UID"] == row.uid]
    assert ours["DTSTART"].dt == row.starts_at
    assert [one.clash for one in copies(dana)] == [""]
    # Moved there again, to a time that is taken here, then to one that is free: theirs is taken.
    radicale.put(work, row.uid, now + HALF, 30)
    assert read(dana, now=now)
    refused = client.post(act, {"act": "theirs"}, follow=True).content.decode()
    assert "Somebody has just taken this time." in refused
    radicale.put(work, row.uid, now + 7 * HALF, 30)
    assert read(dana, now=now)
    assert (
        "Done here as it was done there." in client.post(act, {"act": "theirs"}, follow=True).content.decode()
    )
    assert fresh(row).starts_at == now + 7 * HALF
    delivered(now=now)
    assert [one.clash for one in copies(dana)] == [""]
    # Deleted there: cancelled here too.
    radicale.session.delete(f"{work}{row.uid}.ics", timeout=5)
    assert read(dana, now=now)
    assert "deleted in the calendar" in unescape(client.get(page).content.decode())
    client.post(act, {"act": "theirs"})
    assert fresh(row).status == "CANCELLED"


def test_a_session_is_one_event_whoever_leaves_it(
    radicale: Radicale,
    work: str,
    dana: Resource,
    lena: Contact,
    alice: Member,
    now: datetime,
    client_for: ClientFor,
) -> None:
    yoga = make.service(alice.organisation, dana, name="Yoga", seats=3)
    others = [contacts.contact(by=alice, now=now, first_name=name) for name in ("Otto", "Iris")]
    first, second, third = (
        make.booked(yoga, now + 2 * HALF, contact_id=one.pk, now=now + timedelta(seconds=at))
        for at, one in enumerate((lena, *others))
    )

    def there() -> set[str]:
        delivered(now=now + timedelta(minutes=1))
        return {str(one["UID"]) for one in radicale.events(work)} - {"dentist@them"}

    assert there() == {first.uid}
    # Moved there: nobody moves three people by that.
    radicale.put(work, first.uid, now + 6 * HALF, 30)
    assert read(dana, now=now)
    (copy,) = copies(dana)
    act = reverse("scheduling:clash_act", kwargs={"copy_id": copy.pk})
    assert (
        "Several share this session"
        in client_for(alice).post(act, {"act": "theirs"}, follow=True).content.decode()
    )
    assert fresh(first).starts_at == now + 2 * HALF
    # The first moves to a session of its own, then the second goes: the third is left.
    move(first, now + 4 * HALF, now=now, by=alice)
    assert there() == {first.uid, second.uid}
    services.cancel_appointment(
        organisation=second.organisation_id, appointment_id=second.pk, by=services.member(alice), now=now
    )
    assert there() == {first.uid, third.uid}
    assert read(dana, now=now)
    assert there() == {first.uid, third.uid}


def entry_of(row: Appointment, now: datetime) -> Entry:
    return Entry(
        uid=row.uid, sequence=row.sequence, starts_at=row.starts_at, ends_at=row.ends_at, created_at=now,
        changed_at=now, summary="Appointment",
    )  # fmt: skip


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<D:multistatus xmlns:D="DAV:"><D:response><D:href>&b;</D:href></D:response></D:multistatus>"""
LOGIN = {"user": "a", "password": "b"}
XML = {"Content-Type": "application/xml"}


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(207, BOMB, XML), "UNREADABLE_ANSWER"),
        (Answer(207, b"<D:multistatus", XML), "UNREADABLE_ANSWER"),
        (Answer(200, b"<html>Log in</html>", {"Content-Type": "text/html"}), "NO_CALDAV"),
        (Answer(405), "NO_CALDAV"),
        (Answer(403), "FORBIDDEN"),
        (Answer(401), "WRONG_PASSWORD"),
        (Answer(503), "SERVER_ERROR"),
    ],
)
def test_strange_servers_get_a_sentence(answer: Answer, trouble: str, settings: Any) -> None:
    settings.CALENDARS_REACH_PRIVATE = True
    with served(answer), pytest.raises(CalendarFault) as fault:
        CalDav().list_calendars(
            Access(address="", credentials={"server": answer.url, "user": "a", "password": "b"})
        )
    assert fault.value.trouble == trouble


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(507, "STORAGE_FULL"), (403, "READ_ONLY"), (500, "SERVER_ERROR"), (429, "THROTTLED")],
)
def test_a_calendar_that_takes_nothing(status: int, trouble: str, settings: Any, now: datetime) -> None:
    settings.CALENDARS_REACH_PRIVATE = True
    entry = Entry(
        uid="a", sequence=0, starts_at=now, ends_at=now + HALF, created_at=now, changed_at=now, summary="x"
    )
    answer = Answer(status)
    known = Written(key="/family.ics", uid="a", etag='"1"')
    with served(answer), pytest.raises(CalendarFault) as fault:
        CalDav().put(Access(address=answer.url, credentials=LOGIN), entry, known)
    assert fault.value.trouble == trouble
    assert answer.asked[-1]["If-Match"] == '"1"'


def test_a_password_goes_nowhere_unencrypted(settings: Any) -> None:
    settings.CALENDARS_REACH_PRIVATE = False
    with pytest.raises(CalendarFault, match="NOT_ENCRYPTED"):
        CalDav().list_calendars(
            Access(address="", credentials={"server": "http://them.test/", "user": "a", "password": "b"})
        )
