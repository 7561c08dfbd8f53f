"""Invitations: made, mailed, sent again, taken back, accepted; and every state a link can be in."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.errors import AlreadyInvited, AlreadyMember, OwnersOnly, UnknownCapability
from accounts.events import MemberInvited
from accounts.handlers import send_invitation
from accounts.models import Invitation, Member, Organisation, Role
from accounts.services import invitations as services
from core import clock
from core.models import Event
from core.transactions import reading
from tests.factories import accounts as make

ClientFor = Callable[[Member], Client]
PASSWORD = "correct horse battery"


@pytest.fixture
def invitation(alice: Member) -> Invitation:
    return services.invite_member(
        by=alice, email="Nora@Example.com ", role=Role.STAFF, capabilities=["lawyer"], now=clock.now()
    )


def link(invitation: Invitation) -> str:
    return f"/join/{services.invitation_token(invitation)}/"


class TestInviting:
    """What owners do."""

    def test_it_is_kept_hashed_and_told(self, invitation: Invitation, alice: Member) -> None:
        assert invitation.email == "nora@example.com"
        assert services.invitation_token(invitation) not in invitation.token_hash
        with reading(alice.organisation):
            event = Event.objects.get(name="accounts.member_invited")
        assert event.body == {"invitation_id": str(invitation.pk), "role": "STAFF"}
        assert event.actor_id == alice.pk

    def test_the_mail_carries_the_link(self, invitation: Invitation) -> None:
        fact = MemberInvited(invitation_id=invitation.pk, role="STAFF")
        send_invitation(fact, organisation_id=invitation.organisation_id, now=clock.now())

        (message,) = mail.outbox
        assert message.to == ["nora@example.com"]
        assert message.subject == "Alice Hale invites you to Hale Ortiz Law"
        assert link(invitation) in message.body

    def test_no_mail_for_one_taken_back(self, invitation: Invitation, alice: Member) -> None:
        services.revoke_invitation(by=alice, invitation_id=invitation.pk, now=clock.now())
        fact = MemberInvited(invitation_id=invitation.pk, role="STAFF")
        send_invitation(fact, organisation_id=invitation.organisation_id, now=clock.now())
        assert not mail.outbox

    def test_twice_is_refused(self, invitation: Invitation, alice: Member) -> None:
        with pytest.raises(AlreadyInvited):
            invite(alice, "nora@example.com")

    def test_an_expired_one_is_replaced(self, invitation: Invitation, alice: Member, now: datetime) -> None:
        later = invitation.expires_at + timedelta(days=1)
        services.invite_member(
            by=alice, email="nora@example.com", role=Role.STAFF, capabilities=[], now=later
        )
        invitation.refresh_from_db()
        assert invitation.revoked_at == later

    def test_members_are_not_invited(self, alice: Member, bob: Member) -> None:
        with pytest.raises(AlreadyMember):
            invite(alice, bob.user.email.upper())

    def test_another_trades_capability_is_refused(self, alice: Member) -> None:
        with pytest.raises(UnknownCapability):
            services.invite_member(
                by=alice, email="a@b.example", role=Role.STAFF, capabilities=["technician"], now=clock.now()
            )

    def test_staff_do_not_invite(self, bob: Member) -> None:
        with pytest.raises(OwnersOnly):
            invite(bob, "a@b.example")

    def test_sent_again_the_old_link_dies(self, invitation: Invitation, alice: Member) -> None:
        old = link(invitation)
        later = clock.now() + timedelta(days=1)
        fresh = services.resend_invitation(by=alice, invitation_id=invitation.pk, now=later)
        assert Client().get(old).status_code == 404
        assert Client().get(link(fresh)).status_code == 200


class TestPages:
    """The page of members, for the four people."""

    def test_an_owner_invites(self, alice: Member, client_for: ClientFor) -> None:
        form = {"email": "new@example.com", "role": "STAFF", "capabilities": ["paralegal"]}
        page = client_for(alice).post("/settings/invitations/", form, follow=True).content.decode()
        assert "An invitation is on its way to new@example.com." in page
        assert "Invited, not here yet" in page

    def test_a_refusal_stands_beside_the_field(
        self, alice: Member, bob: Member, client_for: ClientFor
    ) -> None:
        response = client_for(alice).post(
            "/settings/invitations/", {"email": bob.user.email, "role": "STAFF"}
        )
        assert response.status_code == 422
        assert "already belongs to a member" in response.content.decode()

    @pytest.mark.parametrize("act", ["resend", "revoke"])
    def test_each_act_for_each_person(
        self, act: str, invitation: Invitation, alice: Member, bob: Member, rae: Member, mallory: Member,
        client_for: ClientFor,
    ) -> None:  # fmt: skip
        path = f"/settings/invitations/{invitation.pk}/{act}/"
        assert client_for(rae).post(path).status_code == 403
        assert client_for(bob).post(path).status_code == 403
        assert client_for(mallory).post(path).status_code == 404
        assert client_for(alice).get(path).status_code == 405
        assert client_for(alice).post(f"/settings/invitations/{uuid4()}/{act}/").status_code == 404
        assert client_for(alice).post(f"/settings/invitations/nonsense/{act}/").status_code == 404
        assert client_for(alice).post(path).status_code == 302


class TestJoining:
    """Whoever holds the link."""

    def test_a_new_person_joins(self, invitation: Invitation, organisation: Organisation) -> None:
        client = Client()
        page = client.get(link(invitation)).content.decode()
        assert "Join Hale Ortiz Law" in page
        assert re.search(r'name="password"', page)

        response = client.post(link(invitation), {"name": "Nora Vance", "password": PASSWORD})

        assert response.status_code == 302
        member = Member.objects.get(organisation=organisation, user__email="nora@example.com")
        assert (member.role, member.capabilities, member.name) == (Role.STAFF, ["lawyer"], "Nora Vance")
        assert EmailAddress.objects.get(user=member.user).verified
        assert client.get("/settings/profile/").status_code == 200

    def test_a_weak_password_is_explained(self, invitation: Invitation) -> None:
        response = Client().post(link(invitation), {"name": "Nora Vance", "password": "short"})
        assert response.status_code == 422
        assert "at least 10" in response.content.decode()
        assert not Member.objects.filter(user__email="nora@example.com").exists()

    def test_a_password_like_the_name_is_refused(self, invitation: Invitation) -> None:
        response = Client().post(link(invitation), {"name": "Nora Vance", "password": "nora@example.com"})
        assert response.status_code == 422

    def test_someone_with_an_account_logs_in_first(self, alice: Member, mallory: Member) -> None:
        made = invite(alice, mallory.user.email)
        page = Client().get(link(made))
        assert "Log in to accept the invitation" in page.content.decode()
        response = Client().post(link(made), {"name": "M", "password": PASSWORD})
        assert response.status_code == 409

    def test_someone_logged_in_joins_with_one_press(
        self, alice: Member, mallory: Member, client_for: ClientFor
    ) -> None:
        made = invite(alice, mallory.user.email)
        client = client_for(mallory)
        assert client.post(link(made)).status_code == 302
        assert Member.objects.filter(organisation=alice.organisation, user=mallory.user).exists()
        assert client.session["organisation_id"] == str(alice.organisation_id)

    def test_a_former_member_comes_back(self, alice: Member, bob: Member, client_for: ClientFor) -> None:
        bob.is_active = False
        bob.save()
        made = invite(alice, bob.user.email)
        client_for(bob).post(link(made))
        bob.refresh_from_db()
        assert bob.is_active

    def test_another_person_is_turned_away(
        self, invitation: Invitation, bob: Member, client_for: ClientFor
    ) -> None:
        response = client_for(bob).post(link(invitation))
        assert response.status_code == 409
        assert "for another e-mail address" in response.content.decode()

    def test_used(self, invitation: Invitation) -> None:
        Client().post(link(invitation), {"name": "Nora Vance", "password": PASSWORD})
        response = Client().get(link(invitation))
        assert response.status_code == 422
        assert "was already used" in response.content.decode()

    def test_taken_back(self, invitation: Invitation, alice: Member) -> None:
        services.revoke_invitation(by=alice, invitation_id=invitation.pk, now=clock.now())
        assert "was taken back" in Client().get(link(invitation)).content.decode()

    def test_expired(self, invitation: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
        path, after = link(invitation), invitation.expires_at + timedelta(seconds=1)
        monkeypatch.setattr(clock, "now", lambda: after)
        response = Client().post(path, {"name": "Nora Vance", "password": PASSWORD})
        assert response.status_code == 422
        assert "has expired" in response.content.decode()

    def test_unknown(self, db: None) -> None:
        assert Client().get("/join/made-up/").status_code == 404


def invite(by: Member, email: str) -> Invitation:
    return services.invite_member(by=by, email=email, role=Role.STAFF, capabilities=[], now=clock.now())


def test_two_organisations_invite_the_same_address(invitation: Invitation, mallory: Member) -> None:
    assert invite(mallory, invitation.email).organisation_id != invitation.organisation_id
    assert make.organisation(name="Third", slug="third").pk
