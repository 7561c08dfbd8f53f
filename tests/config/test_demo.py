"""The demo: made whole once, kept at later starts, and given to an older demo without a second helping."""

import wave
from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from accounts.models import Member, Organisation
from config.demo import jobs, matters, patients, telephones
from config.demo.houses import HOUSES
from config.demo.loader import load
from contacts.models import ContactImport
from conversations.domain.calls import OVER, CommandState
from conversations.models import Block, Call, CallCommand, Entry, Line, MemberPhone, Recording
from core.transactions import reading, tenant_transaction
from intake.models import (
    ConflictCheck,
    Consent,
    HealthItem,
    Job,
    JobPhoto,
    JobType,
    PatientRecord,
    ServiceSite,
    SitePerson,
)
from intake.selectors.matters import visible_matters
from receptionist.domain.guide import Step, progress
from receptionist.selectors.guide import get_guide
from routing.domain.naming import names
from routing.models import Ladder, LineHandling, MemberSkill, Presence, QueueSeat, Rota
from scheduling.models import Appointment, Claim, Service
from scheduling.selectors import free
from tests.factories.talking import Caller, said


@pytest.fixture
def media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.mark.usefixtures("db", "media")
def test_each_house_has_telephones_queues_and_calls_that_came_before(now: datetime) -> None:
    for organisation in load(HOUSES, now=now):
        with reading(organisation):
            outcomes = sorted(Call.objects.values_list("outcome", flat=True))
            recordings = list(Recording.objects.filter(kind="VOICEMAIL"))
            texts = list(Entry.objects.filter(kind="MESSAGE_OUT", is_automatic=True))
            commands = CallCommand.objects.exclude(state=CommandState.DONE)
            assert not commands.exists(), "nothing is rung for calls of the past"
            assert LineHandling.objects.count() == 3
            assert MemberPhone.objects.count() >= 2
            assert Block.objects.exists()
            _check_desks()
            _check_diary(organisation, now)
            assert not Call.objects.exclude(state__in=list(OVER)).exists()
            assert not Call.objects.filter(started_at__gt=now).exists()
        assert outcomes == ["ABANDONED_IN_QUEUE", "ANSWERED_HUMAN", "VOICEMAIL"]
        (message,) = recordings
        assert message.state == "TRANSCRIBED"
        with default_storage.open(message.path) as file, wave.open(file) as sound:
            seconds = sound.getnframes() / sound.getframerate()
        assert seconds == pytest.approx(message.duration_seconds, abs=0.1)
        assert [entry.state for entry in texts] == ["DELIVERED"] * 2
        _check_patients(organisation, now)


@pytest.mark.usefixtures("db", "media")
def test_an_owner_finds_the_assistant_set_up_but_for_the_first_call_and_is_answered(now: datetime) -> None:
    for house in load(HOUSES, now=now):
        owner = Member.objects.get(organisation=house, role="OWNER")
        with reading(house):
            found = get_guide(member=owner)
            line = Line.objects.select_related("organisation", "location").get(name="Receptionist line")
        far = progress(found.settings.guided, found.facts)
        assert (far.done, far.current) == (len(Step) - 1, Step.CALL)
        assert dict(found.lines)[line]
        caller = Caller(line, now=now, number="+16025550199")
        assert found.settings.greeting in said(caller.plan)
        asked = found.answers[0]
        assert asked.answer in caller.says(asked.question)


@pytest.mark.usefixtures("db", "media")
def test_the_firm_records_with_notice(now: datetime) -> None:
    load(HOUSES[:1], now=now)
    firm = Organisation.objects.get(slug="hale-ortiz")
    with reading(firm):
        call = Call.objects.get(outcome="ANSWERED_HUMAN")
        recording = Recording.objects.get(call=call)
    assert [line["node"] for line in call.path][:4] == ["caller", "hours", "notice", "ring"]
    assert [item["speaker"] for item in recording.transcript][:2] == ["MEMBER", "CUSTOMER"]


@pytest.mark.usefixtures("db", "media")
def test_the_firm_has_a_list_and_four_matters_each_decided_otherwise(now: datetime) -> None:
    load(HOUSES[:1], now=now)
    firm = Organisation.objects.get(slug="hale-ortiz")
    with reading(firm):
        states = {
            row.matter.title: row.state
            for row in ConflictCheck.objects.select_related("matter")
            if row.matter
        }
        members = {
            row.user.email: row for row in Member.objects.filter(organisation=firm).select_related("user")
        }
        listed = ContactImport.objects.get(kind="CLIENTS")
        assert Consent.objects.count() == 2
    assert states == {
        "Wieland / Northgate Freight": "CLEARED",
        "Tran-Doyle / Doyle Hardware": "WAIVED",
        "Saltbush Dairy / Bramling Feeds": "SCREENED",
        "Calloway / Calloway": "IN_REVIEW",
    }
    assert (listed.state, listed.created_count, listed.mistake_count) == ("DONE", 8, 0)
    with reading(firm):
        kept_out = visible_matters(members[matters.BEN]).filter(title__startswith="Saltbush")
        assert not kept_out.exists()


