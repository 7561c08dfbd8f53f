"""Who comes in, by which door, and into which organisation."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import Industry, Location, Member, Organisation, User
from config.admin import CHOSEN
from tests.admin.conftest import LogIn


def test_nobody_is_sent_to_porticos_own_log_in(db: None) -> None:
    client = Client()
    first = client.get("/admin/")
    assert first["Location"].startswith("/admin/login/")
    assert client.get(first["Location"])["Location"] == "/accounts/login/?next=/admin/"


def test_a_member_who_is_no_administrator_is_refused(
    organisation: Organisation, alice: Member, log_in: LogIn
) -> None:
    browser = log_in(alice.user, organisation)
    assert browser.get("/admin/", follow=True).status_code == 403
    assert browser.post("/admin/organisation/", {"organisation": str(organisation.pk)}).status_code == 302
    assert CHOSEN in browser.session


def test_without_an_organisation_one_is_chosen_first(
    root: User, organisation: Organisation, log_in: LogIn
) -> None:
    browser = log_in(root, None)
    for page in ("/admin/", "/admin/conversations/entry/", "/admin/accounts/user/"):
        assert browser.get(page)["Location"] == "/admin/organisation/"
    assert "Hale Ortiz Law" in browser.get("/admin/organisation/").content.decode()
    assert (
        browser.post("/admin/organisation/", {"organisation": str(organisation.pk)})["Location"] == "/admin/"
    )
    assert browser.get("/admin/").status_code == 200


def test_switching_needs_a_post_and_a_real_organisation(
    root: User, organisation: Organisation, log_in: LogIn
) -> None:
    browser = log_in(root, None)
    browser.get("/admin/organisation/", {"organisation": str(organisation.pk)})
    assert CHOSEN not in browser.session
    assert browser.put("/admin/organisation/").status_code == 405
    for wrong in ("", "x", str(root.pk)):
        assert browser.post("/admin/organisation/", {"organisation": wrong}).status_code == 404


def test_the_first_organisation_is_made_without_choosing(root: User, log_in: LogIn) -> None:
    browser = log_in(root, None)
    assert browser.get("/admin/accounts/organisation/add/").status_code == 200
    form = {
        "name": "Northside Dental", "slug": "northside", "industry": Industry.CLINIC, "time_zone": "America/Phoenix",
        "locale": "en", "country": "US", "hue": "200", "idle_minutes": "60", "reply_minutes": "30",
        "reopen_hours": "72", "is_active": "on", "locations-TOTAL_FORMS": "1", "locations-INITIAL_FORMS": "0",
        "locations-0-name": "Main office", "locations-0-time_zone": "America/Phoenix", "locations-0-is_default": "on",
    }  # fmt: skip
    assert browser.post("/admin/accounts/organisation/add/", form).status_code == 302
    made = Organisation.objects.get(slug="northside")
    assert Location.objects.get(organisation=made).is_default
    assert browser.session[CHOSEN] == str(made.pk)


def test_a_second_factor_that_is_set_up_must_have_been_shown(
    root: User, organisation: Organisation, log_in: LogIn
) -> None:
    TOTP.activate(root, generate_totp_secret())
    browser = log_in(root, organisation)
    answer = browser.get("/admin/")
    assert answer["Location"].startswith("/accounts/2fa/reauthenticate/")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 1}]
    session["account_authentication_methods_user"] = str(root.pk)
    session.save()
    assert browser.get("/admin/").status_code == 200


def test_an_organisation_that_requires_a_second_factor_sends_to_set_one_up(
    root: User, organisation: Organisation, log_in: LogIn
) -> None:
    organisation.require_mfa = True
    organisation.save(update_fields=["require_mfa"])
    assert log_in(root, organisation).get("/admin/")["Location"] == "/accounts/2fa/"


def test_log_out_by_post(root: User, organisation: Organisation, log_in: LogIn) -> None:
    browser = log_in(root, organisation)
    assert browser.get("/admin/logout/").status_code == 405
    assert browser.post("/admin/logout/")["Location"] == "/accounts/login/"
    assert browser.get("/admin/")["Location"].startswith("/admin/login/")


def test_support_staff_cannot_hand_out_powers_or_take_an_administrator_over(
    root: User, alice: Member, organisation: Organisation, log_in: LogIn
) -> None:
    helper = User.objects.create_user("help@portico.example", name="Help", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    browser = log_in(helper, organisation)
    url = f"/admin/accounts/user/{alice.user_id}/change/"
    form = {"name": "Alice Hale", "email": alice.user.email, "language": "", "is_staff": "on", "is_superuser": "on",
            "may_read_messages": "on"}  # fmt: skip
    assert browser.post(url, form).status_code == 302
    alice.user.refresh_from_db()
    assert (alice.user.is_staff, alice.user.is_superuser, alice.user.may_read_messages) == (
        False,
        False,
        False,
    )
    assert browser.post(f"/admin/accounts/user/{root.pk}/change/", form).status_code == 403
