"""Who is let in: sessions, memberships, roles, second factors, idle time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from accounts import access, policies
from accounts.errors import NotYourLocation, OnlyLooking, OwnersOnly, SupervisorsOnly
from accounts.models import Location, Member, Organisation, Role
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, Refused

ClientFor = Callable[[Member], Client]


def test_without_a_session_pages_lead_to_log_in(db: None) -> None:
    response = Client().get("/settings/members/")

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next=/settings/members/"


def test_a_post_without_a_session_leads_back_to_the_start(db: None) -> None:
    assert Client().post("/switch/")["Location"] == f"{reverse('account_login')}?next=/"


def test_htmx_without_a_session_leaves_the_page(db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/settings/members/"}
    response = Client().get("/settings/members/", headers=headers)

    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=/settings/members/"


def test_a_user_without_membership_is_told_so(alice: Member, client_for: ClientFor) -> None:
    client = client_for(alice)
    alice.is_active = False
    alice.save()

    response = client.get("/settings/members/")

    assert response.status_code == 403
    assert "You belong to no organisation here." in response.content.decode()


def test_read_only_members_look_and_do_not_change(rae: Member, client_for: ClientFor) -> None:
    assert client_for(rae).get("/settings/").status_code == 200
    assert client_for(rae).post("/settings/", {"name": "Mine now"}).status_code == 403


def test_a_required_second_factor_is_asked_for(
    organisation: Organisation, alice: Member, client_for: ClientFor
) -> None:
    organisation.require_mfa = True
    organisation.save()

    response = client_for(alice).get("/settings/members/")

    assert response.status_code == 302
    assert response["Location"] == reverse("mfa_index")
    assert "asks everyone for a second factor" in client_for(alice).get(reverse("mfa_index")).content.decode()


def test_with_a_second_factor_the_pages_open(
    organisation: Organisation, alice: Member, client_for: ClientFor
) -> None:
    organisation.require_mfa = True
    organisation.save()
    TOTP.activate(alice.user, generate_totp_secret())
    EmailAddress.objects.create(user=alice.user, email=alice.user.email, verified=True, primary=True)

    assert client_for(alice).get("/settings/members/").status_code == 200


class TestIdleLogOff:
    """A session left alone ends; one in use goes on."""

    @pytest.fixture
    def at(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
        def set_clock(moment: datetime) -> None:
            monkeypatch.setattr(clock, "now", lambda: moment)

        return set_clock

    def test_left_alone_it_ends(
        self, alice: Member, client_for: ClientFor, at: Callable[[datetime], None]
    ) -> None:
        began = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
        client = client_for(alice)
        at(began)
        assert client.get("/settings/").status_code == 200

        at(began + timedelta(minutes=61))
        response = client.get("/settings/", follow=True)

        assert response.redirect_chain == [(f"{reverse('account_login')}?next=/settings/", 302)]
        assert "logged off because nothing was done" in response.content.decode()

    def test_in_use_it_goes_on(
        self, alice: Member, client_for: ClientFor, at: Callable[[datetime], None]
    ) -> None:
        began = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
        client = client_for(alice)
        for minutes in (0, 40, 80, 120):
            at(began + timedelta(minutes=minutes))
            assert client.get("/settings/").status_code == 200

    def test_use_within_a_minute_is_not_written(
        self, alice: Member, client_for: ClientFor, at: Callable[[datetime], None]
    ) -> None:
        began = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
        client = client_for(alice)
        at(began)
        client.get("/settings/")
        at(began + timedelta(seconds=59))
        client.get("/settings/")

        assert client.session["used_at"] == int(began.timestamp())


class TestPolicies:
    """Roles as a table."""

    @pytest.mark.parametrize(
        ("role", "writes", "supervises", "administers"),
        [
            (Role.OWNER, True, True, True),
            (Role.SUPERVISOR, True, True, False),
            (Role.STAFF, True, False, False),
            (Role.PROVIDER, True, False, False),
            (Role.READ_ONLY, False, False, False),
            (Role.AUDITOR, False, False, False),
        ],
    )
    def test_roles(self, role: Role, writes: bool, supervises: bool, administers: bool) -> None:
        member = Member(role=role)
        assert policies.can_write(member) is writes
        assert policies.can_supervise(member) is supervises
        assert policies.can_administer(member) is administers

    def test_checks_say_why(self) -> None:
        with pytest.raises(OnlyLooking):
            policies.check_can_supervise(Member(role=Role.AUDITOR))
        with pytest.raises(SupervisorsOnly):
            policies.check_can_supervise(Member(role=Role.STAFF))
        with pytest.raises(OwnersOnly):
            policies.check_can_administer(Member(role=Role.SUPERVISOR))

    def test_a_deactivated_owner_does_nothing(self) -> None:
        assert not policies.can_write(Member(role=Role.OWNER, is_active=False))

    def test_scope(self) -> None:
        here, there = Location(name="Here"), Location(name="There")
        assert policies.sees_location(Member(), here.pk)
        assert policies.sees_location(Member(location_ids=[here.pk]), here.pk)
        with pytest.raises(NotYourLocation):
            policies.check_sees_location(Member(location_ids=[here.pk]), there.pk)


@pytest.mark.parametrize(
    ("kind", "status"),
    [(NotFound, 404), (NotAllowed, 403), (Conflict, 409), (Refused, 422), (OwnersOnly, 403)],
)
def test_refusals_have_one_status_each(kind: type[Refused], status: int) -> None:
    assert access.status_of(kind()) == status


def test_htmx_hears_a_refusal_as_a_sentence(bob: Member, client_for: ClientFor) -> None:
    response = client_for(bob).post("/settings/", headers={"HX-Request": "true"})

    assert response.status_code == 403
    assert response["HX-Reswap"] == "none"
    assert response.content.decode() == "Only an owner can change this. Ask one of yours."
