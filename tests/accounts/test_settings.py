"""The organisation's settings, places, teams, one's own profile, what belongs to the browser."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts import ports
from accounts.errors import DefaultLocation, HueClashes, LocationInUse, LocationNameTaken, TeamNameTaken
from accounts.models import Location, Member, Organisation, Role, Team
from accounts.services.locations import LocationDetails, add_location, change_location, remove_location
from accounts.services.organisations import OrganisationSettings, change_organisation
from accounts.services.teams import add_team, rename_team
from core.models import Event
from core.transactions import reading
from tests.factories import accounts as make

ClientFor = Callable[[Member], Client]
SETTINGS: dict[str, object] = {
    "name": "Hale Ortiz Law", "locale": "en", "time_zone": "America/Denver", "country": "US", "region": "CO",
    "hue": 200, "idle_minutes": 30, "reply_minutes": 20, "reopen_hours": 48,
}  # fmt: skip
PLACE = {
    "name": "Tempe",
    "time_zone": "America/Phoenix",
    "street": "",
    "city": "",
    "region": "",
    "postcode": "",
}


def details(name: str, *, is_default: bool = False) -> LocationDetails:
    return LocationDetails(
        name=name,
        street="",
        city="",
        region="AZ",
        postcode="",
        time_zone="America/Phoenix",
        is_default=is_default,
    )


class TestOrganisation:
    """Settings of the whole."""

    def test_an_owner_saves(self, alice: Member, organisation: Organisation, client_for: ClientFor) -> None:
        response = client_for(alice).post("/settings/", SETTINGS)
        assert response.status_code == 302
        organisation.refresh_from_db()
        assert (organisation.time_zone, organisation.hue, organisation.idle_minutes) == (
            "America/Denver",
            200,
            30,
        )
        with reading(organisation):
            event = Event.objects.get(name="accounts.organisation_changed")
        assert set(event.body["fields"]) == {
            "time_zone", "region", "hue", "idle_minutes", "reply_minutes", "reopen_hours"
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("country", "ZZ", "The holidays of this country are not known."),
            ("region", "ON", "This country has no such state or province."),
            ("hue", "30", "Select a valid choice."),
            ("time_zone", "Mars/Base", "Select a valid choice."),
            ("idle_minutes", "1", "greater than or equal to 5"),
            ("name", "", "This field is required."),
        ],
    )
    def test_mistakes_stand_beside_their_field(
        self, field: str, value: str, sentence: str, alice: Member, client_for: ClientFor
    ) -> None:
        response = client_for(alice).post("/settings/", {**SETTINGS, field: value})
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_alarm_colours_are_refused_below_the_form_too(self, alice: Member, now: datetime) -> None:
        wanted = OrganisationSettings(**{**SETTINGS, "hue": 25, "require_mfa": False})  # type: ignore[arg-type]
        with pytest.raises(HueClashes):
            change_organisation(by=alice, settings=wanted, now=now)

    def test_for_each_person(self, bob: Member, rae: Member, client_for: ClientFor) -> None:
        assert "Only owners change these." in client_for(bob).get("/settings/").content.decode()
        assert client_for(bob).post("/settings/", SETTINGS).status_code == 403
        assert client_for(rae).post("/settings/", SETTINGS).status_code == 403
        assert client_for(bob).put("/settings/").status_code == 405
        assert Client().get("/settings/").status_code == 302


class TestLocations:
    """Places."""

    def test_added_through_the_page(self, alice: Member, client_for: ClientFor) -> None:
        response = client_for(alice).post("/settings/locations/add/", PLACE)
        made = Location.objects.get(name="Tempe")
        assert response["Location"] == f"/settings/locations/{made.pk}/hours/"
        assert "Tempe" in client_for(alice).get("/settings/locations/").content.decode()

    def test_a_name_is_taken_once(self, alice: Member, now: datetime, client_for: ClientFor) -> None:
        with pytest.raises(LocationNameTaken):
            add_location(by=alice, details=details("main OFFICE"), now=now)
        response = client_for(alice).post("/settings/locations/add/", {**PLACE, "name": "Main office"})
        assert response.status_code == 422

    def test_the_default_moves(self, alice: Member, location: Location, now: datetime) -> None:
        made = add_location(by=alice, details=details("Tempe", is_default=True), now=now)
        location.refresh_from_db()
        assert (made.is_default, location.is_default) == (True, False)

    def test_the_default_stays_somewhere(self, alice: Member, location: Location, now: datetime) -> None:
        with pytest.raises(DefaultLocation):
            change_location(by=alice, location_id=location.pk, details=details("Main office"), now=now)
        with pytest.raises(DefaultLocation):
            remove_location(by=alice, location_id=location.pk, now=now)

    def test_removed_it_leaves_scopes(
        self, alice: Member, bob: Member, location: Location, now: datetime
    ) -> None:
        made = add_location(by=alice, details=details("Tempe"), now=now)
        Member.objects.filter(pk=bob.pk).update(location_ids=[location.pk, made.pk])
        remove_location(by=alice, location_id=made.pk, now=now)
        bob.refresh_from_db()
        assert bob.location_ids == [location.pk]

    def test_a_members_only_location_stays(self, alice: Member, bob: Member, now: datetime) -> None:
        made = add_location(by=alice, details=details("Tempe"), now=now)
        Member.objects.filter(pk=bob.pk).update(location_ids=[made.pk])
        with pytest.raises(LocationInUse, match="Bob Ortiz works for this location alone"):
            remove_location(by=alice, location_id=made.pk, now=now)

    @pytest.mark.parametrize("act", ["", "remove/"])
    def test_for_each_person(
        self, act: str, alice: Member, bob: Member, rae: Member, mallory: Member, now: datetime,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        made = add_location(by=alice, details=details("Tempe"), now=now)
        path = f"/settings/locations/{made.pk}/{act}"
        for person, status in ((rae, 403), (bob, 403), (mallory, 404), (alice, 302)):
            assert client_for(person).post(path, PLACE).status_code == status
        assert client_for(alice).put(path).status_code == 405
        assert client_for(alice).post(f"/settings/locations/{uuid4()}/{act}", PLACE).status_code == 404


class TestTeams:
    """Teams."""

    def test_added_renamed_removed(self, alice: Member, client_for: ClientFor) -> None:
        client = client_for(alice)
        client.post("/settings/teams/", {"name": "Front desk"})
        team = Team.objects.get(organisation=alice.organisation)
        client.post(f"/settings/teams/{team.pk}/rename/", {"name": "Intake"})
        assert "Intake" in client.get("/settings/teams/").content.decode()
        client.post(f"/settings/teams/{team.pk}/remove/")
        assert "No team yet." in client.get("/settings/teams/").content.decode()

    def test_a_name_is_taken_once(self, alice: Member, now: datetime, client_for: ClientFor) -> None:
        first = add_team(by=alice, name="Intake", now=now)
        add_team(by=alice, name="Billing", now=now)
        with pytest.raises(TeamNameTaken):
            rename_team(by=alice, team_id=first.pk, name="billing", now=now)
        assert client_for(alice).post("/settings/teams/", {"name": "INTAKE"}).status_code == 422

    @pytest.mark.parametrize("act", ["rename", "remove"])
    def test_for_each_person(
        self, act: str, alice: Member, bob: Member, rae: Member, mallory: Member, now: datetime,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        team = add_team(by=alice, name="Intake", now=now)
        path = f"/settings/teams/{team.pk}/{act}/"
        for person, status in ((rae, 403), (bob, 403), (mallory, 404), (alice, 302)):
            assert client_for(person).post(path, {"name": "Else"}).status_code == status
        assert client_for(alice).get(path).status_code == 405
        assert client_for(bob).post("/settings/teams/", {"name": "Mine"}).status_code == 403


class TestProfile:
    """What everyone decides about themselves, read-only members too."""

    def test_saved_on_the_account_and_the_device(self, rae: Member, client_for: ClientFor) -> None:
        client = client_for(rae)
        response = client.post("/settings/profile/", {"name": "Rae L.", "language": "es", "theme": "dark"})
        rae.user.refresh_from_db()
        assert (rae.user.name, rae.user.language) == ("Rae L.", "es")
        cookies = {name: response.cookies[name].value for name in ("theme", "shortcuts", "django_language")}
        assert cookies == {"theme": "dark", "shortcuts": "off", "django_language": "es"}
        page = client.get("/settings/profile/").content.decode()
        assert 'lang="es"' in page
        assert 'data-theme="dark"' in page
        assert 'data-shortcuts="off"' in page

    def test_a_name_is_needed(self, bob: Member, client_for: ClientFor) -> None:
        assert client_for(bob).post("/settings/profile/", {"name": " "}).status_code == 422
        assert client_for(bob).put("/settings/profile/").status_code == 405


class TestBrowser:
    """Which organisation, which language."""

    def test_switching_between_organisations(
        self, alice: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        Member.objects.create(organisation=mallory.organisation, user=alice.user, role=Role.STAFF)
        client = client_for(alice)
        assert "Organisations" in client.get("/settings/").content.decode()
        client.post("/switch/", {"organisation": str(mallory.organisation_id)})
        page = client.get("/settings/").content.decode()
        assert "Brightwater Plumbing" in page
        assert "Only owners change these." in page

    @pytest.mark.parametrize("wanted", ["", "nonsense", "0e4d4f2a-6a39-4c7e-9f51-2f0c8f2d1b77"])
    def test_not_to_others(self, wanted: str, alice: Member, client_for: ClientFor) -> None:
        assert client_for(alice).post("/switch/", {"organisation": wanted}).status_code == 404

    def test_not_to_an_organisation_one_is_no_member_of(
        self, alice: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        wanted = {"organisation": str(mallory.organisation_id)}
        assert client_for(alice).post("/switch/", wanted).status_code == 404
        assert client_for(alice).get("/switch/").status_code == 405
        assert Client().post("/switch/", wanted).status_code == 302

    def test_language_before_log_in(self, db: None) -> None:
        client = Client()
        headers = {"Referer": "http://testserver/accounts/login/"}
        response = client.post("/language/", {"language": "es"}, headers=headers)
        assert response["Location"] == "http://testserver/accounts/login/"
        assert '<html lang="es"' in client.get(reverse("account_login")).content.decode()

    def test_language_is_remembered_for_members(self, bob: Member, client_for: ClientFor) -> None:
        client_for(bob).post("/language/", {"language": "es"})
        bob.user.refresh_from_db()
        assert bob.user.language == "es"

    def test_language_never_leads_away(self, db: None) -> None:
        response = Client().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
        assert response["Location"] == "/"
        assert Client().post("/language/", {"language": "xx"}).status_code == 404
        assert Client().get("/language/").status_code == 405


class TestShell:
    """What surrounds every page."""

    def test_higher_apps_fill_the_door_and_the_rail(
        self, alice: Member, now: datetime, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ports, "_doors", [])
        monkeypatch.setattr(ports, "_places", {})
        ports.register_door(lambda member: ports.Door(waiting=4, longest_since=now), "accounts:members")
        ports.register_nav("people", "Everybody", "accounts:members", "people", 1, lambda member: 120)

        page = client_for(alice).get("/settings/").content.decode()

        assert '<b data-count="door-waiting">4</b>' in page
        assert f'data-since="{now.isoformat()}"' in page
        assert "Everybody" in page
        assert ">99+<" in page

    def test_two_organisations_stay_apart(
        self, alice: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        assert "Hale Ortiz Law" in client_for(alice).get("/settings/").content.decode()
        assert "Hale Ortiz Law" not in client_for(mallory).get("/settings/").content.decode()
        assert make.organisation(name="Third", slug="third").hue == 262