@pytest.mark.usefixtures("db", "media")
def test_a_second_start_changes_nothing(now: datetime) -> None:
    load(HOUSES[:1], now=now)
    before = _counted()
    assert load(HOUSES[:1], now=now + timedelta(days=3)) == []
    assert _counted() == before


@pytest.mark.usefixtures("db", "media")
def test_an_older_demo_gets_its_telephones_once(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(telephones, "set_up", lambda *_, **__: False)
        load(HOUSES[:1], now=now)
    assert {count for _slug, count, _calls in _counted()} == {0}
    load(HOUSES[:1], now=now + timedelta(days=1))
    got = _counted()
    assert {calls for _slug, _count, calls in got} == {3}
    load(HOUSES[:1], now=now + timedelta(days=2))
    assert _counted() == got


@pytest.mark.usefixtures("db", "media")
def test_an_older_demo_of_the_plumber_gets_places_and_jobs_once(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(jobs, "set_up", lambda *_, **__: False)
        (plumber,) = load(HOUSES[2:], now=now)
    for days in (1, 2):
        load(HOUSES[2:], now=now + timedelta(days=days))
        with reading(plumber):
            states = sorted(Job.objects.values_list("state", flat=True))
            assert states == ["BOOKED", "DONE", "INQUIRY"]
            assert Job.objects.get(state="BOOKED").appointment is not None, (
                "it follows the visit of the diary"
            )
            assert JobPhoto.objects.get().job == Job.objects.get(state="BOOKED")
            assert {row.gate_code for row in ServiceSite.objects.all()} == {"4471", "#0853"}
            assert (SitePerson.objects.count(), JobType.objects.count()) == (3, 3)


def _counted() -> list[tuple[str, int, int]]:
    found = []
    for organisation in Organisation.objects.order_by("slug"):
        with reading(organisation):
            found.append((organisation.slug, LineHandling.objects.count(), Call.objects.count()))
    return found


def _check_diary(organisation: Organisation, now: datetime) -> None:
    assert Claim.objects.count() >= Appointment.objects.count() >= 3
    for service in Service.objects.all():
        wish = free.Wish(service_id=service.pk)
        assert free.next_free(organisation_id=organisation.pk, wish=wish, now=now), service.name


def _check_desks() -> None:
    """Look for the queues, and the live flow of the Spanish line; inside `reading`."""
    handling = LineHandling.objects.get(line__name="Spanish line")
    flow, queue = handling.flow, handling.messages_queue
    assert flow is not None
    assert queue is not None
    assert names(flow.versions.get(state="PUBLISHED").document, queue.pk)
    others = LineHandling.objects.exclude(flow=None).values_list("line__name", flat=True)
    assert sorted(others) == ["Receptionist line", "Spanish line"], "scripts call the main line as it was"
    assert MemberSkill.objects.filter(skill__name="Spanish", level__gte=3).exists()
    assert Presence.objects.filter(choice="AVAILABLE").count() >= 2
    assert QueueSeat.objects.count() >= 3
    ladder, rota = Ladder.objects.get(), Rota.objects.get()
    assert [rung.rota_id for rung in ladder.rungs.all()] == [rota.pk]
    assert sorted(rota.shifts.values_list("weekday", flat=True)) == list(range(7)), "somebody every night"


def _check_patients(organisation: Organisation, now: datetime) -> None:
    """Only the clinic keeps records; an older demo gets them, and nobody gets them twice."""
    with reading(organisation):
        rows = list(PatientRecord.objects.select_related("contact").order_by("born_on"))
    if organisation.slug != "saguaro-clinic":
        assert rows == []
        return
    assert [row.contact.display_name for row in rows] == ["Walter Ames", "Lucía Benítez"]
    assert all(row.member_id and row.version == 2 for row in rows)
    with reading(organisation):
        kinds = set(HealthItem.objects.values_list("contact__display_name", "kind"))
    assert {("Walter Ames", "MEDICATION"), ("Lucía Benítez", "ALLERGY")} <= kinds
    members = {
        row.user.email: row for row in Member.objects.filter(organisation=organisation).select_related("user")
    }
    assert not patients.set_up(organisation, members, now=now)
    with tenant_transaction(organisation):
        HealthItem.objects.all().delete()
        PatientRecord.objects.all().delete()
    assert patients.set_up(organisation, members, now=now)
