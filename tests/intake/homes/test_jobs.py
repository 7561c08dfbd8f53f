"""Jobs: a total table, nothing agreed in danger, visits that become jobs, addresses on the day, figures that add up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Industry, Member, Organisation, Role
from core import clock
from core.transactions import reading, tenant_transaction
from intake.domain.homes.jobs import (
    TRANSITIONS,
    IllegalJobMove,
    JobMove,
    JobState,
    next_state,
    state_of_visit,
    way,
)
from intake.domain.homes.urgency import Urgency
from intake.errors import homes as errors
from intake.models import Job, JobEvent, JobType, ServiceSite, Submission, WhyNot
from intake.presenters.forms.booking import BookingForm
from intake.selectors.jobs import figures
from intake.services.forms import editing, filling, submitting, templates
from intake.services.homes import asking, jobs, visiting
from intake.services.homes.visiting import SafetyGate
from scheduling.domain.appointments import AppointmentStatus
from scheduling.models import Appointment, VisitPlace
from scheduling.ports import ToConfirm, booking_panels, requirements
from scheduling.services import doing, ending, standing
from tests.factories import accounts as people
from tests.factories import appointments, contacts, homes
from tests.factories import scheduling as booking
from tests.factories import sites as make


@pytest.fixture
def owner(organisation: Organisation, alice: Member) -> Member:
    """The owner of a home-service firm."""
    Organisation.objects.filter(pk=organisation.pk).update(industry=Industry.HOME)
    alice.refresh_from_db()
    return alice


def visit(by: Member, at: datetime, *, street: str = "12 Elm St", name: str = "Nell Ames") -> Appointment:
    """Book a repair at somebody's address."""
    van = booking.provider(by.organisation, name=f"Van {street}")
    row = appointments.booked(
        homes.service(by.organisation, van, name=f"Repair {street}"), van, by, at, name=name
    )
    with tenant_transaction(by.organisation):
        VisitPlace.objects.create(
            organisation=by.organisation,
            appointment=row,
            street=street,
            city="Phoenix",
            postcode="85004",
            access_note="Side door",
        )
    return row


def follow(by: Member, row: Appointment, now: datetime) -> Job:
    found = visiting.follow_appointment(organisation=by.organisation_id, appointment_id=row.pk, now=now)
    assert found is not None
    return make.fresh_job(found)


def test_the_table_of_jobs_is_total() -> None:
    assert set(TRANSITIONS) == set(JobState)
    assert {move for moves in TRANSITIONS.values() for move in moves} == set(JobMove)
    for state in JobState:
        for move in JobMove:
            if move in TRANSITIONS[state]:
                assert next_state(state, move) is TRANSITIONS[state][move]
            else:
                with pytest.raises(IllegalJobMove):
                    next_state(state, move)
        for target in JobState:
            here = state
            for move in way(state, target):
                here = next_state(here, move)
            assert here is target
    for status in AppointmentStatus:
        assert state_of_visit(status, is_on_the_way=False) in JobState


def test_nothing_is_agreed_while_they_may_be_in_danger(owner: Member, now: datetime) -> None:
    person = contacts.contact(by=owner, now=now, name="Nell Ames")
    row = make.job(by=owner, now=now, problem="It smells of gas", urgency=Urgency.P0, contact_id=person.pk)
    gate, hold = SafetyGate(), booking.service(owner.organisation).pk
    asked = ToConfirm(
        organisation_id=owner.organisation_id, hold_id=hold, service_id=hold, contact_id=person.pk, now=now
    )
    with pytest.raises(errors.NotSafeYet):
        jobs.move_job(by=owner, job_id=row.pk, move=JobMove.BOOK, now=now)
    with reading(owner.organisation_id):
        assert "911" in gate.requirements(asked)[0].sentence
    jobs.mark_safe(by=owner, job_id=row.pk, now=now)
    with reading(owner.organisation_id):
        assert gate.requirements(asked) == ()
    jobs.move_job(by=owner, job_id=row.pk, move=JobMove.BOOK, now=now)
    assert make.fresh_job(row).state == JobState.BOOKED


