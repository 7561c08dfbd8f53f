"""Who calls: a key in `Authorization: Bearer`, acting as the member who made it."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from accounts.api.problems import Problem
from accounts.models import ApiKey, User
from accounts.services.api_keys import NOTE_USE_EVERY, hash_of, note_use
from core import clock


class BearerKey(BaseAuthentication):
    """This will find the key a request carries and note its use, at most once a minute.

    401 without a key that works; 403 when the member it acts as has no access any more.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiKey]:
        """Return the user behind the key, and the key."""
        scheme, _space, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise Problem(401, "no-key", _("Send an API key as Authorization: Bearer …"))
        key = _find(secret.strip())
        if key is None:
            raise Problem(401, "key-unknown", _("This API key does not work. Ask an owner for a new one."))
        member = key.created_by
        if not (member.is_active and member.user.is_active and member.organisation.is_active):
            raise Problem(
                403, "member-inactive", _("The member this API key acts as has no access any more.")
            )
        now = clock.now()
        if key.last_used_at is None or key.last_used_at <= now - NOTE_USE_EVERY:
            note_use(organisation=key.organisation_id, api_key_id=key.pk, now=now)
        return member.user, key

    def authenticate_header(self, request: Request) -> str:
        """Say which scheme to use."""
        return 'Bearer realm="Portico"'


class BearerKeyScheme(OpenApiAuthenticationExtension):
    """This will describe the key in the schema."""

    target_class = "accounts.api.keys.BearerKey"
    name = "ApiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the security scheme."""
        return {"type": "http", "scheme": "bearer"}


def _find(secret: str) -> ApiKey | None:
    rows = ApiKey.objects.select_related("created_by__user", "created_by__organisation")
    return rows.filter(key_hash=hash_of(secret), revoked_at=None).first()
