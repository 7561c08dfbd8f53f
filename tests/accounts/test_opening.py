"""Opening hours: the week, closures, holidays, and the calendar they make."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts import selectors
from accounts.domain.hours import Span, Window
from accounts.errors import ClosureOrder, HoursOverlap
from accounts.models import Location, Member, Organisation
from accounts.presenters.settings import open_label
from accounts.services.hours import (
    HolidayHours,
    add_closure,
    add_opening,
    overlapping_day,
    set_holiday,
    set_week,
)
from accounts.services.locations import LocationDetails, add_location
from core.models import Event
from core.transactions import reading

ClientFor = Callable[[Member], Client]
NINE, NOON, ONE, FIVE = 9 * 60, 12 * 60, 13 * 60, 17 * 60
WORKDAYS = [Window(day, start, end) for day in range(5) for start, end in ((NINE, NOON), (ONE, FIVE))]


def week_form(**typed: str) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in typed.items()}


class TestWeek:
    """Windows of every week."""

    def test_lunch_is_closed(self, alice: Member, location: Location, now: datetime) -> None:
        set_week(by=alice, location_id=location.pk, windows=WORKDAYS, now=now)
        calendar = selectors.get_calendar(location, now=now)
        assert calendar.open_at(datetime(2026, 11, 23, 18, 59, tzinfo=UTC))
        assert not calendar.open_at(datetime(2026, 11, 23, 19, 30, tzinfo=UTC))
        with reading(alice.organisation):
            assert Event.objects.get(name="accounts.hours_changed").body["change"] == "week"

    def test_setting_replaces(self, alice: Member, location: Location, now: datetime) -> None:
        set_week(by=alice, location_id=location.pk, windows=WORKDAYS, now=now)
        set_week(by=alice, location_id=location.pk, windows=[Window(0, 0, 1440)], now=now)
        assert len(selectors.list_windows(location=location)) == 1

    @pytest.mark.parametrize(
        ("windows", "day"),
        [
            ([Window(0, NINE, NOON), Window(0, NOON, FIVE)], None),
            ([Window(0, NINE, ONE), Window(0, NOON, FIVE)], 0),
            ([Window(4, FIVE, NINE), Window(5, 8 * 60, NOON)], 5),
            ([Window(6, 22 * 60, 2 * 60), Window(0, 60, NINE)], 0),
            ([Window(6, 22 * 60, 2 * 60), Window(0, 120, NINE)], None),
            ([Window(2, NINE, NINE)], None),
            ([Window(2, NINE, NINE), Window(3, 8 * 60, NOON)], 3),
            ([], None),
        ],
    )
    def test_overlaps_are_found_past_midnight_and_around_the_week(
        self, windows: list[Window], day: int | None
    ) -> None:
        assert overlapping_day(windows) == day

    @given(
        st.lists(st.builds(Window, st.integers(0, 6), st.integers(0, 1439), st.integers(0, 1440)), max_size=6)
    )
    def test_overlaps_match_brute_force(self, windows: list[Window]) -> None:
        minutes: list[int] = []
        for window in windows:
            start = window.weekday * 1440 + window.opens_minute
            length = (window.closes_minute - window.opens_minute - 1) % 1440 + 1
            minutes.extend((start + offset) % 10_080 for offset in range(length))
        assert (overlapping_day(windows) is None) == (len(minutes) == len(set(minutes)))

    def test_overlaps_are_refused(self, alice: Member, location: Location, now: datetime) -> None:
        with pytest.raises(HoursOverlap):
            set_week(
                by=alice,
                location_id=location.pk,
                windows=[Window(0, NINE, ONE), Window(0, NOON, FIVE)],
                now=now,
            )


class TestPage:
    """The editor, for the four people."""

    def test_what_is_typed_is_kept(self, alice: Member, location: Location, client_for: ClientFor) -> None:
        client, path = client_for(alice), f"/settings/locations/{location.pk}/hours/"
        typed = week_form(
            opens_0_0="09:00", closes_0_0="12:00", opens_0_1="13:00", closes_0_1="17:00",
            opens_4_0="18:00", closes_4_0="00:00", opens_5_0="22:00", closes_5_0="02:00",
        )  # fmt: skip
        assert client.post(path, typed).status_code == 302
        kept = [
            (row.weekday, row.opens_minute, row.closes_minute)
            for row in selectors.list_windows(location=location)
        ]
        assert kept == [(0, 540, 720), (0, 780, 1020), (4, 1080, 1440), (5, 1320, 120)]
        page = client.get(path).content.decode()
        assert 'name="opens-0-2"' in page
        assert 'value="13:00"' in page
        assert "Public holidays" in page

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (week_form(opens_0_0="09:00"), "A window needs a start and an end."),
            (week_form(closes_0_0="09:00"), "A window needs a start and an end."),
            (week_form(opens_0_0="later", closes_0_0="09:00"), "Enter a valid time."),
            (
                week_form(opens_0_0="09:00", closes_0_0="13:00", opens_0_1="12:00", closes_0_1="17:00"),
                "Monday 09:00–13:00 and Monday 12:00–17:00 overlap.",
            ),
        ],
    )
    def test_mistakes_are_said(
        self, typed: dict[str, str], sentence: str, alice: Member, location: Location, client_for: ClientFor
    ) -> None:
        response = client_for(alice).post(f"/settings/locations/{location.pk}/hours/", typed)
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_a_mistake_stands_at_the_window_that_begins_too_early(
        self, alice: Member, location: Location, client_for: ClientFor
    ) -> None:
        typed = week_form(
            opens_4_0="17:00", closes_4_0="09:00", opens_5_0="08:00", closes_5_0="12:00", opens_0_1="10:00",
            closes_0_1="11:00",
        )  # fmt: skip
        page = client_for(alice).post(f"/settings/locations/{location.pk}/hours/", typed).content.decode()
        assert "Friday 17:00–09:00 and Saturday 08:00–12:00 overlap." in page
        assert page.index('name="opens-5-0"') < page.rindex("overlap.") < page.index('name="opens-6-0"')
        assert 'value="10:00"' in page, "what was typed in the second box stays there"

    def test_the_same_window_twice_and_more_than_a_day_holds(
        self, alice: Member, location: Location, client_for: ClientFor
    ) -> None:
        client, path = client_for(alice), f"/settings/locations/{location.pk}/hours/"
        twice = week_form(opens_2_0="09:00", closes_2_0="12:00", opens_2_1="09:00", closes_2_1="12:00")
        assert "This window is there twice." in client.post(path, twice).content.decode()
        many = {
            f"{end}-2-{n}": f"{n:02d}:{at}"
            for n in range(9)
            for end, at in (("opens", "00"), ("closes", "30"))
        }
        answer = client.post(path, many)
        assert (answer.status_code, "A day holds at most 8 windows." in answer.content.decode()) == (
            422,
            True,
        )
        assert selectors.list_windows(location=location) == []

    @pytest.mark.parametrize(
        ("act", "boxes"),
        [
            ("workdays-0", {f"opens-{day}-0": "09:00" for day in range(5)}),
            ("everyday-0", {f"opens-{day}-0": "09:00" for day in range(7)}),
            ("clear-0", {"opens-0-0": None}),
            ("more-0", {"opens-0-2": None, "opens-0-0": "09:00"}),
            ("dance-0", {"opens-0-0": "09:00", "opens-1-0": None}),
            ("everyday-9", {"opens-0-0": "09:00", "opens-1-0": None}),
        ],
    )
    def test_buttons_of_a_day_change_the_page_and_save_nothing(
        self, act: str, boxes: dict[str, str | None], alice: Member, location: Location, client_for: ClientFor
    ) -> None:
        typed = week_form(opens_0_0="09:00", closes_0_0="half past") | {"act": act}
        page = client_for(alice).post(f"/settings/locations/{location.pk}/hours/", typed).content.decode()
        for name, value in boxes.items():
            box = page[page.index(f'name="{name}"') :].split(">")[0]
            assert (f'value="{value}"' in box) is (value is not None), box
        assert "Not saved yet" in page
        assert selectors.list_windows(location=location) == []

    def test_any_day_can_be_looked_at(
        self, alice: Member, rae: Member, location: Location, client_for: ClientFor, now: datetime
    ) -> None:
        set_week(by=alice, location_id=location.pk, windows=WORKDAYS, now=now)
        client, path = client_for(rae), f"/settings/locations/{location.pk}/hours/"
        page = client.get(path, {"day": "2026-12-25", "time": "10:00"}).content.decode()
        for words in (
            "Fri 25 Dec: closed, Christmas Day", "Closed until Monday 9:00", "Cerrado hasta el lunes a las 9:00",
            "Mon 28 Dec: 9:00–12:00, 13:00–17:00",
        ):  # fmt: skip
            assert words in page
        assert "Only days from" in client.get(path, {"day": "2031-01-01"}).content.decode()
        assert "Enter a valid date." in client.get(path, {"day": "Friday"}).content.decode()

    @pytest.mark.parametrize("part", ["hours/", "closures/", "openings/", "holidays/"])
    def test_for_each_person(
        self, part: str, alice: Member, bob: Member, rae: Member, mallory: Member, location: Location,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        path = f"/settings/locations/{location.pk}/{part}"
        for person, status in ((rae, 403), (bob, 403), (mallory, 404)):
            assert client_for(person).post(path).status_code == status
        assert client_for(alice).put(path).status_code == 405
        assert client_for(alice).post(f"/settings/locations/{uuid4()}/{part}").status_code == 404
        assert Client().post(path).status_code == 302

    def test_everyone_reads(self, rae: Member, location: Location, client_for: ClientFor) -> None:
        page = client_for(rae).get(f"/settings/locations/{location.pk}/hours/").content.decode()
        assert "Closed. No opening hours are set." in page
        assert "Save the hours" not in page


class TestClosures:
    """Closed once."""

    def test_planned_and_taken_back(self, alice: Member, location: Location, client_for: ClientFor) -> None:
        client, path = client_for(alice), f"/settings/locations/{location.pk}/"
        form = {"label": "Roof repair", "starts_on": "2099-01-04", "ends_on": "2099-01-05"}
        assert client.post(f"{path}closures/", form).status_code == 302
        assert "Roof repair" in client.get(f"{path}hours/").content.decode()
        (closure,) = selectors.list_closures(location=location, since=date(2099, 1, 1))
        assert client.post(f"{path}closures/{closure.pk}/remove/").status_code == 302
        assert client.post(f"{path}closures/{closure.pk}/remove/").status_code == 404

    def test_backwards_is_refused(
        self, alice: Member, location: Location, now: datetime, client_for: ClientFor
    ) -> None:
        first, last = date(2099, 1, 5), date(2099, 1, 4)
        form = {"label": "Roof", "starts_on": first.isoformat(), "ends_on": last.isoformat()}
        response = client_for(alice).post(f"/settings/locations/{location.pk}/closures/", form)
        assert response.status_code == 422
        with pytest.raises(ClosureOrder):
            add_closure(by=alice, location_id=None, label="Roof", starts_on=first, ends_on=last, now=now)

    def test_mallory_takes_back_nothing(
        self,
        alice: Member,
        rae: Member,
        mallory: Member,
        location: Location,
        now: datetime,
        client_for: ClientFor,
    ) -> None:
        day = date(2099, 1, 5)
        closure = add_closure(by=alice, location_id=None, label="Roof", starts_on=day, ends_on=day, now=now)
        path = f"/settings/locations/{location.pk}/closures/{closure.pk}/remove/"
        assert client_for(mallory).post(path).status_code == 404
        assert client_for(rae).post(path).status_code == 403
        assert client_for(alice).get(path).status_code == 405


class TestOpenings:
    """Open once."""

    FORM = {"label": "Tax day", "day": "2026-12-25", "opens": "10:00", "closes": "13:00"}

    def test_it_holds_whatever_the_holidays_and_closures_say(
        self, alice: Member, location: Location, now: datetime, client_for: ClientFor
    ) -> None:
        client, path = client_for(alice), f"/settings/locations/{location.pk}/"
        assert client.post(f"{path}openings/", self.FORM).status_code == 302
        assert (
            client.post(f"{path}openings/", {**self.FORM, "opens": "14:00", "closes": "00:00"}).status_code
            == 302
        )
        closed = {"label": "Holidays", "starts_on": "2026-12-24", "ends_on": "2027-01-03"}
        told = client.post(f"{path}closures/", closed, follow=True).content.decode()
        assert "Days with hours of their own stay open: Fri 25 Dec 2026." in told

        page = client.get(f"{path}hours/", {"day": "2026-12-25"}).content.decode()
        assert "Fri 25 Dec: 10:00–13:00, 14:00–24:00, Tax day" in page
        first, second = selectors.list_special_openings(location=location, since=date(2026, 12, 1))
        assert client.post(f"{path}openings/{second.pk}/remove/").status_code == 302
        assert client.post(f"{path}openings/{first.pk}/remove/").status_code == 302
        assert client.post(f"{path}openings/{first.pk}/remove/").status_code == 404
        with reading(alice.organisation):
            told_of = [event.body["change"] for event in Event.objects.filter(name="accounts.hours_changed")]
        assert sorted(told_of) == ["closure_added", *["opening_added"] * 2, *["opening_removed"] * 2]

    @pytest.mark.parametrize("everywhere", [True, False])
    def test_two_that_overlap_are_refused_by_name(
        self, everywhere: bool, alice: Member, location: Location, now: datetime, client_for: ClientFor
    ) -> None:
        span = Span(NINE, NOON)
        kept = None if everywhere else location.pk
        add_opening(by=alice, location_id=kept, label="Market", day=date(2026, 12, 25), span=span, now=now)
        answer = client_for(alice).post(f"/settings/locations/{location.pk}/openings/", self.FORM)
        assert answer.status_code == 422
        assert "On this day Market is already open then." in answer.content.decode()

    def test_another_place_may_be_open_then_too(
        self, alice: Member, location: Location, now: datetime
    ) -> None:
        details = LocationDetails(
            name="Branch",
            street="",
            city="",
            region="",
            postcode="",
            time_zone="America/Phoenix",
            is_default=False,
        )
        branch = add_location(by=alice, details=details, now=now)
        day, span = date(2026, 12, 25), Span(NINE, NOON)
        for place in (branch, location):
            add_opening(by=alice, location_id=place.pk, label="Market", day=day, span=span, now=now)
        for place in (branch, location):
            calendar = selectors.get_calendar(place, now=now)
            assert calendar.spans_on(day) == (span,)

    def test_a_half_filled_one_is_refused(
        self, alice: Member, location: Location, client_for: ClientFor
    ) -> None:
        answer = client_for(alice).post(
            f"/settings/locations/{location.pk}/openings/", {**self.FORM, "closes": ""}
        )
        assert answer.status_code == 422
        assert selectors.list_special_openings(location=location, since=date(2026, 1, 1)) == []


class TestHolidays:
    """Thanksgiving 2026 is Thursday the 26th of November."""

    @pytest.fixture
    def noon(self, alice: Member, location: Location, now: datetime) -> datetime:
        set_week(by=alice, location_id=location.pk, windows=[Window(3, NINE, FIVE)], now=now)
        return datetime(2026, 11, 26, 19, 0, tzinfo=UTC)

    def test_closed_by_itself(self, location: Location, noon: datetime, now: datetime) -> None:
        calendar = selectors.get_calendar(location, now=now)
        assert not calendar.open_at(noon)
        assert open_label(calendar, now=noon) == "Closed until Thursday 3 December 9:00 (Thanksgiving Day)."

    def test_open_as_usual(self, alice: Member, location: Location, noon: datetime, now: datetime) -> None:
        usual = HolidayHours(name="Thanksgiving Day", is_open_as_usual=True)
        set_holiday(by=alice, holiday=usual, now=now)
        assert selectors.get_calendar(location, now=now).open_at(noon)
        set_holiday(by=alice, holiday=HolidayHours(name="Thanksgiving Day"), now=now)
        assert not selectors.get_calendar(location, now=now).open_at(noon)

    def test_own_hours_through_the_page(
        self, alice: Member, location: Location, noon: datetime, now: datetime, client_for: ClientFor
    ) -> None:
        path = f"/settings/locations/{location.pk}/holidays/"
        form = {"name": "Thanksgiving Day", "rule": "own", "opens": "09:00", "closes": "11:00"}
        assert client_for(alice).post(path, form).status_code == 302
        calendar = selectors.get_calendar(location, now=now)
        assert calendar.open_at(datetime(2026, 11, 26, 17, 0, tzinfo=UTC))
        assert not calendar.open_at(noon)

    def test_half_hours_are_refused(self, alice: Member, location: Location, client_for: ClientFor) -> None:
        form = {"name": "Thanksgiving Day", "rule": "own", "opens": "09:00"}
        response = client_for(alice).post(f"/settings/locations/{location.pk}/holidays/", form, follow=True)
        assert "Own hours need a start and an end." in response.content.decode()


def test_the_list_says_what_is_open(alice: Member, client_for: ClientFor, organisation: Organisation) -> None:
    client = client_for(alice)
    client.get("/settings/locations/")
    with CaptureQueriesContext(connection) as few:
        assert "Closed. No opening hours are set." in client.get("/settings/locations/").content.decode()
    for number in range(20):
        place = LocationDetails(
            name=f"Place {number}", street="", city="", region="", postcode="", time_zone="America/Phoenix",
            is_default=False,
        )  # fmt: skip
        add_location(by=alice, details=place, now=datetime(2026, 11, 23, 17, 0, tzinfo=UTC))
    with CaptureQueriesContext(connection) as many:
        client.get("/settings/locations/")
    assert len(many) == len(few)
