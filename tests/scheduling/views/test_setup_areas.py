"""Settings of home service: what is typed wrongly is said beside its field, and nothing of it is kept."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from core.transactions import reading
from scheduling.models import HomeRules, HomeSettings, PostcodePlace, ServiceArea, VehicleBase
from tests.factories import homes
from tests.factories import scheduling as make

Clients = Callable[[Member], Client]

AREA = {"name": "Valley", "effect": "SERVED", "kind": "POSTCODES", "postcodes": "85001-85010", "version": "0"}
RULES = {
    "needs_area": "on",
    "travels": "on",
    "arrival_minutes": "120",
    "reserve": "1",
    "released_at": "11:00",
}
HOME = {"act": "settings", "speed": "40", "slack": "5", "unknown": "30"}


def refused(client: Client, url: str, typed: dict[str, str]) -> str:
    """Send a form that is not taken; gives the page with what is wrong."""
    answer = client.post(url, typed)
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "required"),
        ({"name": "town"}, "This name is taken"),
        ({"name": "x" * 61}, "at most 60"),
        ({"kind": "CIRCLE"}, "Select a valid choice"),
        ({"postcodes": " , "}, "Give at least one postcode."),
        ({"postcodes": "85004, hello"}, "“hello” is no postcode"),
        ({"postcodes": "85010-85001"}, "is no postcode"),
        ({"kind": "RADIUS", "distance": ""}, "Say how far you go"),
        ({"kind": "RADIUS", "distance": "-3"}, "greater than or equal to 0"),
        ({"kind": "RADIUS", "distance": "99999"}, "at most 300 miles"),
        ({"kind": "RADIUS", "distance": "NaN"}, "Enter a number."),
        ({"kind": "POLYGON", "corners": "33,-112\n34,-111"}, "three corners"),
        ({"kind": "POLYGON", "corners": "33.4, -112.0\n33.5, x"}, "This cannot be read."),
        ({"kind": "POLYGON", "corners": "33,-112\n34,-111\n95,-111"}, "This cannot be read."),
        ({"kind": "POLYGON", "corners": "33,-112\n34,-112\n35,-112"}, "All corners lie on one line."),
        ({"kind": "POLYGON", "corners": "33,-112\n34,-111\n33,-111\n35,-112"}, "edges cross each other"),
        (
            {"kind": "POLYGON", "corners": '{"type": "Polygon", "coordinates": [[["a"]]]}'},
            "This cannot be read.",
        ),
        ({"version": "3"}, "Somebody saved this while you were typing"),
    ],
)
def test_an_area(
    change: dict[str, str], sentence: str, alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    homes.area(organisation)
    assert sentence in refused(client_for(alice), reverse("scheduling:area_new"), AREA | change)
    with reading(organisation):
        assert [row.name for row in ServiceArea.objects.order_by("name")] == ["Town"]


def test_an_area_is_made_changed_and_removed(
    alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    client = client_for(alice)
    round_us = {"kind": "RADIUS", "distance": "10", "centre_postcode": "85004", "fee_text": "$20 trip fee"}
    assert client.post(reverse("scheduling:area_new"), AREA | round_us).status_code == 302
    with reading(organisation):
        row = ServiceArea.objects.get()
    assert (row.metres, row.centre_postcode, row.postcodes, row.points) == (16093, "85004", "", [])
    url = reverse("scheduling:area", kwargs={"area_id": row.pk})
    drawn = {"kind": "POLYGON", "corners": "33,-112\n34,-112\n34,-111", "version": str(row.version)}
    assert client.post(url, AREA | drawn).status_code == 302
    row.refresh_from_db()
    assert (row.metres, len(row.points), row.fee_text) == (0, 3, "")
    assert client.post(reverse("scheduling:area_remove", kwargs={"area_id": row.pk})).status_code == 302
    with reading(organisation):
        assert not ServiceArea.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"arrival_minutes": "721"}, "less than or equal to 720"),
        ({"arrival_minutes": "-60"}, "greater than or equal to 0"),
        ({"reserve": "21"}, "less than or equal to 20"),
        ({"reserve": "many"}, "Enter a whole number."),
        ({"released_at": "25:00"}, "aria-invalid"),
        ({"released_at": ""}, "required"),
    ],
)
def test_how_a_service_is_given_there(
    change: dict[str, str], sentence: str, alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    repair = homes.service(organisation, make.provider(organisation))
    url = reverse("scheduling:home_rules", kwargs={"service_id": repair.pk})
    client = client_for(alice)
    assert sentence in refused(client, url, RULES | change)
    with reading(organisation):
        assert HomeRules.objects.get().reserve == 0
    assert client.post(url, RULES).status_code == 302
    with reading(organisation):
        kept = HomeRules.objects.get()
    assert (kept.arrival_minutes, kept.reserve, kept.released_at) == (120, 1, 660)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (HOME | {"speed": "0"}, "greater than or equal to"),
        (HOME | {"slack": "121"}, "less than or equal to 120"),
        (HOME | {"unknown": ""}, "required"),
        ({"act": "postcodes", "lines": ""}, "required"),
        ({"act": "postcodes", "lines": "85004, 33.45, -112.07\n85005; north"}, "Line 2 is not a postcode"),
        ({"act": "postcodes", "lines": "85004, 95.0, -112.07"}, "Line 1 is not a postcode"),
        ({"act": "bases", "base-{dez}": "?!"}, "postcode"),
        ({"act": "bases", "base-00000000-0000-4000-8000-000000000000": "85004"}, ""),
        ({"act": "sweep"}, "Choose what is to be done."),
    ],
)
def test_how_vehicles_drive(
    typed: dict[str, str], sentence: str, alice: Member, organisation: Organisation, client_for: Clients
) -> None:
    dez = make.provider(organisation, name="Dez")
    form = {name.format(dez=dez.pk): value for name, value in typed.items()}
    answer = client_for(alice).post(reverse("scheduling:areas"), form)
    assert answer.status_code == (422 if sentence else 404)
    assert sentence in answer.content.decode()
    with reading(organisation):
        kept = [model.objects.exists() for model in (HomeSettings, PostcodePlace, VehicleBase)]
    assert kept == [False] * 3


def test_staff_looks_and_does_not_change(
    bob: Member, organisation: Organisation, client_for: Clients, now: datetime
) -> None:
    area = homes.area(organisation)
    client = client_for(bob)
    assert client.get(reverse("scheduling:areas")).status_code == 200
    for url, typed in (
        (reverse("scheduling:areas"), HOME),
        (reverse("scheduling:area_new"), AREA),
        (reverse("scheduling:area_remove", kwargs={"area_id": area.pk}), {}),
    ):
        assert client.post(url, typed).status_code == 403
