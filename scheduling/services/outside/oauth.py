"""Permission to use somebody's calendars at Google or Microsoft: OAuth 2.0 by code with PKCE (RFC 6749, 7636)."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import requests
from django.conf import settings

from core import fetching
from core.secrets import Undecryptable, seal, unseal
from scheduling.domain.outside import Access, CalendarFault, CalendarKind, Trouble
from scheduling.services.outside import asking

GOOD_FOR: Final = 15 * 60
_EARLY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where somebody gives permission, where codes become tokens, and where the calendars are; who we are there."""

    authorize: str
    token: str
    api: str
    scope: str
    client_id: str
    client_secret: str
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def is_set_up(self) -> bool:
        """Say whether this installation is known there."""
        return bool(self.client_id and self.client_secret)


def provider(kind: CalendarKind) -> Provider:
    """Give the provider of a kind of calendar as this installation knows it; the addresses are those of the settings."""
    known = settings.ENVIRONMENT
    if kind is CalendarKind.GOOGLE:
        return Provider(
            authorize=f"{known.google_accounts_url}/o/oauth2/v2/auth",
            token=f"{known.google_token_url}/token",
            api=f"{known.google_api_url}/calendar/v3",
            scope="https://www.googleapis.com/auth/calendar.events https://www.googleapis.com/auth/calendar.calendarlist.readonly",
            client_id=known.google_client_id,
            client_secret=known.google_client_secret,
            # Only asked for like this does Google give a refresh token every time.
            extra=(("access_type", "offline"), ("prompt", "consent")),
        )
    login = f"{known.microsoft_login_url}/{known.microsoft_tenant}/oauth2/v2.0"
    return Provider(
        authorize=f"{login}/authorize",
        token=f"{login}/token",
        api=f"{known.microsoft_api_url}/v1.0",
        scope="offline_access Calendars.ReadWrite",
        client_id=known.microsoft_client_id,
        client_secret=known.microsoft_client_secret,
        extra=(("prompt", "select_account"),),
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes, and what it must still have when it comes back."""

    url: str
    nonce: str


def begin(kind: CalendarKind, *, callback: str, about: Mapping[str, str]) -> Begun:
    """Send somebody to give permission; `about` comes back with them, sealed.

    Raises:
        CalendarFault: this installation is not known there.
    """
    at = provider(kind)
    if not at.is_set_up:
        raise CalendarFault(Trouble.NOT_SET_UP)
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    state = {**about, "kind": kind.value, "verifier": verifier, "nonce": nonce, "at": int(time.time())}
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": at.client_id,
        "redirect_uri": callback,
        "scope": at.scope,
        "state": seal(json.dumps(state)),
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **dict(at.extra),
    }
    return Begun(f"{at.authorize}?{urlencode(asked)}", nonce)


def returned(kind: CalendarKind, *, state: str, nonce: str) -> Mapping[str, Any]:
    """Read what somebody was sent away with.

    Raises:
        CalendarFault: it is not what this browser was sent away with, or too long ago.
    """
    try:
        told: Mapping[str, Any] = json.loads(unseal(state))
    except (Undecryptable, ValueError) as error:
        raise CalendarFault(Trouble.CONNECT_AGAIN) from error
    is_same = told.get("kind") == kind.value and secrets.compare_digest(
        str(told.get("nonce", "")), nonce or "-"
    )
    if not is_same or int(told.get("at", 0)) + GOOD_FOR < time.time():
        raise CalendarFault(Trouble.CONNECT_AGAIN)
    return told


def exchange(kind: CalendarKind, *, code: str, verifier: str, callback: str) -> dict[str, str]:
    """Turn a code into credentials.

    Raises:
        CalendarFault: it is none any more, or the provider cannot be reached.
    """
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback,
        "code_verifier": verifier,
    }
    found = _tokens(provider(kind), asked)
    if not found.get("refresh_token"):
        raise CalendarFault(Trouble.CONNECT_AGAIN)
    return found


def fresh(kind: CalendarKind, access: Access, *, anew: bool = False) -> str:
    """Give a token that is good for a minute at least; a renewed one is kept at once.

    Raises:
        CalendarFault: CONNECT_AGAIN where the permission was taken back.
    """
    known = dict(access.credentials)
    if not anew and float(known.get("expires_at") or 0) > time.time() + _EARLY:
        return known["access_token"]
    if not known.get("refresh_token"):
        raise CalendarFault(Trouble.CONNECT_AGAIN)
    found = _tokens(provider(kind), {"grant_type": "refresh_token", "refresh_token": known["refresh_token"]})
    access.keep({**known, **found})
    return found["access_token"]


def _tokens(at: Provider, asked: Mapping[str, str]) -> dict[str, str]:
    body = {**asked, "client_id": at.client_id, "client_secret": at.client_secret}
    with asking.session() as session:
        try:
            response = session.post(at.token, data=body, headers={"Accept": "application/json"})
            told = response.json()
        except (OSError, requests.RequestException, ValueError) as error:
            if isinstance(error, fetching.NotFetched | requests.RequestException):
                raise asking.fault_of(error) from error
            raise CalendarFault(Trouble.UNREADABLE_ANSWER) from error
    if not isinstance(told, dict):
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    if response.status_code in {400, 401} and told.get("error") in {"invalid_grant", "interaction_required"}:
        raise CalendarFault(Trouble.CONNECT_AGAIN)
    if response.status_code in {400, 401}:
        raise CalendarFault(Trouble.NOT_SET_UP)
    asking.check_status(response)
    if not told.get("access_token"):
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    found = {
        "access_token": str(told["access_token"]),
        "expires_at": str(time.time() + float(told.get("expires_in") or 0)),
    }
    if told.get("refresh_token"):
        found["refresh_token"] = str(told["refresh_token"])
    return found
