"""The pages of rotas and ladders: what an owner does there, and what each wrong input is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from routing.models import Ladder, LadderRung, Rota, RotaOverride, RotaShift
from tests.factories import calls
from tests.factories import oncall as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
PAGE = "/settings/on-call/"


@pytest.fixture
def client(client_for: ClientFor, alice: Member, bob: Member) -> Client:
    calls.phone(alice)
    calls.phone(bob)
    return client_for(alice)


@pytest.fixture
def nights(alice: Member, bob: Member) -> Rota:
    row = make.rota(alice, now=clock.now())
    make.shift(row, alice, bob, now=clock.now())
    return row


def act(client: Client, row: Rota, **data: object) -> tuple[int, str]:
    answer = client.post(f"{PAGE}rotas/{row.pk}/act/", data, follow=True)
    return answer.status_code, answer.content.decode()


def local(at: datetime, row: Rota) -> str:
    return at.astimezone(ZoneInfo(row.location.time_zone)).strftime("%Y-%m-%dT%H:%M")


def test_a_rota_is_begun_filled_and_shown(client: Client, organisation: Organisation, bob: Member) -> None:
    begun = client.post(f"{PAGE}rotas/", {"name": "Nights"}, follow=True)
    assert "Now say who is on when" in begun.content.decode()
    with reading(organisation):
        row = Rota.objects.of(organisation).get()
    data = {"member": str(bob.pk), "weekdays": ["0", "4"], "starts": "18:00", "ends": "08:00"}
    status, text = act(client, row, act="shift", **data)
    assert (status, "The shift is added." in text) == (200, True)
    with reading(organisation):
        shifts = RotaShift.objects.of(organisation).order_by("weekday")
        assert list(shifts.values_list("weekday", "starts_minute", "ends_minute")) == [
            (0, 1080, 480),
            (4, 1080, 480),
        ]
    assert "Bob Ortiz" in text
    assert "nobody but the owner" in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"weekdays": []}, "Choose at least one day of the week."),
        ({"starts": "late"}, "Enter a valid time."),
        ({"member": "nobody"}, "Select a valid choice."),
        ({"weekdays": ["0"]}, "These two overlap"),
    ],
)
def test_a_shift_that_makes_no_sense_is_told_in_words(
    client: Client,
    nights: Rota,
    organisation: Organisation,
    bob: Member,
    data: dict[str, object],
    sentence: str,
) -> None:
    good = {"member": str(bob.pk), "weekdays": ["1"], "starts": "18:00", "ends": "20:00"}
    status, text = act(client, nights, act="shift", **{**good, **data})
    assert (status, sentence in text) == (422, True)
    with reading(organisation):
        assert RotaShift.objects.of(organisation).count() == 7


def test_a_cover_is_agreed_on_the_clock_of_the_place_and_taken_back(
    client: Client, nights: Rota, organisation: Organisation, alice: Member, bob: Member
) -> None:
    starts = clock.now().replace(second=0, microsecond=0) + timedelta(hours=2)
    data = {"member": str(alice.pk), "covers": str(bob.pk), "starts": local(starts, nights)}
    status, text = act(client, nights, act="cover", ends=local(starts, nights), **data)
    assert (status, "The end must come after the beginning." in text) == (422, True)
    assert local(starts, nights) in text, "what was typed stays"
    status, text = act(client, nights, act="cover", ends=local(starts + timedelta(hours=3), nights), **data)
    assert (status, "Alice Hale covers for Bob Ortiz" in text) == (200, True)
    with reading(organisation):
        row = RotaOverride.objects.of(organisation).get()
    assert row.starts_at == starts
    status, text = act(client, nights, act="back", override=str(row.pk))
    assert "The week holds again." in text


def test_a_ladder_is_arranged_by_buttons_and_saved(
    client: Client, nights: Rota, organisation: Organisation, alice: Member, bob: Member
) -> None:
    url = f"{PAGE}ladders/new/"
    rungs = {
        "who": [f"member-{bob.pk}"],
        "seconds": ["20"],
        "times": ["2"],
        "name": "Emergencies",
        "version": "0",
    }
    page = client.post(url, {**rungs, "act": "add", "added": f"rota-{nights.pk}"}).content.decode()
    assert page.index(f'value="member-{bob.pk}"') < page.index(f'value="rota-{nights.pk}"')
    assert "now Bob Ortiz" in page
    two = {**rungs, "who": [*rungs["who"], f"rota-{nights.pk}"], "seconds": ["20", "30"], "times": ["2", "1"]}
    page = client.post(url, {**two, "act": "up-1"}).content.decode()
    assert page.index(f'value="rota-{nights.pk}"') < page.index(f'value="member-{bob.pk}"')
    saved = client.post(url, {**two, "act": "save", "has_drills": "on"}, follow=True).content.decode()
    assert "Emergencies is saved." in saved
    with reading(organisation):
        row = Ladder.objects.of(organisation).get()
        kept = LadderRung.objects.of(organisation).order_by("position").values_list("member_id", "rota_id")
        assert (row.has_drills, list(kept)) == (True, [(bob.pk, None), (None, nights.pk)])
    empty = client.post(url, {"name": "Nobody", "version": "0", "act": "save"})
    assert (empty.status_code, "at least one rung" in empty.content.decode()) == (422, True)
    stale = client.post(f"{PAGE}ladders/{row.pk}/", {**two, "version": "0", "act": "save"})
    assert (stale.status_code, "changed this ladder meanwhile" in stale.content.decode()) == (409, True)
    assert "Emergencies" in client.get(PAGE).content.decode()


def test_a_drill_is_begun_by_hand_and_told_on_the_page(
    client: Client, nights: Rota, alice: Member, bob: Member
) -> None:
    row = make.ladder(alice, nights, now=clock.now())
    begun = client.post(f"{PAGE}ladders/{row.pk}/act/", {"act": "drill"}, follow=True).content.decode()
    assert "The drill has begun" in begun
    assert "Under way: Bob Ortiz is asked" in begun


def test_staff_look_and_change_nothing(client_for: ClientFor, nights: Rota, bob: Member) -> None:
    page = client_for(bob).get(f"{PAGE}rotas/{nights.pk}/").content.decode()
    assert "Only owners and supervisors change these." in page
    assert "Add the shift" not in page


def test_members_see_on_their_day_when_they_are_on_call(
    client: Client, client_for: ClientFor, nights: Rota, alice: Member, bob: Member
) -> None:
    assert "You are on call until" in client_for(bob).get("/tasks/").content.decode()
    assert "You are on call" not in client.get("/tasks/").content.decode()
