"""Owners and supervisors set up what can be booked: services, who gives them, hours; the doctor says what is wrong."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from core.transactions import reading
from scheduling.models import (
    DateOverride,
    Pool,
    PoolPlace,
    Resource,
    ResourceKind,
    Service,
    ServiceProvider,
    TravelZone,
)
from tests.factories import scheduling as make

Clients = Callable[[Member], Client]
SERVICE = {
    "version": "0", "name": "First talk", "durations": "30, 60", "location_kind": "OFFICE", "mode": "ONE",
    "seats": "1", "window_kind": "ROLLING", "window_days": "60", "notice_amount": "2", "notice_unit": "60",
    "is_public": "on", "position": "1", "hue": "262",
}  # fmt: skip


def errors_of(client: Client, url: str, form: Mapping[str, str]) -> str:
    response = client.post(url, form)
    assert response.status_code == 422
    return response.content.decode()


def service_of(organisation: Organisation, name: str) -> Service:
    with reading(organisation):
        return Service.objects.get(name=name)


def test_a_service_from_nothing_to_bookable(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    client = client_for(alice)
    added = client.post(
        reverse("scheduling:resource_new") + "?kind=PROVIDER", {"version": "0", "name": "Dana"}
    )
    with reading(organisation):
        dana = Resource.objects.get(kind=ResourceKind.PROVIDER)
    assert added["Location"] == reverse("scheduling:resource_hours", kwargs={"resource_id": dana.pk})

    form = SERVICE | {f"gives-{dana.pk}": "on", f"weight-{dana.pk}": "200"}
    assert client.post(reverse("scheduling:service_new"), form).status_code == 302
    page = client.get(reverse("scheduling:setup")).content.decode()
    assert "Nobody with hours gives it" in page
    assert "Dana has no hours" in page

    week = {"act": "save", "timezone": "America/Denver", "opens-0-0": "22:00", "closes-0-0": "02:00"}
    client.post(added["Location"], week)
    page = client.get(reverse("scheduling:setup")).content.decode()
    assert "no hours" not in page

    made = service_of(organisation, "First talk")
    with reading(organisation):
        gives = ServiceProvider.objects.get(service=made)
        dana = Resource.objects.select_related("schedule").get(pk=dana.pk)
        windows = [(row.weekday, row.opens_minute, row.closes_minute) for row in dana.schedule.windows.all()]
    assert (made.slug, made.durations, made.notice, made.interval) == ("first-talk", [30, 60], 120, None)
    assert (gives.weight, gives.is_fixed, gives.joined_at is not None) == (200, False, True)
    assert (dana.schedule.timezone, windows) == ("America/Denver", [(0, 1320, 120)])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"durations": "half an hour"}, "whole numbers of minutes"),
        ({"durations": "2"}, "from 5 to 1440 minutes"),
        ({"durations": ""}, "required"),
        ({"window_kind": "RANGE"}, "Say the first day."),
        (
            {"window_kind": "RANGE", "window_from": "2026-12-02", "window_to": "2026-12-01"},
            "before the first day",
        ),
        ({"location_kind": "VIDEO"}, "at which customers join"),
        ({"notice_amount": "999999"}, "At most 365 days"),
        ({"name": "  consultation "}, "This name is taken"),
        ({"window_days": "-1"}, "greater than or equal to 0"),
    ],
)
def test_bad_input_is_said_beside_its_field(
    change: dict[str, str], sentence: str, alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    make.service(organisation)

    assert sentence in errors_of(client_for(alice), reverse("scheduling:service_new"), SERVICE | change)

    with reading(organisation):
        assert Service.objects.count() == 1


def test_a_page_that_is_older_than_the_service_says_so_once(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    made = make.service(organisation)
    url = reverse("scheduling:service", kwargs={"service_id": made.pk})
    typed = SERVICE | {"name": "Other talk"}

    text = errors_of(client_for(alice), url, typed)
    assert "Somebody saved this while you were typing" in text
    assert 'name="version" value="1"' in text
    assert client_for(alice).post(url, typed | {"version": "1"}).status_code == 302
    assert service_of(organisation, "Other talk").slug == "consultation"


def test_who_stays_does_not_take_turns_anew(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana, lee = make.provider(organisation), make.provider(organisation, name="Lee")
    made = make.service(organisation, dana)
    with reading(organisation):
        before = ServiceProvider.objects.get(resource=dana)
    url = reverse("scheduling:service", kwargs={"service_id": made.pk})

    client_for(alice).post(url, SERVICE | {"version": "1", f"gives-{dana.pk}": "on", f"gives-{lee.pk}": "on"})

    with reading(organisation):
        after = {row.resource_id: row for row in ServiceProvider.objects.filter(service=made)}
    assert after[dana.pk].pk == before.pk
    assert after[dana.pk].joined_at == before.joined_at
    assert after[lee.pk].joined_at is not None


def test_put_away_and_back(alice: Member, organisation: Organisation, client_for: Clients) -> None:
    made, client = make.service(organisation), client_for(alice)
    url = reverse("scheduling:service_away", kwargs={"service_id": made.pk})

    client.post(url)
    assert not service_of(organisation, made.name).is_active
    client.post(url, {"act": "restore"})
    assert service_of(organisation, made.name).is_active


def test_own_hours_are_nobody_elses(alice: Member, organisation: Organisation, client_for: Clients) -> None:
    shared = make.schedule(organisation)
    dana = make.provider(organisation, hours=shared)
    lee = make.provider(organisation, name="Lee", hours=shared)
    url = reverse("scheduling:resource_day_add", kwargs={"resource_id": dana.pk})

    day = {"day": "2026-12-24", "opens": "09:00", "closes": "12:00", "label": "Christmas Eve"}
    assert client_for(alice).post(url, day).status_code == 302

    with reading(organisation):
        one, other = (Resource.objects.select_related("schedule").get(pk=row.pk) for row in (dana, lee))
        days = list(DateOverride.objects.filter(schedule=one.schedule).values_list("day", "spans", "label"))
        kept = one.schedule.windows.count()
    assert other.schedule_id == shared.pk != one.schedule_id
    assert days == [(date(2026, 12, 24), [[540, 720]], "Christmas Eve")]
    assert kept == 5


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"day": "", "opens": ""}, "required"),
        ({"day": "2026-12-24", "opens": "09:00"}, "needs a start and an end"),
        (
            {"day": "2026-12-24", "opens": "09:00", "closes": "12:00", "again": "11:00", "ends": "13:00"},
            "overlap",
        ),
    ],
)
def test_bad_days(
    form: dict[str, str], sentence: str, alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana = make.provider(organisation, hours=make.schedule(organisation))
    url = reverse("scheduling:resource_day_add", kwargs={"resource_id": dana.pk})

    assert sentence in errors_of(client_for(alice), url, form)


def test_a_day_is_chosen_from_the_month_and_edited(
    alice: Member, bob: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana = make.provider(organisation, hours=make.schedule(organisation))
    url = reverse("scheduling:resource_hours", kwargs={"resource_id": dana.pk})
    client = client_for(alice)
    day = {"day": "2031-12-24", "opens": "09:00", "closes": "12:00", "label": "Christmas Eve"}
    client.post(reverse("scheduling:resource_day_add", kwargs={"resource_id": dana.pk}), day)

    page = client.get(url, {"month": "2031-12"}).content.decode()
    link = f'<a class="own" href="{url}?day=2031-12-24#days" aria-label="Wednesday 24 December, 9:00–12:00">'
    assert link in page
    page = client.get(url, {"day": "2031-12-24"}).content.decode()
    assert 'name="opens" value="09:00"' in page
    assert 'value="Christmas Eve"' in page
    assert 'aria-current="date">24</a>' in page
    for nonsense in ({"day": "2031-13-01"}, {"month": "x"}, {"month": "9999-12"}, {"day": "9999-12-31"}):
        assert client.get(url, nonsense).status_code == 200
    seen = client_for(bob).get(url, {"month": "2031-12"}).content.decode()
    assert "Note the day" not in seen
    assert "?day=2031-12-23" not in seen


def test_journeys_are_noted_and_taken_back(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana = make.provider(organisation, hours=make.schedule(organisation))
    client, key = client_for(alice), {"resource_id": dana.pk}
    add = reverse("scheduling:resource_journey_add", kwargs=key)
    trip = {"from_on": "2031-12-01", "to_on": "2031-12-05", "timezone": "America/New_York"}

    assert client.post(add, trip).status_code == 302
    page = client.get(reverse("scheduling:resource_hours", kwargs=key)).content.decode()
    assert "on New York time" in page
    for change, sentence in (
        ({"from_on": "2031-12-05", "to_on": ""}, "Another journey covers one of these days already."),
        ({"to_on": "2031-11-30"}, "The last day is before the first day."),
        ({"timezone": "Mars/Olympus"}, "There is no time zone called Mars/Olympus."),
        ({"from_on": "soon"}, "Enter a valid date."),
    ):
        assert sentence in errors_of(client, add, trip | change)
    with reading(organisation):
        row = TravelZone.objects.get()
    remove = reverse("scheduling:resource_journey_remove", kwargs=key | {"journey_id": row.pk})
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    with reading(organisation):
        assert not TravelZone.objects.exists()


def test_an_unknown_zone_and_a_button_of_the_week(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana = make.provider(organisation)
    url = reverse("scheduling:resource_hours", kwargs={"resource_id": dana.pk})
    week = {"timezone": "Mars/Olympus", "opens-0-0": "09:00", "closes-0-0": "12:00"}

    assert "There is no time zone called Mars/Olympus" in errors_of(client_for(alice), url, week)
    copied = client_for(alice).post(url, week | {"act": "everyday-0"}).content.decode()
    assert copied.count('value="09:00"') == 7
    kept = client_for(alice).post(url, week | {"act": "everyday-0", "timezone": "Europe/Madrid"})
    assert '<option value="Europe/Madrid" selected>' in kept.content.decode()


def test_the_hours_of_the_location_again(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dana = make.provider(organisation, hours=make.schedule(organisation))
    client_for(alice).post(reverse("scheduling:resource_keep_location", kwargs={"resource_id": dana.pk}))

    with reading(organisation):
        assert Resource.objects.get(pk=dana.pk).schedule_id is None


def test_rooms_stand_in_pools_that_services_need(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    client = client_for(alice)
    client.post(reverse("scheduling:pool_new"), {"name": "Rooms"})
    assert "This name is taken" in errors_of(client, reverse("scheduling:pool_new"), {"name": "ROOMS"})
    with reading(organisation):
        rooms = Pool.objects.get()
    client.post(
        reverse("scheduling:resource_new") + "?kind=ROOM",
        {"version": "0", "name": "Blue", "pools": [rooms.pk]},
    )
    dana = make.provider(organisation, hours=make.schedule(organisation))
    client.post(
        reverse("scheduling:service_new"), SERVICE | {f"gives-{dana.pk}": "on", f"units-{rooms.pk}": "2"}
    )

    assert (
        "It needs more of Rooms than there are." in client.get(reverse("scheduling:setup")).content.decode()
    )
    kept = client.post(reverse("scheduling:pool_remove", kwargs={"pool_id": rooms.pk}), follow=True)
    assert "A service needs this pool" in kept.content.decode()
    with reading(organisation):
        assert PoolPlace.objects.filter(pool=rooms).count() == 1


def test_a_member_is_one_provider(alice: Member, organisation: Organisation, client_for: Clients) -> None:
    make.provider(organisation, member=alice)
    url = reverse("scheduling:resource_new")

    assert "valid choice" in errors_of(
        client_for(alice), url, {"version": "0", "name": "X", "member": str(alice.pk)}
    )
    assert client_for(alice).get(f"{url}?kind=SHIP").status_code == 404


def test_staff_looks_and_does_not_change(
    bob: Member, organisation: Organisation, client_for: Clients
) -> None:
    made, client = make.service(organisation), client_for(bob)

    assert client.get(reverse("scheduling:setup")).status_code == 200
    assert "New service" not in client.get(reverse("scheduling:setup")).content.decode()
    url = reverse("scheduling:service", kwargs={"service_id": made.pk})
    assert client.post(url, SERVICE | {"version": "1"}).status_code == 403