def test_a_visit_becomes_a_job_at_its_place_and_the_job_follows_it(owner: Member, now: datetime) -> None:
    row = visit(owner, now + timedelta(hours=1))
    job = follow(owner, row, now)
    assert follow(owner, row, now).pk == job.pk
    with reading(owner.organisation_id):
        site = ServiceSite.objects.of(owner.organisation).get()
        assert JobEvent.objects.of(owner.organisation).count() == 2, "written down, booked, and nothing more"
    assert (job.state, job.site_id, job.contact_id) == (JobState.BOOKED, site.pk, row.contact_id)
    assert (site.access_notes, site.postcode) == ("Side door", "85004")
    visiting.act_on_job(by=owner, job_id=job.pk, move=JobMove.SET_OUT, minutes=20, now=now)
    assert make.fresh_job(job).state == JobState.ON_THE_WAY
    keys = {
        "organisation": owner.organisation_id,
        "appointment_id": row.pk,
        "by": doing.member(owner),
        "now": now,
    }
    standing.mark_arrived(**keys)
    assert follow(owner, row, now).state == JobState.ARRIVED
    visiting.act_on_job(by=owner, job_id=job.pk, move=JobMove.FINISH, now=now)
    done = make.fresh_job(job)
    assert (done.state, done.ended_at) == (JobState.DONE, now)
    with reading(owner.organisation_id):
        assert Appointment.objects.of(owner.organisation).get().status == AppointmentStatus.COMPLETED
    visiting.act_on_job(by=owner, job_id=job.pk, move=JobMove.TAKE_BACK, now=now)
    ending.cancel_appointment(**keys, reason="Mended it themselves")
    gone = follow(owner, row, now)
    assert (gone.state, gone.reason) == (JobState.CANCELLED, "Mended it themselves")


def test_a_visit_is_of_the_inquiry_it_was_booked_for(owner: Member, now: datetime) -> None:
    row = visit(owner, now + timedelta(hours=1))
    asked = make.job(by=owner, now=now, problem="The boiler drips", contact_id=row.contact_id)
    other = make.job(by=owner, now=now, problem="Somebody else's drain")
    job = follow(owner, row, now)
    assert (job.pk, job.problem, job.site is not None) == (asked.pk, "The boiler drips", True)
    assert make.fresh_job(other).appointment_id is None


