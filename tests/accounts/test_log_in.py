"""Logging in, end to end: password, second factor, limits, forgotten password, sessions."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation, Role
from tests.factories import accounts as make

ClientFor = Callable[[Member], Client]
PASSWORD = "correct horse battery"


@pytest.fixture
def carla(organisation: Organisation) -> Member:
    """A member with a password."""
    member = make.member(organisation=organisation, name="Carla Reyes", role=Role.STAFF, password=PASSWORD)
    EmailAddress.objects.create(user=member.user, email=member.user.email, verified=True, primary=True)
    return member


def log_in(client: Client, member: Member, password: str = PASSWORD) -> object:
    return client.post(reverse("account_login"), {"login": member.user.email, "password": password})


def prove(client: Client, password: str = PASSWORD) -> None:
    """Say once more who one is, as sensitive pages ask."""
    client.post(reverse("account_reauthenticate"), {"password": password})


def set_up_app(client: Client) -> str:
    """Set up an authenticator app; returns its secret."""
    prove(client)
    client.get(reverse("mfa_activate_totp"))
    secret = str(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


class TestPassword:
    """With a password alone."""

    def test_the_page_offers_password_and_passkey(self, db: None) -> None:
        page = Client().get(reverse("account_login")).content.decode()
        assert 'name="login"' in page
        assert 'id="passkey-login"' in page
        assert "onclick" not in page

    def test_it_lets_in(self, carla: Member) -> None:
        client = Client()
        response = log_in(client, carla)
        assert response.status_code == 302
        assert client.get("/settings/profile/").status_code == 200

    def test_a_wrong_one_is_said_in_a_sentence(self, carla: Member) -> None:
        response = log_in(Client(), carla, "wrong")
        assert response.status_code == 200
        assert "E-mail address and password do not go together." in response.content.decode()

    def test_the_unknown_hear_the_same_sentence(self, db: None) -> None:
        page = Client().post(reverse("account_login"), {"login": "no@one.example", "password": "x"})
        assert "E-mail address and password do not go together." in page.content.decode()

    def test_many_tries_are_stopped(self, carla: Member) -> None:
        client = Client()
        for _attempt in range(5):
            log_in(client, carla, "wrong")
        assert "Too many attempts." in log_in(client, carla).content.decode()

    def test_a_flood_gets_429(self, db: None) -> None:
        client = Client()
        answers = [
            client.post(reverse("account_login"), {"login": "", "password": ""}).status_code
            for _ in range(61)
        ]
        assert answers[-1] == 429

    def test_sign_up_is_closed(self, db: None) -> None:
        page = Client().get(reverse("account_signup"))
        assert "Accounts come by invitation" in page.content.decode()


class TestSecondFactor:
    """With an authenticator app."""

    def test_from_setting_up_to_logging_in(self, carla: Member) -> None:
        client = Client()
        log_in(client, carla)
        asked_again = client.get(reverse("mfa_activate_totp"))
        assert asked_again["Location"].startswith(reverse("account_reauthenticate"))
        prove(client)
        page = client.get(reverse("mfa_activate_totp"))
        secret = client.session["mfa.totp.secret"]
        assert secret in page.content.decode()

        done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)

        assert done.status_code == 200
        assert "Recovery codes" in done.content.decode()
        client.post(reverse("account_logout"))
        asked = log_in(client, carla)
        assert asked["Location"] == reverse("mfa_authenticate")
        assert "One more proof" in client.get(reverse("mfa_authenticate")).content.decode()
        assert client.get("/settings/profile/").status_code == 302

    def test_the_code_lets_in_and_a_wrong_one_does_not(self, carla: Member) -> None:
        secret = generate_totp_secret()
        TOTP.activate(carla.user, secret)
        client = Client()
        log_in(client, carla)

        wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert wrong.status_code == 200
        assert 'class="error"' in wrong.content.decode()

        right = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert right.status_code == 302
        assert client.get("/settings/profile/").status_code == 200

    def test_accounts_made_without_an_invitation_set_it_up_too(self, carla: Member) -> None:
        EmailAddress.objects.filter(user=carla.user).delete()
        client = Client()
        log_in(client, carla)
        set_up_app(client)
        assert Authenticator.objects.filter(user=carla.user, type=Authenticator.Type.TOTP).exists()

    def test_recovery_codes_log_in_once(self, carla: Member) -> None:
        client = Client()
        log_in(client, carla)
        set_up_app(client)
        text = client.get(reverse("mfa_download_recovery_codes")).content.decode()
        code = text.split()[0]
        client.post(reverse("account_logout"))

        log_in(client, carla)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        client.post(reverse("account_logout"))
        log_in(client, carla)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


class TestEveryPage:
    """allauth renders each page we left it, in our own frame."""

    @pytest.mark.parametrize(
        "name",
        [
            "account_logout", "account_change_password", "account_reauthenticate", "account_reset_password",
            "account_reset_password_done", "account_reset_password_from_key_done", "account_inactive",
            "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn", "mfa_reauthenticate", "usersessions_list",
        ],
    )  # fmt: skip
    def test_renders(self, carla: Member, name: str) -> None:
        client = Client()
        log_in(client, carla)
        prove(client)
        response = client.get(reverse(name), follow=True)
        assert response.status_code == 200
        page = response.content.decode()
        assert "<h1" in page
        assert "style=" not in page
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)

    def test_pages_with_a_second_factor_render(self, carla: Member) -> None:
        client = Client()
        log_in(client, carla)
        set_up_app(client)
        key = Authenticator.objects.create(
            user=carla.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "passwordless": True}
        )
        for name, arguments in (
            ("mfa_index", {}),
            ("mfa_deactivate_totp", {}),
            ("mfa_view_recovery_codes", {}),
            ("mfa_generate_recovery_codes", {}),
            ("mfa_list_webauthn", {}),
            ("mfa_edit_webauthn", {"pk": key.pk}),
            ("mfa_remove_webauthn", {"pk": key.pk}),
        ):
            assert client.get(reverse(name, kwargs=arguments)).status_code == 200, name

    @pytest.mark.parametrize(
        "path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/confirm-email/x/"]
    )
    def test_what_we_do_not_have_is_not_there(self, alice: Member, client_for: ClientFor, path: str) -> None:
        assert client_for(alice).get(path).status_code == 404


class TestForgottenPassword:
    """By a link in a mail."""

    def test_the_link_sets_a_new_one(self, carla: Member) -> None:
        client = Client()
        client.post(reverse("account_reset_password"), {"email": carla.user.email})
        link = re.search(r"http\S+", mail.outbox[0].body)
        assert link is not None
        assert mail.outbox[0].subject == "Choose a new password"

        page = client.get(link[0], follow=True)
        form_url = page.redirect_chain[-1][0]
        fresh = "a brand new passphrase"
        client.post(form_url, {"password1": fresh, "password2": fresh})

        assert log_in(Client(), carla, fresh).status_code == 302

    def test_an_old_link_says_so(self, db: None) -> None:
        url = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
        assert "This link no longer works" in Client().get(url).content.decode()

    def test_the_unknown_get_a_mail_without_a_link(self, db: None) -> None:
        Client().post(reverse("account_reset_password"), {"email": "no@one.example"})
        assert "no account has it" in mail.outbox[0].body


def test_other_sessions_are_ended(carla: Member) -> None:
    first, second = Client(), Client()
    log_in(first, carla)
    log_in(second, carla)
    assert first.get("/settings/profile/").status_code == 200

    page = second.get(reverse("usersessions_list")).content.decode()
    assert "Log out everywhere else" in page
    second.post(reverse("usersessions_list"))

    assert first.get("/settings/profile/").status_code == 302
    assert second.get("/settings/profile/").status_code == 200
