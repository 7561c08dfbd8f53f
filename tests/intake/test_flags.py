"""Red flags: heard in what customers write and say, told, acknowledged, settled; the list a clinician signs."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Industry, Member, Organisation
from contacts.ports import Subject
from conversations.models import Task
from core.deliveries import run_delivery
from core.models import Delivery, DeliveryState
from core.transactions import reading, tenant_transaction
from intake.models import Disposition, FlagSource, RedFlagAlert
from intake.services import people
from intake.services.flags import noting, raising, settling, signing
from intake.services.flags.gating import RedFlagGate
from routing.services import paging
from scheduling.models import Appointment
from scheduling.ports import ToConfirm
from scheduling.services import cancel_appointment, links, write_note
from scheduling.services import member as by_member
from tests.factories import appointments, calls, flags, oncall
from tests.factories import conversations as make
from tests.factories import scheduling as booking

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(organisation: Organisation) -> Organisation:
    make.line(organisation=organisation)
    return become(organisation, Industry.CLINIC)


def become(organisation: Organisation, industry: Industry) -> Organisation:
    with tenant_transaction(organisation):
        Organisation.objects.filter(pk=organisation.pk).update(industry=industry)
    organisation.refresh_from_db()
    return organisation


def heard(firm: Organisation, text: str, *, now: datetime) -> RedFlagAlert | None:
    received = make.text_in(organisation=firm, now=now, text=text)
    raising.hear_entry(organisation=firm.pk, entry_id=received.entry_id, now=now)
    raising.hear_entry(organisation=firm.pk, entry_id=received.entry_id, now=now)
    return flags.open_alert(firm)


def open_tasks(firm: Organisation, member: Member) -> list[str]:
    with reading(firm):
        return list(
            Task.objects.of(firm.pk).filter(owner=member, done_at=None).values_list("title", flat=True)
        )


def test_a_red_flag_is_told_to_owners_and_on_call_in_turn_until_somebody_acknowledges_it(
    clinic: Organisation,
    alice: Member,
    bob: Member,
    rae: Member,
    now: datetime,
    client_for: Callable[[Member], Client],
) -> None:
    oncall.ladder(alice, bob, rae, now=now)
    assert heard(clinic, "No fever, no chest pain, just my yearly visit please", now=now) is None
    alert = heard(clinic, "Hello. Since 8 I have chest pain! Can I come tomorrow?", now=now)
    assert alert is not None
    assert (alert.kinds, alert.words, alert.source) == (
        ["HEART"],
        "Since 8 I have chest pain",
        FlagSource.MESSAGE,
    )
    assert len(open_tasks(clinic, alice)) == 1
    assert "chest" not in open_tasks(clinic, alice)[0]

    def page(paged: int) -> str:
        letter = paging.page_next(organisation=clinic.pk, alert_id=alert.pk, paged=paged, now=now)
        return letter.to if letter is not None else ""

    assert page(0) == bob.user.email
    assert page(0) == ""
    assert len(open_tasks(clinic, bob)) == 1
    assert page(1) == rae.user.email
    with reading(clinic):
        fresh = RedFlagAlert.objects.of(clinic.pk).get(pk=alert.pk)
        contact_id = fresh.contact_id
    asked = ToConfirm(
        organisation_id=clinic.pk, hold_id=alert.pk, service_id=alert.pk, contact_id=contact_id, now=now
    )
    with reading(clinic):
        assert [one.url for one in RedFlagGate().requirements(asked)] == ["tel:911"]

    later = now + timedelta(minutes=3)
    settling.acknowledge(by=bob, alert_id=alert.pk, now=later)
    assert page(2) == ""
    assert [open_tasks(clinic, one) for one in (alice, bob, rae)] == [[], [], []]
    with reading(clinic):
        assert RedFlagGate().requirements(asked) == ()
    client = client_for(bob)
    assert "Acknowledged by" in client.get(f"/red-flags/{alert.pk}/").content.decode()
    told = client.post(f"/red-flags/{alert.pk}/act/", {"act": "CALLED_BACK", "remark": "Sent to the ER"})
    assert told.status_code == 302
    assert client.post(f"/red-flags/{alert.pk}/act/", {"act": "NOTHING"}).status_code == 404
    log = client.get("/settings/red-flags/").content.decode()
    for words in ("3 minutes", "Called back", "chest pain", "No clinician of yours has signed"):
        assert words in log
    with reading(clinic):
        fresh.refresh_from_db()
    assert (fresh.disposition, fresh.remark) == (Disposition.CALLED_BACK, "Sent to the ER")


def test_a_clinician_signs_phrases_of_their_own(
    clinic: Organisation, alice: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    assert heard(clinic, "My pump is alarming again", now=now) is None
    client = client_for(alice)
    said = {
        "phrases": "My pump is alarming\nno siento al bebé",
        "clinician": "Ada Noor",
        "credential": "NP 1",
    }
    unread = client.post("/settings/red-flags/", said)
    assert unread.status_code == 422
    assert "tick this" in unread.content.decode()
    short = client.post("/settings/red-flags/", said | {"phrases": "ow", "is_read": "on"})
    assert short.status_code == 422
    assert "too short" in short.content.decode()
    assert client.post("/settings/red-flags/", said | {"is_read": "on"}).status_code == 302
    assert "signed by Ada Noor, NP 1" in client.get("/settings/red-flags/").content.decode()
    assert (
        signing.sign_list(by=alice, phrases=said["phrases"], clinician="B", credential="RN", now=now).version
        == 2
    )
    assert heard(clinic, "My pump is not alarming any more", now=now) is None
    alert = heard(clinic, "Buenas, desde ayer NO SIENTO al bebe", now=now)
    assert alert is not None
    assert (alert.kinds, alert.list_version) == (["OWN"], 2)


def test_a_voicemail_counts_and_a_home_in_danger_but_nothing_told_to_lawyers(
    organisation: Organisation, now: datetime
) -> None:
    line = make.line(organisation=organisation)
    assert heard(organisation, "My husband had chest pain and cannot breathe", now=now) is None
    become(organisation, Industry.CLINIC)
    said = [("MEMBER", 0, "Do you have chest pain?"), ("CUSTOMER", 900, "My son won't wake up")]
    recording = calls.voicemail(organisation, line, now=now, said=said)
    raising.hear_recording(organisation=organisation.pk, recording_id=recording.pk, now=now)
    alert = flags.open_alert(organisation)
    assert alert is not None
    assert (alert.kinds, alert.source, alert.words) == (
        ["UNCONSCIOUS"],
        FlagSource.VOICEMAIL,
        "My son won't wake up",
    )
    become(organisation, Industry.HOME)
    later = now + timedelta(hours=1)
    before = alert.pk
    leak = heard(organisation, "The kitchen tap drips a little", now=later)
    assert leak is not None
    assert leak.pk == before
    gas = heard(organisation, "It smells of gas in the whole house and I feel dizzy", now=later)
    assert gas is not None
    assert gas.pk != before
    assert gas.kinds == ["GAS"]


def test_what_is_noted_with_bookings_and_on_the_waiting_list_is_read_and_each_danger_told_once(
    clinic: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    oncall.ladder(alice, bob, now=now)
    dana = booking.provider(clinic, hours=booking.schedule(clinic))
    visit = booking.service(clinic, dana)
    row = appointments.booked(visit, dana, alice, now + timedelta(days=2), name="Lena Ortiz")

    def alerts() -> list[tuple[list[str], str, str]]:
        with reading(clinic):
            rows = RedFlagAlert.objects.of(clinic.pk).order_by("raised_at", "id")
            return [(one.kinds, one.source, one.who) for one in rows]

    with tenant_transaction(clinic):
        Appointment.objects.filter(pk=row.pk).update(
            note_from_customer="Yearly visit. No chest pain.", note_for_customer="With chest pain call 911."
        )
    noting.hear_notes(organisation=clinic.pk, appointment_id=row.pk, now=now)
    assert alerts() == [], "denied, and what we wrote ourselves"
    with tenant_transaction(clinic):
        Appointment.objects.filter(pk=row.pk).update(
            note_from_customer="Since this morning I have chest pain"
        )
    for _again in range(2):
        noting.hear_notes(organisation=clinic.pk, appointment_id=row.pk, now=now)
    assert alerts() == [(["HEART"], "BOOKING", "Lena Ortiz")]
    assert len(open_tasks(clinic, alice)) == 1, "told once"

    joined = booking.waits(
        visit,
        row.contact_id,
        now=now,
        reach_kind="PHONE",
        reach_value="+16025550134",
        note="Please soon, my chest hurts",
    )
    noting.hear_waiting(organisation=clinic.pk, entry_id=joined.pk, now=now)
    assert len(alerts()) == 1, "the same danger of the same person, which nobody has acknowledged yet"
    alert = flags.open_alert(clinic)
    assert alert is not None
    asked = ToConfirm(
        organisation_id=clinic.pk, hold_id=alert.pk, service_id=visit.pk, contact_id=row.contact_id, now=now
    )
    with reading(clinic):
        assert len(RedFlagGate().requirements(asked)) == 1, "nothing more is booked online meanwhile"
    settling.acknowledge(by=alice, alert_id=alert.pk, now=now)
    noting.hear_notes(organisation=clinic.pk, appointment_id=row.pk, now=now)
    assert len(alerts()) == 1, "read again, the words of before are no new emergency"
    noting.hear_waiting(organisation=clinic.pk, entry_id=joined.pk, now=now + timedelta(minutes=1))
    assert alerts()[-1] == (["HEART"], "WAITING", "Lena Ortiz")

    def told(at: datetime) -> None:
        """Let the handlers of red flags have what is owed to them."""
        mine = Delivery.objects.filter(handler__startswith="intake.flag_", state=DeliveryState.DUE)
        for key in mine.order_by("pk").values_list("pk", flat=True):
            run_delivery(delivery_id=key, now=at)

    whose = {"organisation": clinic.pk, "appointment_id": row.pk, "by": by_member(alice)}
    write_note(**whose, text="She rang: the baby had a seizure just now", now=now + timedelta(minutes=2))
    told(now + timedelta(minutes=2))
    cancel_appointment(**whose, reason="Took an overdose of pills", now=now + timedelta(minutes=3))
    told(now + timedelta(minutes=3))
    told(now + timedelta(minutes=4))
    assert [one[:2] for one in alerts()[2:]] == [(["SEIZURE"], "BOOKING"), (["POISON"], "BOOKING")]
    with reading(clinic):
        last = RedFlagAlert.objects.of(clinic.pk).first()
    assert last is not None
    letter = paging.page_next(organisation=clinic.pk, alert_id=last.pk, paged=0, now=now)
    assert letter is not None
    assert letter.to == bob.user.email


@pytest.mark.parametrize(
    ("industry", "note", "is_told"),
    [
        (Industry.CLINIC, "Since this morning I have chest pain", True),
        (Industry.CLINIC, "Yearly visit, no chest pain", False),
        (Industry.HOME, "It smells of gas in the whole kitchen", True),
        (Industry.LAW, "Since this morning I have chest pain", False),
    ],
)
def test_who_notes_an_emergency_is_told_whom_to_call_above_what_they_booked(
    organisation: Organisation,
    alice: Member,
    client: Client,
    now: datetime,
    industry: Industry,
    note: str,
    is_told: bool,
) -> None:
    make.line(organisation=organisation)
    firm = become(organisation, industry)
    dana = booking.provider(firm, hours=booking.schedule(firm))
    row = appointments.booked(
        booking.service(firm, dana), dana, alice, now + timedelta(days=2), name="Lena Ortiz"
    )
    with tenant_transaction(firm):
        Appointment.objects.filter(pk=row.pk).update(note_from_customer=note)
    page = client.get(f"/book/{firm.slug}/booked/{links.view_token(row)}/").content.decode()
    assert ("This may be an emergency" in page, 'href="tel:911"' in page) == (is_told, is_told)


def test_what_somebody_said_of_their_health_leaves_with_those_alone_it_is_for(
    clinic: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    alert = heard(clinic, "Since 8 I have chest pain! Can I come tomorrow?", now=now)
    assert alert is not None
    assert alert.contact_id is not None
    taken = {}
    for member, capability in ((alice, "clinician"), (bob, "front_desk")):
        member.capabilities = [capability]
        member.save(update_fields=["capabilities"])
        subject = Subject(
            organisation_id=clinic.pk, contact_ids=(alert.contact_id,), values=(), now=now, reader=member
        )
        with reading(clinic):
            [taken[capability]] = people.export(subject)["red_flags"]
    assert "chest pain" in taken["clinician"]["words"]
    assert "chest" not in str(taken["front_desk"])
    assert taken["front_desk"]["kinds"] == ["HEART"]
