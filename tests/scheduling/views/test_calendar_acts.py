"""What members do in the calendar: move, mark, cancel, book, block; and what they are told when it cannot be."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member, Organisation, Role
from core import clock
from core.transactions import reading
from scheduling.models import Appointment, AppointmentChange, Resource, Service, TimeBlock
from tests.factories import accounts, contacts
from tests.factories import scheduling as make
from tests.factories.appointments import booked

LogIn = Callable[[Member], Client]
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def visit(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana, name="First visit", minutes=45)


@pytest.fixture
def one(alice: Member, visit: Service, dana: Resource, now: datetime) -> Appointment:
    return booked(visit, dana, alice, now + timedelta(hours=1))


def fresh(row: Appointment) -> Appointment:
    with reading(row.organisation_id):
        return Appointment.objects.get(pk=row.pk)


def drag(client: Client, row: Appointment, **values: str) -> tuple[int, str]:
    data = {"day": "2026-11-23", "minutes": "45", "back": "/calendar/?view=week&who=all"} | values
    answer = client.post(f"/calendar/appointments/{row.pk}/drag/", data, headers=HTMX)
    return answer.status_code, answer.content.decode()


def test_dragging_moves_and_can_be_undone(
    client_for: LogIn, alice: Member, one: Appointment, now: datetime
) -> None:
    client = client_for(alice)
    status, page = drag(client, one, at="14:15", version="1")
    assert status == 200
    assert "Lena Ortiz is now booked today 2:15 PM." in page
    assert 'name="at" value="11:00"' in page
    row = fresh(one)
    assert row.starts_at == now + timedelta(hours=4, minutes=15)
    assert (row.uid, row.sequence) == (one.uid, 1)
    status, _page = drag(client, one, at="11:00", version="2")
    assert status == 200
    assert fresh(one).starts_at == one.starts_at


def test_stretching_makes_it_longer(client_for: LogIn, alice: Member, one: Appointment) -> None:
    status, _page = drag(client_for(alice), one, at="11:00", minutes="90")
    assert status == 200
    assert fresh(one).ends_at - fresh(one).starts_at == timedelta(minutes=90)


def test_a_rule_refuses_says_why_and_only_a_supervisor_may_insist(
    client_for: LogIn, organisation: Organisation, alice: Member, bob: Member, one: Appointment
) -> None:
    status, page = drag(client_for(bob), one, at="18:00")
    assert status == 422
    assert "outside the hours" in page
    assert "Move it anyway" not in page
    assert fresh(one).starts_at == one.starts_at
    _status, page = drag(client_for(alice), one, at="18:00")
    assert "Move it anyway" in page
    assert drag(client_for(bob), one, at="18:00", overrule="1")[0] == 403
    status, _page = drag(client_for(alice), one, at="18:00", overrule="1")
    assert status == 200
    with reading(organisation):
        change = AppointmentChange.objects.get(kind="MOVED")
    assert change.details["overruled"] is True


def test_a_taken_time_is_refused_with_others(
    client_for: LogIn, alice: Member, one: Appointment, visit: Service, dana: Resource, now: datetime
) -> None:
    booked(visit, dana, alice, now + timedelta(hours=4), name="Other Person")
    status, page = drag(client_for(alice), one, at="14:15")
    assert status == 409
    assert "Somebody has just taken this time" in page
    assert page.count('name="at"') == 3


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"at": "25:00"}, "Give a day and a time of day."),
        ({"at": "14:00", "day": "2026-02-30"}, "Give a day and a time of day."),
        ({"at": "14:00", "minutes": "0"}, "The length is in minutes"),
        ({"at": "14:00", "minutes": "x"}, "The length is in minutes"),
        ({"at": "14:00", "version": "7"}, "This appointment has changed meanwhile"),
        ({"at": "14:00", "resource": "0191d2c0-0000-7000-8000-000000000000"}, "not given by whom you chose"),
    ],
)
def test_bad_moves_leave_everything_as_it_was(
    client_for: LogIn, alice: Member, one: Appointment, values: dict[str, str], words: str
) -> None:
    status, page = drag(client_for(alice), one, **values)
    assert status in (409, 422)
    assert words in page
    assert fresh(one).starts_at == one.starts_at


def test_without_scripts_it_is_moved_on_its_page(
    client_for: LogIn, alice: Member, one: Appointment, now: datetime
) -> None:
    client = client_for(alice)
    data = {"day": "2026-11-24", "at": "09:45", "minutes": "45", "back": "/calendar/?view=list"}
    answer = client.post(f"/calendar/appointments/{one.pk}/move/", data)
    assert answer["Location"] == f"/calendar/?view=list&open={one.pk}"
    answer = client.post(f"/calendar/appointments/{one.pk}/move/", data | {"at": "03:00"})
    assert answer.status_code == 422
    assert "outside the hours" in answer.content.decode()


def test_how_it_stands_is_marked_and_taken_back(client_for: LogIn, alice: Member, one: Appointment) -> None:
    client = client_for(alice)
    url = f"/calendar/appointments/{one.pk}/act/"
    for act, status in (("arrive", "ARRIVED"), ("complete", "COMPLETED"), ("take_back", "CONFIRMED")):
        assert client.post(url, {"act": act}).status_code == 302
        assert fresh(one).status == status
    answer = client.post(url, {"act": "miss"})
    assert answer.status_code == 422
    assert "It has not begun yet" in answer.content.decode()
    client.post(url, {"act": "note", "note": "Brings a friend"})
    client.post(url, {"act": "cancel", "reason": "Feels better"})
    row = fresh(one)
    assert (row.status, row.cancel_reason, row.note) == ("CANCELLED", "Feels better", "Brings a friend")
    page = client.get(f"/calendar/appointments/{one.pk}/").content.decode()
    assert "Feels better" in page
    client.post(url, {"act": "restore"})
    assert fresh(one).status == "CONFIRMED"
    assert client.post(url, {"act": "explode"}).status_code == 422


def test_readers_see_no_buttons(client_for: LogIn, rae: Member, one: Appointment) -> None:
    page = client_for(rae).get(f"/calendar/?open={one.pk}").content.decode()
    assert "Lena Ortiz" in page
    assert "<form" not in page.split('id="sheet"')[1].split("</aside>")[0]
    assert "data-move" not in page


def test_a_member_books_a_listed_time_for_somebody_new(
    client_for: LogIn, alice: Member, visit: Service, organisation: Organisation
) -> None:
    client = client_for(alice)
    page = client.get("/calendar/new/?date=2026-11-24").content.decode()
    assert "On the chosen day" in page
    start = "2026-11-24T16:45:00+00:00"
    assert start in page
    data = {
        "service": str(visit.pk), "date": "2026-11-24", "start": start, "name": "Nova Reed",
        "address": "(602) 555-0190", "note": "First time", "ref": "form-1", "back": "/calendar/?view=week",
    }  # fmt: skip
    for _twice in range(2):
        answer = client.post("/calendar/new/", data)
        assert answer.status_code == 302
    with reading(organisation):
        row = Appointment.objects.select_related("contact").get()
    assert str(row.contact) == "Nova Reed"
    assert (row.note, row.source) == ("First time", "STAFF")
    assert answer["Location"] == f"/calendar/?view=week&open={row.pk}"


def test_why_nothing_is_free_is_said(client_for: LogIn, alice: Member, visit: Service) -> None:
    page = client_for(alice).get("/calendar/new/?date=2026-11-29").content.decode()
    assert "Why nothing is free on that day" in page
    assert "Next free" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "", "at": ""}, "Choose a time."),
        ({"address": ""}, "Choose a person, or give a number"),
        ({"address": "12"}, ""),
        ({"service": "x"}, "Choose what is to be booked."),
        ({"start": "", "at": "03:00"}, "outside the hours"),
        ({"start": "2020-01-01T16:00:00+00:00"}, "This time is over already."),
    ],
)
def test_what_cannot_be_booked_is_said_and_what_was_typed_stays(
    client_for: LogIn,
    alice: Member,
    visit: Service,
    organisation: Organisation,
    change: dict[str, str],
    words: str,
) -> None:
    data = {
        "service": str(visit.pk), "date": "2026-11-24", "start": "2026-11-24T16:45:00+00:00",
        "name": "Nova Reed", "address": "(602) 555-0190",
    }  # fmt: skip
    answer = client_for(alice).post("/calendar/new/", data | change)
    assert answer.status_code in (409, 422)
    page = answer.content.decode()
    assert words in page
    assert "Nova Reed" in page
    with reading(organisation):
        assert not Appointment.objects.exists()


def test_people_are_found_while_typing(client_for: LogIn, alice: Member, now: datetime) -> None:
    contacts.contact(by=alice, now=now, name="Lena Ortiz")
    page = client_for(alice).get("/calendar/new/people/?name=Lena", headers=HTMX).content.decode()
    assert "Lena Ortiz" in page


def test_time_is_blocked_shown_and_freed(
    client_for: LogIn, alice: Member, dana: Resource, one: Appointment, organisation: Organisation
) -> None:
    client = client_for(alice)
    data = {
        "resource": str(dana.pk), "from_day": "2026-11-23", "from_at": "10:30", "to_day": "2026-11-23",
        "to_at": "16:00", "note": "Training",
    }  # fmt: skip
    answer = client.post("/calendar/time/new/", data)
    assert answer.status_code == 409
    assert "around what is booked" in answer.content.decode()
    assert client.post("/calendar/time/new/", data | {"around": "1"}).status_code == 302
    with reading(organisation):
        block = TimeBlock.objects.get()
    assert "Training" in client.get("/calendar/").content.decode()
    page = client.get(f"/calendar/time/{block.pk}/").content.decode()
    assert "Dana Reyes: Monday, November 23, 10:30 AM to 4:00 PM" in page
    assert client.post(f"/calendar/time/{block.pk}/").status_code == 302
    assert "Training" not in client.get("/calendar/").content.decode()
    for change in ({"resource": ""}, {"to_at": "09:00"}, {"from_day": "x"}):
        assert client.post("/calendar/time/new/", data | change).status_code == 422


def test_members_of_other_locations_may_not_move(
    client_for: LogIn, organisation: Organisation, one: Appointment
) -> None:
    other = accounts.member(organisation=organisation, name="Elsewhere Only", role=Role.STAFF)
    Member.objects.filter(pk=other.pk).update(location_ids=["0191d2c0-0000-7000-8000-000000000000"])
    assert (
        client_for(other).post(f"/calendar/appointments/{one.pk}/drag/", {"at": "14:00"}).status_code == 404
    )