def test_a_technician_learns_on_the_day_where_somebody_lives(
    owner: Member, client_for: Callable[[Member], Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    today, later = (
        follow(owner, visit(owner, now + span, street=street), now)
        for span, street in ((timedelta(hours=2), "12 Elm St"), (timedelta(days=2), "77 Oak Ave"))
    )
    dez = people.member(organisation=owner.organisation, name="Dez Kowalski", role=Role.PROVIDER)
    Member.objects.filter(pk=dez.pk).update(capabilities=["technician"])
    dez.refresh_from_db()
    client = client_for(dez)
    listed = client.get("/jobs/").content.decode()
    assert '<a href="/jobs/" data-go="jobs"' in listed, "it stands in the bottom bar of a phone"
    assert (
        '<a class="hide-m" href="/jobs/" data-go="jobs"' in client_for(owner).get("/inbox/").content.decode()
    )
    assert "12 Elm St" in listed
    assert "77 Oak Ave, " not in listed
    assert "Phoenix, 85004" in listed
    assert "Side door" in client.get(f"/jobs/{today.pk}/").content.decode()
    hidden = client.get(f"/jobs/{later.pk}/").content.decode()
    assert "on the day of the job" in hidden
    assert "Side door" not in hidden
    assert "77 Oak Ave, Phoenix" not in hidden
    assert client.get(f"/jobs/{later.pk}/edit/").status_code == 403
    assert client.get(f"/sites/{later.site_id}/").status_code == 403
    assert client.get(f"/sites/{today.site_id}/").status_code == 200
    assert "77 Oak" not in client.get("/sites/").content.decode()
    assert "77 Oak Ave, Phoenix" in client_for(owner).get("/jobs/").content.decode()


def test_the_calendar_and_the_route_keep_the_address_until_the_day(
    owner: Member, client_for: Callable[[Member], Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.clock.now", lambda: now)
    rows = []
    for span, street in ((timedelta(hours=2), "12 Elm St"), (timedelta(days=2), "77 Oak Ave")):
        row = visit(owner, now + span, street=street)
        with tenant_transaction(owner.organisation):
            Appointment.objects.filter(pk=row.pk).update(place=f"{street}, Phoenix 85004")
        rows.append((row, follow(owner, row, now)))
    dez = people.member(organisation=owner.organisation, name="Dez Kowalski", role=Role.PROVIDER)
    Member.objects.filter(pk=dez.pk).update(capabilities=["technician"])
    dez.refresh_from_db()
    (today, job), (later, _job) = rows
    zone = ZoneInfo(owner.organisation.time_zone)

    def pages(member: Member, row: Appointment) -> tuple[str, str]:
        client, day = client_for(member), row.starts_at.astimezone(zone).date()
        route = client.get(f"/calendar/route/?day={day}&vehicle={row.provider_id}").content.decode()
        return route, client.get(f"/calendar/appointments/{row.pk}/").content.decode()

    for page in pages(dez, later):
        assert "Phoenix 85004. You see street and gate code on the day." in page
        assert "77 Oak" not in page.replace("Repair 77 Oak Ave", "").replace("Van 77 Oak Ave", "")
        assert "Side door" not in page
    for page in (*pages(dez, today), *pages(owner, today)):
        assert "12 Elm St, Phoenix 85004" in page
        assert f"/jobs/{job.pk}/" in page, "a visit leads to its job"
    assert all("77 Oak Ave, Phoenix 85004" in page for page in pages(owner, later))


def test_the_questions_of_a_kind_are_asked_by_a_member_and_answered_by_the_customer(
    owner: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    form = templates.add_template(by=owner, template="heater", now=now)
    editing.publish(by=owner, form_id=form.pk, now=now)
    kind = make.kind(by=owner, name="Water heater", form_id=form.pk)
    person = contacts.contact(by=owner, now=now, name="Nell Ames")
    job = make.job(by=owner, now=now, type_id=kind.pk, contact_id=person.pk)
    client = client_for(owner)
    assert "Ask these before anybody drives" in client.get(f"/jobs/{job.pk}/").content.decode()
    asked = client.post(f"/jobs/{job.pk}/act/", {"act": "ask"})
    draft_id = asked["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert client.post(f"/jobs/{job.pk}/act/", {"act": "ask"})["Location"] == asked["Location"], "once"
    given = {"fuel": "gas", "smell": False, "tank": "tank", "water": True}
    filling.answer(organisation=owner.organisation_id, submission_id=UUID(draft_id), given=given, now=now)
    submitting.submit(organisation=owner.organisation_id, submission_id=UUID(draft_id), now=now)
    for _twice in range(2):
        asking.take_form(organisation=owner.organisation_id, submission_id=UUID(draft_id), now=now)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "What heats the water?" in page
    assert "Yes, a tank" in page
    assert page.count("The questions are answered") == 1
    with reading(owner.organisation_id):
        assert Job.objects.of(owner.organisation_id).count() == 1, "questions make no second job"


def test_the_questions_of_a_kind_stand_on_the_booking_page_and_never_before_a_time(
    owner: Member, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    form = templates.add_template(by=owner, template="heater", now=now)
    editing.publish(by=owner, form_id=form.pk, now=now)
    organisation = owner.organisation
    service = booking.service(
        organisation, booking.provider(organisation, hours=booking.schedule(organisation))
    )
    make.kind(by=owner, name="Water heater", form_id=form.pk, service_id=service.pk)
    hold = booking.held(service, now + timedelta(days=1), now=now)
    asked = ToConfirm(
        organisation_id=organisation.pk, hold_id=hold.pk, service_id=service.pk, contact_id=None, now=now
    )

    def offered() -> list[BookingForm]:
        with reading(organisation):
            assert [one.key for one in requirements(asked)] in ([], ["safety"])
            panels = [one.page for one in booking_panels(asked) if one.key == "form"]
        return [one for page in panels for one in page]  # type: ignore[attr-defined]

    [one] = offered()
    assert not one.is_sent
    assert client.get(one.url).status_code == 200
    client.post(one.url)
    with reading(organisation):
        row = Submission.objects.of(organisation).get(hold=hold)
    keys = {"organisation": organisation.pk, "submission_id": row.pk, "now": now}
    filling.answer(**keys, given={"fuel": "gas", "smell": False, "tank": "tank", "water": True})
    submitting.submit(**keys)
    [one] = offered()
    assert one.is_sent


def test_the_pages_of_jobs(owner: Member, client_for: Callable[[Member], Client], now: datetime) -> None:
    client = client_for(owner)
    kind = {
        "name": "Burst pipe",
        "minutes": "90",
        "urgency": "P1",
        "skills": "Gas licence, Camera",
        "is_active": "on",
    }
    assert client.post("/settings/jobs/new/", kind | {"minutes": "0"}).status_code == 422
    assert client.post("/settings/jobs/new/", kind | {"price_en": "$89 to look"}).status_code == 302
    assert client.post("/settings/jobs/new/", kind).status_code == 422, "the name is taken"
    assert "Gas licence, Camera" in client.get("/settings/jobs/").content.decode()
    with reading(owner.organisation_id):
        row = JobType.objects.of(owner.organisation).get()
    person = contacts.contact(by=owner, now=now, name="Nell Ames")
    new = {"contact": str(person.pk), "type": str(row.pk), "problem": "Water everywhere"}
    assert client.post("/jobs/new/", {"contact": str(person.pk)}).status_code == 422
    assert client.post("/jobs/new/", new | {"line": "12 Elm St, Phoenix TX 85004"}).status_code == 422
    made = client.post("/jobs/new/", new | {"line": "12 Elm St, Phoenix AZ 85004"})
    page = client.get(made["Location"]).content.decode()
    for words in (
        "Water everywhere",
        "12 Elm St",
        "P1 Damage now",
        "$89 to look",
        "90 minutes",
        "turn the main water",
    ):
        assert words in page
    assert "Water everywhere" in client.get(f"/contacts/{person.pk}/").content.decode()
    assert "Water everywhere" in client.get("/jobs/?q=elm").content.decode()
    acts = f"{made['Location']}act/"
    client.post(acts, {"act": "TURN_AWAY", "why": "OUTSIDE", "reason": "Beyond the mountain"})
    turned = client.get(made["Location"]).content.decode()
    assert "We are sorry, we do not come that far" in turned
    assert "Beyond the mountain" in turned
    counted = client.get("/jobs/figures/").content.decode()
    assert "1 job was asked for in 30 days" in counted
    client.post(acts, {"act": "REOPEN"})
    client.post(acts, {"act": "FINISH"})
    with reading(owner.organisation_id):
        kept = Job.objects.of(owner.organisation).get()
    assert (kept.state, kept.why_not) == (JobState.INQUIRY, ""), "no table has a line from inquiry to done"
    edit = {"problem": "A drip only", "urgency": "P3", "site": str(kept.site_id)}
    assert client.post(f"{made['Location']}edit/", edit | {"version": "1"}).status_code == 409
    assert client.post(f"{made['Location']}edit/", edit | {"version": str(kept.version)}).status_code == 302
    assert make.fresh_job(kept).urgency == Urgency.P3


def test_the_figures_of_jobs_add_up(owner: Member, now: datetime) -> None:
    for number in range(4):
        row = make.job(by=owner, now=now, problem=f"Job {number}")
        if number < 2:
            why = WhyNot.TRADE if number else WhyNot.OUTSIDE
            jobs.move_job(by=owner, job_id=row.pk, move=JobMove.TURN_AWAY, why_not=why, now=now)
    make.job(by=owner, now=now - timedelta(days=40))
    with reading(owner.organisation_id):
        found = figures(organisation_id=owner.organisation_id, since=now - timedelta(days=30))
    assert found.opened == sum(found.by_state.values()) == sum(found.by_urgency.values()) == 4
    assert found.by_state["NOT_SERVED"] == sum(found.why_not.values()) == 2


def test_the_database_refuses_a_job_that_takes_no_time(owner: Member) -> None:
    with tenant_transaction(owner.organisation), pytest.raises(IntegrityError), transaction.atomic():
        JobType.objects.create(organisation=owner.organisation, name="Nothing", minutes=0)
