"""allauth's pages again, without the secrets its own show and for people of the chosen organisation only."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin

from core.administration import ReadOnlyAdmin

for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class OfUserAdmin(ReadOnlyAdmin):
    """Rows of users who are members of the chosen organisation."""

    organisation_path = "user__memberships__organisation_id"
    list_select_related = ("user",)


@admin.register(EmailAddress)
class EmailAddressAdmin(OfUserAdmin):
    """Addresses people log in by."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    search_fields = ("email", "user__name")


@admin.register(Authenticator)
class AuthenticatorAdmin(OfUserAdmin):
    """Second factors, without their secrets.."""

    left_out = ("data",)
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__name", "user__email")
    date_hierarchy = "created_at"


@admin.register(UserSession)
class UserSessionAdmin(OfUserAdmin):
    """Where people are logged in, without the keys of those sessions."""

    left_out = ("session_key", "data")
    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    search_fields = ("user__name", "user__email", "ip")
    date_hierarchy = "last_seen_at"
