"""Members: the list, roles, capabilities, scope, access taken and given back."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.domain.capabilities import capabilities_of, unknown_capabilities
from accounts.errors import LastOwner, NotYourself, UnknownCapability, UnknownLocation
from accounts.models import Industry, Location, Member, Organisation, Role, Team
from accounts.policies import CAPABILITY_LABELS
from accounts.services.members import MemberSettings, change_member, deactivate_member, reactivate_member
from core.errors import NotFound
from core.models import Event
from core.transactions import reading
from tests.factories import accounts as make

ClientFor = Callable[[Member], Client]


def choose(**chosen: object) -> MemberSettings:
    values: dict[str, object] = {"role": Role.STAFF, "capabilities": (), "location_ids": (), "team_id": None}
    return MemberSettings(**{**values, **chosen})  # type: ignore[arg-type]


def facts(member: Member) -> list[tuple[str, dict[str, object]]]:
    with reading(member.organisation_id):
        return list(Event.objects.order_by("recorded_at", "id").values_list("name", "body"))


class TestChanging:
    """The service."""

    def test_everything_at_once(self, alice: Member, bob: Member, location: Location, now: datetime) -> None:
        team = Team.objects.create(organisation=alice.organisation, name="Front desk")
        wanted = choose(
            role=Role.PROVIDER, capabilities=("lawyer",), location_ids=(location.pk,), team_id=team.pk
        )

        change_member(by=alice, member_id=bob.pk, settings=wanted, now=now)

        bob.refresh_from_db()
        assert (bob.role, bob.capabilities, bob.location_ids, bob.team_id) == (
            Role.PROVIDER, ["lawyer"], [location.pk], team.pk,
        )  # fmt: skip
        ((name, body),) = facts(alice)
        assert name == "accounts.member_changed"
        assert body["fields"] == ["role", "capabilities", "location_ids", "team_id"]

    def test_nothing_changed_is_no_fact(self, alice: Member, bob: Member, now: datetime) -> None:
        change_member(by=alice, member_id=bob.pk, settings=choose(), now=now)
        assert facts(alice) == []

    def test_not_ones_own_role(self, alice: Member, now: datetime) -> None:
        with pytest.raises(NotYourself):
            change_member(by=alice, member_id=alice.pk, settings=choose(), now=now)

    def test_one_may_set_ones_own_capabilities(self, alice: Member, now: datetime) -> None:
        wanted = choose(role=Role.OWNER, capabilities=("conflicts_counsel",))
        assert change_member(by=alice, member_id=alice.pk, settings=wanted, now=now).capabilities

    def test_the_last_active_owner_stays(self, alice: Member, now: datetime) -> None:
        other = make.member(organisation=alice.organisation, name="Olga Brandt", role=Role.OWNER)
        Member.objects.filter(pk=alice.pk).update(is_active=False)
        with pytest.raises(LastOwner):
            change_member(by=alice, member_id=other.pk, settings=choose(), now=now)

    @pytest.mark.parametrize(
        ("wanted", "error"),
        [
            (choose(capabilities=("technician",)), UnknownCapability),
            (choose(location_ids=(uuid4(),)), UnknownLocation),
            (choose(team_id=uuid4()), NotFound),
        ],
    )
    def test_choices_of_elsewhere(
        self, alice: Member, bob: Member, wanted: MemberSettings, error: type[Exception], now: datetime
    ) -> None:
        with pytest.raises(error):
            change_member(by=alice, member_id=bob.pk, settings=wanted, now=now)

    def test_another_organisations_location(
        self, alice: Member, bob: Member, mallory: Member, now: datetime
    ) -> None:
        theirs = mallory.organisation.locations.get()
        with pytest.raises(UnknownLocation):
            change_member(by=alice, member_id=bob.pk, settings=choose(location_ids=(theirs.pk,)), now=now)


class TestAccess:
    """Taken away and given back."""

    def test_taken_away_it_is_told(self, alice: Member, bob: Member, now: datetime) -> None:
        deactivate_member(by=alice, member_id=bob.pk, now=now)
        deactivate_member(by=alice, member_id=bob.pk, now=now)
        assert facts(alice) == [("accounts.member_deactivated", {"member_id": str(bob.pk)})]

    def test_the_next_request_is_refused(
        self, alice: Member, bob: Member, now: datetime, client_for: ClientFor
    ) -> None:
        client = client_for(bob)
        assert client.get("/settings/members/").status_code == 200
        deactivate_member(by=alice, member_id=bob.pk, now=now)
        assert client.get("/settings/members/").status_code == 403

    def test_given_back(self, alice: Member, bob: Member, now: datetime) -> None:
        deactivate_member(by=alice, member_id=bob.pk, now=now)
        assert reactivate_member(by=alice, member_id=bob.pk, now=now).is_active
        assert [name for name, _ in facts(alice)][-1] == "accounts.member_reactivated"

    def test_not_oneself(self, alice: Member, now: datetime) -> None:
        with pytest.raises(NotYourself):
            deactivate_member(by=alice, member_id=alice.pk, now=now)


class TestPages:
    """Through HTTP, for the four people."""

    def test_everyone_sees_the_list(
        self, alice: Member, rae: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        page = client_for(rae).get("/settings/members/").content.decode()
        assert "Alice Hale" in page
        assert "Mallory" not in page
        assert "Invite someone" not in page
        assert "Invite someone" in client_for(alice).get("/settings/members/").content.decode()

    def test_an_owner_changes_a_member(self, alice: Member, bob: Member, client_for: ClientFor) -> None:
        path = f"/settings/members/{bob.pk}/"
        assert "Paralegal" in client_for(alice).get(path).content.decode()
        response = client_for(alice).post(
            path, {"role": "SUPERVISOR", "capabilities": ["lawyer"], "team": ""}
        )
        assert response.status_code == 302
        bob.refresh_from_db()
        assert bob.role == Role.SUPERVISOR

    def test_a_refusal_stands_beside_the_role(self, alice: Member, client_for: ClientFor) -> None:
        response = client_for(alice).post(f"/settings/members/{alice.pk}/", {"role": "STAFF", "team": ""})
        assert response.status_code == 422
        assert "You cannot do this to yourself" in response.content.decode()

    @pytest.mark.parametrize("act", ["", "deactivate/", "reactivate/"])
    def test_for_each_person(
        self, act: str, alice: Member, bob: Member, rae: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        path = f"/settings/members/{bob.pk}/{act}"
        form = {"role": "STAFF", "team": ""}
        assert client_for(alice).post(path, form).status_code == 302
        assert client_for(rae).post(path, form).status_code == 403
        assert client_for(bob).post(path, form).status_code == 403
        assert client_for(mallory).post(path, form).status_code == 404
        assert client_for(alice).put(path).status_code == 405
        assert client_for(alice).post(f"/settings/members/{uuid4()}/{act}", form).status_code == 404
        assert client_for(alice).post(f"/settings/members/nonsense/{act}", form).status_code == 404
        assert Client().post(path, form).status_code == 302

    def test_queries_do_not_grow(
        self, organisation: Organisation, alice: Member, client_for: ClientFor
    ) -> None:
        client = client_for(alice)
        client.get("/settings/members/")
        with CaptureQueriesContext(connection) as few:
            client.get("/settings/members/")
        for number in range(20):
            make.member(organisation=organisation, name=f"Member{number} Test")
        with CaptureQueriesContext(connection) as many:
            client.get("/settings/members/")
        assert len(many) == len(few)


class TestCapabilities:
    """The table of trades."""

    def test_every_trade_has_its_own(self) -> None:
        seen = [key for trade in Industry.values for key in capabilities_of(trade)]
        assert len(seen) == len(set(seen)) > 0

    def test_every_capability_has_a_label(self) -> None:
        assert {key for trade in Industry.values for key in capabilities_of(trade)} == set(CAPABILITY_LABELS)

    def test_unknown_ones_are_named(self) -> None:
        assert unknown_capabilities("LAW", ["lawyer", "technician"]) == ["technician"]
        assert capabilities_of("ELSE") == ()
