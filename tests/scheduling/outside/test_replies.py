"""Answers of calendar programs, by mail: yes, no, another time, once more; and nobody else's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
from django.core import mail as outbox
from django.test import Client

from accounts.models import Member
from conversations.domain.states import Status
from conversations.models import Conversation, Entry
from core.deliveries import due_ids, run_delivery
from core.transactions import reading
from scheduling.models import Appointment, ChangeKind
from tests.factories import mail as post
from tests.factories import scheduling as make
from tests.scheduling.outside import booked
from tests.scheduling.outside.test_invites import told

pytestmark = pytest.mark.django_db
LENA = "lena@example.test"


@pytest.fixture
def row(alice: Member, settings: Any, now: datetime) -> Appointment:
    settings.MAIL_DOMAIN, settings.MAIL_AUTHSERV = post.DOMAIN, "mx.in.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    post.box(alice, now=now)
    dana = make.provider(alice.organisation, hours=make.schedule(alice.organisation))
    service = make.service(alice.organisation, dana, name="Visit", minutes=30)
    return booked.appointment(service, dana, by=alice, now=now, sequence=1)


def invitation(row: Appointment, now: datetime) -> tuple[EmailMessage, Any]:
    from scheduling.events import InvitationWanted

    told(row, InvitationWanted(appointment_id=row.pk), now=now)
    sent = outbox.outbox[-1]
    return sent, icalendar.Calendar.from_ical(sent.alternatives[0].content).walk("VEVENT")[0]


def reply(
    row: Appointment,
    partstat: str,
    *,
    method: str = "REPLY",
    sequence: int = 1,
    starts_at: datetime | None = None,
) -> str:
    at = (starts_at or row.starts_at).strftime("%Y%m%dT%H%M%SZ")
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{row.uid}\r\n"
        f"SEQUENCE:{sequence}\r\nDTSTART:{at}\r\nATTENDEE;PARTSTAT={partstat}:mailto:{LENA}\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def answered(calendar: str, *, to: str, now: datetime, **heads: str) -> list[str]:
    written = post.letter(
        "Lena has answered.", to=to, sender=f"Lena <{LENA}>", Auto_Submitted="auto-generated", **heads
    )
    written.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    states = post.arrive(written, now=now)
    for delivery_id in due_ids(now=now):
        run_delivery(delivery_id=delivery_id, now=now)
    return states


def stands(row: Appointment) -> Appointment:
    with reading(row.organisation_id):
        return Appointment.objects.get(pk=row.pk)


def kinds(row: Appointment) -> list[str]:
    with reading(row.organisation_id):
        return list(row.changes.order_by("at", "created_at").values_list("kind", flat=True))


def test_yes_and_no_are_taken_at_the_address_only_the_invitation_has(row: Appointment, now: datetime) -> None:
    sent, event = invitation(row, now)
    (to,) = sent.reply_to
    assert str(event["ORGANIZER"]) == f"mailto:{to}"
    assert (event["ATTENDEE"].params["RSVP"], event["ATTENDEE"].params["PARTSTAT"]) == (
        "TRUE",
        "NEEDS-ACTION",
    )
    assert sent.from_email == f"Hale Ortiz Law <desk@{post.DOMAIN}>"

    assert answered(reply(row, "DECLINED"), to=f"desk@{post.DOMAIN}", now=now) == ["KEPT"]
    assert answered(reply(row, "DECLINED", sequence=0), to=to, now=now) == ["KEPT"]
    assert stands(row).status == "CONFIRMED"
    assert answered(reply(row, "ACCEPTED"), to=to, now=now) == ["KEPT"]
    assert answered(reply(row, "ACCEPTED"), to=to, now=now + timedelta(minutes=1)) == ["KEPT"]
    assert kinds(row) == [ChangeKind.BOOKED, ChangeKind.NOTED]
    assert answered(reply(row, "DECLINED"), to=to, now=now + timedelta(minutes=2)) == ["KEPT"]
    assert (stands(row).status, stands(row).cancelled_by) == ("CANCELLED", "CUSTOMER")
    with reading(row.organisation_id):
        assert not Conversation.objects.exists()


def test_signed_by_their_own_domain_is_proof_enough(row: Appointment, now: datetime) -> None:
    box = f"desk@{post.DOMAIN}"
    forged = {"Authentication_Results": "mx.in.example; dkim=pass header.d=elsewhere.test"}
    assert answered(reply(row, "DECLINED"), to=box, now=now, **forged) == ["KEPT"]
    assert stands(row).status == "CONFIRMED"
    signed = {"Authentication_Results": "mx.in.example; dkim=pass header.d=example.test"}
    answered(reply(row, "DECLINED"), to=box, now=now, **signed)
    assert stands(row).status == "CANCELLED"


def test_another_time_stands_in_the_conversation_with_a_button(
    row: Appointment, alice: Member, client_for: Callable[[Member], Client], now: datetime, monkeypatch: Any
) -> None:
    from core import clock

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=2))
    (to,) = invitation(row, now)[0].reply_to
    wanted = row.starts_at + timedelta(hours=2)
    counter = reply(row, "TENTATIVE", method="COUNTER", starts_at=wanted)
    assert answered(counter, to=to, now=now + timedelta(minutes=1)) == ["APPLIED"]
    with reading(row.organisation_id):
        conversation = Conversation.objects.get()
        facts = Entry.objects.filter(fact="appointment").order_by("seq")
        last = facts.values_list("fact_values__change", flat=True).last()
    assert (conversation.status, conversation.contact_id, last) == (Status.OPEN, row.contact_id, "ASKED")
    client = client_for(alice)
    page = client.get(f"/inbox/{conversation.pk}/").content.decode()
    assert "They ask for" in page
    assert "Move to that time" in page
    moved = client.post(f"/calendar/appointments/{row.pk}/as-asked/", {"version": str(row.version)})
    assert moved.status_code == 302
    assert stands(row).starts_at == wanted
    again = client.post(f"/calendar/appointments/{row.pk}/as-asked/", follow=True).content.decode()
    assert "They ask for no other time any more." in again


def test_too_late_to_cancel_asks_a_person_and_refresh_sends_it_again(
    row: Appointment, alice: Member, now: datetime
) -> None:
    (to,) = invitation(row, now)[0].reply_to
    with_cut_off = row.service
    from core.transactions import tenant_transaction

    with tenant_transaction(row.organisation_id):
        type(with_cut_off).objects.filter(pk=with_cut_off.pk).update(cancel_cutoff=7 * 24 * 60)
    assert answered(reply(row, "DECLINED"), to=to, now=now + timedelta(minutes=1)) == ["APPLIED"]
    assert (stands(row).status, kinds(row)[-1]) == ("CONFIRMED", ChangeKind.ASKED)
    before = len(outbox.outbox)
    assert answered(reply(row, "X", method="REFRESH"), to=to, now=now + timedelta(minutes=2)) == ["KEPT"]
    assert len(outbox.outbox) == before + 1
