"""Mails that keep an appointment in the customer's calendar: true to RFC 5545 and 5546, and over a real SMTP server."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.test import Client
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from accounts.models import Member
from core import clock, events
from core.deliveries import due_ids, run_delivery
from core.transactions import tenant_transaction
from scheduling.domain.ics.invite import Method, Occasion, Party, invite
from scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentStatusChanged,
)
from scheduling.models import Appointment, ChangeKind
from tests.factories import scheduling as make
from tests.scheduling.outside import booked

AT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
OCCASION = Occasion(
    uid=booked.UID, sequence=3, starts_at=AT, ends_at=AT + timedelta(minutes=30), created_at=AT, changed_at=AT,
    summary="Appointment: Hale; Ortiz, Law \\ Partners", description="Bring:\nyour licence", place="Suite 4, Phoenix",
)  # fmt: skip
FIRM, LENA = Party('Hale "Ortiz" Law', "desk@portico.test"), Party("Lena Ñúñez", "lena@example.test")


class TestObject:
    """What a calendar program is handed."""

    def test_it_says_what_to_do_with_which_version(self) -> None:
        calendar = icalendar.Calendar.from_ical(
            invite(OCCASION, method=Method.CANCEL, organiser=FIRM, attendee=LENA)
        )
        (row,) = calendar.walk("VEVENT")
        assert (calendar["METHOD"], row["STATUS"], row["UID"], row["SEQUENCE"]) == (
            "CANCEL",
            "CANCELLED",
            booked.UID,
            3,
        )
        assert (row["DTSTART"].dt, row["DTEND"].dt, row["DTSTAMP"].dt) == (AT, AT + timedelta(minutes=30), AT)
        assert (row["ORGANIZER"], row["ORGANIZER"].params["CN"]) == (
            "mailto:desk@portico.test",
            "Hale Ortiz Law",
        )
        assert row["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        assert (row["SUMMARY"], row["DESCRIPTION"]) == (OCCASION.summary, OCCASION.description)

    @given(text=st.text(max_size=200), name=st.text(max_size=60))
    @tried(max_examples=60, deadline=None)
    def test_whatever_is_written_stays_one_object_of_short_lines(self, text: str, name: str) -> None:
        occasion = Occasion(
            uid="u", sequence=0, starts_at=AT, ends_at=AT, created_at=AT, changed_at=AT, summary=text, place=text
        )  # fmt: skip
        written = invite(occasion, method=Method.REQUEST, organiser=Party(name, "a@b.test"), attendee=LENA)
        lines = written.split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
        names = [line.split(b":")[0] for line in lines if not line.startswith(b" ")]
        assert [names.count(one) for one in (b"BEGIN", b"UID", b"METHOD", b"ORGANIZER")][:3] == [2, 1, 1]
        icalendar.Calendar.from_ical(written)


class Received(Sink):  # type: ignore[misc]
    """This will keep the mails it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def received(settings: Any, unused_tcp_port: int) -> Iterator[Received]:
    handler = Received()
    controller = Controller(handler, hostname="127.0.0.1", port=unused_tcp_port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port
    settings.DEFAULT_FROM_EMAIL = "Portico <desk@portico.test>"
    yield handler
    controller.stop()


@pytest.fixture
def row(alice: Member, now: datetime) -> Appointment:
    dana = make.provider(alice.organisation)
    return booked.appointment(make.service(alice.organisation, dana, name="Divorce"), dana, by=alice, now=now)


def told(row: Appointment, fact: events.Fact, *, now: datetime) -> None:
    """Record a fact and let its handlers run, as a worker does."""
    with tenant_transaction(row.organisation_id):
        events.record(fact, now=now)
    for delivery_id in due_ids(now=now):
        run_delivery(delivery_id=delivery_id, now=now)


def calendars(mail: EmailMessage) -> list[Any]:
    """Read what calendar programs find: the part they act upon, and the file for the others."""
    return [
        icalendar.Calendar.from_ical(part.get_payload(decode=True))
        for part in mail.walk()
        if part.get_content_type() in {"text/calendar", "application/ics"}
    ]


def subject(mail: EmailMessage) -> str:
    """Read the subject, which may be folded."""
    return " ".join(str(mail["Subject"]).split())


class TestMail:
    """Over SMTP to a customer."""

    def test_booked_moved_and_cancelled_are_one_event_in_the_calendar(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"), now=now)
        later = {"starts_at": row.starts_at + timedelta(days=1), "ends_at": row.ends_at + timedelta(days=1)}
        booked.change(row, ChangeKind.MOVED, now=now + timedelta(hours=1), sequence=1, **later)
        told(row, AppointmentMoved(appointment_id=row.pk, version=2), now=now)
        booked.change(row, ChangeKind.CANCELLED, now=now + timedelta(hours=2), sequence=2, status="CANCELLED")
        told(row, AppointmentCancelled(appointment_id=row.pk, version=3, by="MEMBER"), now=now)
        objects = [calendars(mail) for mail in received.mails]
        assert [len(both) for both in objects] == [2, 2, 2]
        assert [(one["METHOD"], one.walk("VEVENT")[0]["SEQUENCE"]) for one, _file in objects] == [
            ("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2),
        ]  # fmt: skip
        assert {str(one.walk("VEVENT")[0]["UID"]) for both in objects for one in both} == {row.uid}
        assert len({mail["Message-ID"] for mail in received.mails}) == 3

    def test_the_mail_is_what_mail_programs_act_upon_and_tells_nothing_of_the_matter(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"), now=now)
        (mail,) = received.mails
        assert (mail["From"], mail["To"]) == ("Hale Ortiz Law <desk@portico.test>", "lena@example.test")
        assert subject(mail) == "Your appointment on Tuesday, November 24, 2026, 10:00 AM–10:30 AM (MST)"
        (both,) = [part for part in mail.walk() if part.get_content_type() == "multipart/alternative"]
        plain, calendar = both.iter_parts()
        assert (calendar.get_content_type(), calendar["Content-Type"].params["method"]) == (
            "text/calendar",
            "REQUEST",
        )
        assert calendar.get_content_charset() == "utf-8"
        assert "Divorce" not in mail.as_string() + plain.get_content()

    def test_it_leads_to_moving_cancelling_and_the_calendar_without_a_login(
        self,
        row: Appointment,
        received: Received,
        client: Client,
        monkeypatch: pytest.MonkeyPatch,
        now: datetime,
    ) -> None:
        monkeypatch.setattr(clock, "now", lambda: now)
        booked.change(row, ChangeKind.NOTED, now=now, language="es")
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"), now=now)
        words = received.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        found = re.findall(r"(\w[\w ]+): \S+?//[^/]+(/book/\S+)", words)
        assert [name for name, _path in found] == [
            "Añadir al calendario", "Cambiar a otra hora", "Cancelar",
        ]  # fmt: skip
        pages = [client.get(path) for _name, path in found]
        assert [one.status_code for one in pages] == [200, 200, 200]
        assert [one.headers["Content-Language"] for one in pages] == ["es"] * 3
        assert pages[0].content.startswith(b"BEGIN:VCALENDAR")
        # After a move the links of the mail before are void; the cut-off takes away what can no longer be done.
        booked.change(row, ChangeKind.MOVED, now=now, version=2)
        assert client.get(found[2][1]).status_code == 422
        with tenant_transaction(row.organisation_id):
            row.service.__class__.objects.update(move_cutoff=2880, cancel_cutoff=2880)
        told(row, AppointmentMoved(appointment_id=row.pk, version=2), now=now)
        later = received.mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert ("/appointment.ics" in later, "/move/" in later, "/cancel/" in later) == (True, False, False)

    def test_in_the_customers_language(self, row: Appointment, received: Received, now: datetime) -> None:
        booked.change(row, ChangeKind.NOTED, now=now, language="es", timezone="Europe/Madrid")
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"), now=now)
        assert subject(received.mails[0]) == "Su cita del martes 24 de noviembre de 2026, 18:00–18:30 (CET)"

    def test_a_request_comes_into_the_calendar_when_it_is_approved(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        with tenant_transaction(row.organisation_id):
            row.changes.update(kind=ChangeKind.REQUESTED)
            row.status = "REQUESTED"
            row.save(update_fields=["status"])
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="REQUESTED"), now=now)
        assert received.mails == []
        booked.change(row, ChangeKind.APPROVED, now=now, status="CONFIRMED", sequence=1)
        told(row, AppointmentStatusChanged(appointment_id=row.pk, version=2, move="APPROVE"), now=now)
        told(row, AppointmentStatusChanged(appointment_id=row.pk, version=2, move="ARRIVE"), now=now)
        assert [subject(mail)[:16] for mail in received.mails] == ["Your appointment"]

    def test_what_was_declined_before_it_was_agreed_needs_no_mail(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        with tenant_transaction(row.organisation_id):
            row.changes.update(kind=ChangeKind.REQUESTED)
        booked.change(row, ChangeKind.DECLINED, now=now, status="CANCELLED")
        told(row, AppointmentCancelled(appointment_id=row.pk, version=2, by="MEMBER"), now=now)
        assert received.mails == []

    def test_twice_the_same_fact_is_twice_the_same_mail(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        fact = AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED")
        told(row, fact, now=now)
        told(row, fact, now=now + timedelta(minutes=5))
        one, other = received.mails
        assert one["Message-ID"] == other["Message-ID"]
        assert [str(each) for each in calendars(one)] == [str(each) for each in calendars(other)]

    def test_what_was_cancelled_meanwhile_is_not_put_into_the_calendar(
        self, row: Appointment, received: Received, now: datetime
    ) -> None:
        booked.change(row, ChangeKind.CANCELLED, now=now, status="CANCELLED", sequence=1)
        told(row, AppointmentBooked(appointment_id=row.pk, version=1, status="CONFIRMED"), now=now)
        assert received.mails == []
