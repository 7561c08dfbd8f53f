"""The staff calendar: what is drawn, what is listed, what is hidden."""

import re
import zlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core import clock, pdf
from core.transactions import reading, tenant_transaction
from scheduling.models import Resource, Schedule, Service
from tests.factories import scheduling as make
from tests.factories.appointments import booked

LogIn = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def _at_ten(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def dana(organisation: Organisation) -> Resource:
    return make.provider(organisation, hours=make.schedule(organisation))


@pytest.fixture
def visit(organisation: Organisation, dana: Resource) -> Service:
    return make.service(organisation, dana, name="First visit", minutes=45)


def test_a_day_is_drawn_by_resource_and_listed(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    row = booked(visit, dana, alice, now + timedelta(minutes=67))
    page = client_for(alice).get("/calendar/").content.decode()
    # 11:07 to 11:52: quarters with minutes into them.
    assert 'data-at="44" data-plus="7" data-to="47" data-over="7"' in page
    assert f'href="/calendar/appointments/{row.pk}/"' in page
    assert "Lena Ortiz, 11:07 AM – 11:52 AM, First visit" in page
    # The time it takes to finish up, and nine o'clock, before which nobody works.
    assert 'class="cal-ev buf" data-at="47" data-plus="7"' in page
    assert 'class="cal-ev off" data-at="32" data-plus="0" data-to="36"' in page
    assert "45 min · First visit · Dana Reyes" in page
    assert "9% booked" in page


@pytest.mark.parametrize("view", ["day", "week", "resources", "list", "nonsense"])
def test_every_view_shows_the_appointment(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime, view: str
) -> None:
    booked(visit, dana, alice, now)
    page = client_for(alice).get(f"/calendar/?view={view}&date=2026-11-23").content.decode()
    assert "Lena Ortiz" in page


def test_what_makes_no_sense_in_an_address_is_left_out(
    client_for: LogIn, alice: Member, dana: Resource
) -> None:
    for query in ("date=2026-13-40", "date=9999-12-31", "who=x&place=y", "date=0001-01-01", "open=x"):
        assert client_for(alice).get(f"/calendar/?{query}").status_code == 200


def test_a_provider_sees_their_own_week_first(
    client_for: LogIn, organisation: Organisation, bob: Member, visit: Service, dana: Resource, now: datetime
) -> None:
    his = make.provider(organisation, name="Bob Ortiz", member=bob)
    booked(visit, dana, bob, now, name="Not His")
    booked(visit, his, bob, now, name="His Own")
    page = client_for(bob).get("/calendar/").content.decode()
    assert "His Own" in page
    assert "Not His" not in page


def test_somebody_who_should_be_here_is_late(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    booked(visit, dana, alice, now - timedelta(minutes=17))
    page = client_for(alice).get("/calendar/").content.decode()
    assert "Not here, 17 min late" in page
    assert "cal-ev appt late" in page


def test_members_see_what_is_booked_where_they_work(
    client_for: LogIn,
    organisation: Organisation,
    bob: Member,
    alice: Member,
    visit: Service,
    dana: Resource,
    now: datetime,
) -> None:
    row = booked(visit, dana, alice, now)
    with tenant_transaction(organisation):
        Member.objects.filter(pk=bob.pk).update(location_ids=[uuid4()])
    client = client_for(bob)
    assert "Lena Ortiz" not in client.get("/calendar/").content.decode()
    assert client.get(f"/calendar/appointments/{row.pk}/").status_code == 404


def test_an_appointment_has_a_page_and_a_sheet(
    client_for: LogIn, alice: Member, rae: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    row = booked(visit, dana, alice, now)
    for member in (alice, rae):
        page = client_for(member).get(f"/calendar/appointments/{row.pk}/").content.decode()
        assert "Monday, November 23, 10:00 AM to 10:45 AM" in page
        assert "First visit, 45 min" in page
    sheet = client_for(alice).get(
        f"/calendar/appointments/{row.pk}/sheet/", {"back": "//evil.example"}, headers={"hx-request": "true"}
    )
    assert "evil.example" not in sheet.content.decode()


def test_a_calendar_goes_onto_paper_with_names_or_without(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    for hour in range(6):
        booked(visit, dana, alice, now + timedelta(hours=hour), name=f"Person {hour}")
    client = client_for(alice)
    named = client.get("/calendar/print/?view=day&date=2026-11-23").content.decode()
    neutral = client.get("/calendar/print/?view=day&date=2026-11-23&neutral=1").content.decode()
    for words in ("10:00 AM – 10:45 AM", "Dana Reyes"):
        assert words in named
        assert words in neutral
    for words in ("Person 3", "First visit"):
        assert words in named
        assert words not in neutral
    assert "/calendar/pdf/?view=day&amp;date=2026-11-23&amp;neutral=1" in neutral


def test_a_calendar_becomes_a_pdf(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    for hour in range(60):
        booked(visit, dana, alice, now - timedelta(hours=10 - hour), name=f"Person {hour}")
    answer = client_for(alice).get("/calendar/pdf/?view=week&date=2026-11-23")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'inline; filename="nov-23-nov-29-2026.pdf"'
    # Sixty lines need more than one sheet.
    objects = b"".join(
        zlib.decompress(found)
        for found in re.findall(rb"stream\n(x.*?)\nendstream", answer.content, re.DOTALL)
    )
    assert len(re.findall(rb"/Type ?/Page\b", objects)) >= 2


def test_without_what_makes_a_pdf_the_page_says_how_to_save_one(
    client_for: LogIn, alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "can_write", lambda: False)
    page = client_for(alice).get("/calendar/pdf/?view=day&date=2026-11-23", follow=True).content.decode()
    assert "choose “Save as PDF” there" in page
    assert "/calendar/pdf/" not in page


def test_columns_are_taken_in_and_left_out(
    client_for: LogIn,
    organisation: Organisation,
    alice: Member,
    dana: Resource,
    visit: Service,
    now: datetime,
) -> None:
    lee = make.provider(organisation, name="Lee Song")
    booked(visit, dana, alice, now)
    booked(visit, lee, alice, now, name="Not Shown")
    client = client_for(alice)
    page = client.get("/calendar/").content.decode()
    assert page.count('class="lane"') == 2
    assert f'href="/calendar/?view=resources&amp;date=2026-11-23&amp;only={dana.pk}"' in page
    page = client.get(f"/calendar/?view=resources&only={dana.pk}").content.decode()
    assert page.count('class="lane"') == 1
    assert "Not Shown" not in page
    # Taken in again, all are there.
    assert '<a class="chip" href="/calendar/?view=resources&amp;date=2026-11-23">' in page
    assert '<li data-hue="' in page
    week = client.get(f"/calendar/?view=week&only={dana.pk},{lee.pk},nonsense").content.decode()
    assert "Dana Reyes, Lee Song" in week


def test_who_is_away_has_another_clock_in_the_header(
    client_for: LogIn, organisation: Organisation, alice: Member, dana: Resource
) -> None:
    with reading(organisation):
        hours = Schedule.objects.get()
    make.journey(hours, on=date(2026, 11, 24), until=date(2026, 11, 25))
    client = client_for(alice)
    away = client.get("/calendar/?view=resources&date=2026-11-24").content.decode()
    assert "on New York time" in away
    # Nine to five over there.
    assert "7 AM – 3 PM" in away
    assert "on New York time" not in client.get("/calendar/?view=resources&date=2026-11-26").content.decode()
    assert client.get(f"/calendar/?view=week&who={dana.pk}").content.decode().count("on New York time") == 2


def test_a_short_visit_says_time_and_name_in_one_line(
    client_for: LogIn, alice: Member, dana: Resource, visit: Service, now: datetime
) -> None:
    booked(visit, dana, alice, now, minutes=20)
    page = client_for(alice).get("/calendar/?view=week").content.decode()
    assert 'class="cal-ev appt short"' in page
    assert "<b>10:00 Lena Ortiz</b>" in page


def test_a_calendar_reads_few_rows_however_full_it_is(
    client_for: LogIn,
    alice: Member,
    dana: Resource,
    visit: Service,
    now: datetime,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for hour in range(6):
        booked(visit, dana, alice, now + timedelta(hours=hour), name=f"Person {hour}")
    client = client_for(alice)
    client.get("/calendar/")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        client.get("/calendar/?view=week")
