"""Red flags: heard in what customers write and say, told, acknowledged, settled; the list a clinician signs."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Industry, Member, Organisation
from conversations.models import Task
from core.transactions import reading, tenant_transaction
from intake.models import Disposition, FlagSource, RedFlagAlert
from intake.services.flags import raising, settling, signing
from intake.services.flags.gating import RedFlagGate
from routing.services import paging
from scheduling.ports import ToConfirm
from tests.factories import calls, flags, oncall
from tests.factories import conversations as make

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
