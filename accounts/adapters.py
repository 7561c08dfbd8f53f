"""How allauth behaves here: nobody signs up without an invitation, and a refusal is a plain sentence."""

from typing import TYPE_CHECKING, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AccountAdapter(DefaultAccountAdapter):
    """This will close public sign-up; members join by invitation."""

    error_messages: ClassVar[dict[str, "StrOrPromise"]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address and password do not go together. Check both."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "account_inactive": _("This account is switched off. Ask an owner of your organisation."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse public sign-up."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as the template wrote it."""
        return subject


class SecondFactorAdapter(DefaultMFAAdapter):
    """This will say in plain sentences why a second factor was not taken."""

    error_messages: ClassVar[dict[str, "StrOrPromise"]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds."),
        "unverified_email": _("Confirm your e-mail address first."),
    }
