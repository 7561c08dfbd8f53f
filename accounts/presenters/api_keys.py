"""The page of API keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.domain.scopes import Scope
from accounts.models import ApiKey
from accounts.presenters.settings import moment_label


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRow:
    """One key in the list; `used_iso` is empty while it was never used."""

    name: str
    prefix: str
    scopes: str
    acts_as: str
    used_label: str
    used_iso: str
    is_revoked: bool
    revoke_url: str


def api_key_rows(keys: Iterable[ApiKey]) -> tuple[ApiKeyRow, ...]:
    """Turn keys into rows."""
    return tuple(_row(key) for key in keys)


def _row(key: ApiKey) -> ApiKeyRow:
    used = key.last_used_at
    known = set(Scope)
    return ApiKeyRow(
        name=key.name,
        prefix=key.prefix,
        scopes=", ".join(scope for scope in key.scopes if scope in known),
        acts_as=key.created_by.name,
        used_label=moment_label(used) if used else "",
        used_iso=used.isoformat() if used else "",
        is_revoked=key.revoked_at is not None,
        revoke_url=reverse("accounts:api_key_revoke", kwargs={"api_key_id": key.pk}),
    )
