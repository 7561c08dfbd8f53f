"""How allauth behaves here: nobody signs up without an invitation, and a refusal is a plain sentence."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """This will close public sign-up; members join by invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail address and password do not go together. Check both."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "account_inactive": _("This account is switched off. Ask an owner of your organisation."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds."),
        "rate_limited": _("Too many attempts. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse public sign-up."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject as the template wrote it."""
        return subject
