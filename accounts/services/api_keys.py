"""API keys: made once, shown once, taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts import policies
from accounts.domain import scopes as known_scopes
from accounts.errors import ApiKeyNameMissing, UnknownScope
from accounts.events import ApiKeyChanged
from accounts.models import ApiKey, Member
from core import events
from core.errors import NotFound
from core.transactions import use_case

MARK = "pk_"
PREFIX_LENGTH = 10
# The last use is written at most this often, so that a busy caller does not write on every request.
NOTE_USE_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """A new key and its secret, which nothing can show a second time."""

    key: ApiKey
    secret: str


def hash_of(secret: str) -> str:
    """Return what is stored of a secret. Its 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


@use_case
def create_api_key(*, by: Member, name: str, scopes: list[str], now: datetime) -> MadeKey:
    """Make a key that acts as `by`, who must be an owner.

    Raises:
        ApiKeyNameMissing: it has no name to tell it from others.
        UnknownScope: no scope is chosen, or one that does not exist.
    """
    policies.check_can_administer(by)
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise ApiKeyNameMissing
    try:
        chosen = known_scopes.cleaned(scopes)
    except ValueError as error:
        raise UnknownScope from error
    if not chosen:
        raise UnknownScope
    secret = MARK + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        organisation_id=by.organisation_id,
        name=name,
        key_hash=hash_of(secret),
        prefix=secret[:PREFIX_LENGTH],
        scopes=chosen,
        created_by=by,
    )
    events.record(ApiKeyChanged(api_key_id=key.pk, change="created"), actor_id=by.pk, now=now)
    return MadeKey(key=key, secret=secret)


@use_case
def revoke_api_key(*, by: Member, api_key_id: UUID, now: datetime) -> ApiKey:
    """Make a key useless from now on; a second time changes nothing.

    Raises:
        NotFound: the organisation has no such key.
    """
    policies.check_can_administer(by)
    rows = ApiKey.objects.select_for_update().filter(organisation_id=by.organisation_id, pk=api_key_id)
    key = rows.first()
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = now
        key.save(update_fields=["revoked_at"])
        events.record(ApiKeyChanged(api_key_id=key.pk, change="revoked"), actor_id=by.pk, now=now)
    return key


@use_case
def note_use(*, organisation: UUID, api_key_id: UUID, now: datetime) -> None:
    """Write down that the key was used, unless that was written less than a minute ago."""
    rows = ApiKey.objects.filter(organisation_id=organisation, pk=api_key_id)
    rows.exclude(last_used_at__gt=now - NOTE_USE_EVERY).update(last_used_at=now)
