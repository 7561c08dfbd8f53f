"""Who may hold a socket: the session behind the cookie, checked on entry and again every minute."""

from collections.abc import Collection
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http.request import validate_host
from django.utils.crypto import constant_time_compare

from accounts.middleware import CHOSEN, USED_AT
from accounts.models import Member
from conversations.hub.gathering import in_thread
from core import clock

Headers = Collection[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A member let in; `language` is the one their pages are in."""

    member: Member
    language: str


def is_ours(headers: Headers) -> bool:
    """Say whether a page of ours opens the socket: Origin's host, whatever its port, is one we serve."""
    origin = _header(headers, b"origin")
    hostname = urlsplit(origin).hostname if origin else None
    return bool(hostname) and validate_host(hostname or "", settings.ALLOWED_HOSTS)


def session_key(headers: Headers) -> str:
    """Read the session's key from the cookies, empty when there is none."""
    return _cookies(headers).get(settings.SESSION_COOKIE_NAME, "")


def language_cookie(headers: Headers) -> str:
    """Read the language a browser chose for itself."""
    chosen = _cookies(headers).get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


@in_thread
def let_in(keys: Collection[str], *, languages: dict[str, str] | None = None) -> dict[str, Guest]:
    """Find the member behind each session that still stands; one that ended or idled away is left out."""
    now = clock.now()
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    stored = {row.session_key: row.get_decoded() for row in rows}
    users = {session[SESSION_KEY] for session in stored.values() if SESSION_KEY in session}
    members = list(
        Member.objects.select_related("organisation", "user")
        .filter(user_id__in=users, is_active=True, user__is_active=True, organisation__is_active=True)
        .order_by("organisation__name")
    )
    guests: dict[str, Guest] = {}
    for key, session in stored.items():
        member = _chosen(members, session)
        if member is None or not _is_fresh(member, session, int(now.timestamp())):
            continue
        said = (languages or {}).get(key, "")
        guests[key] = Guest(
            member=member, language=said or member.user.language or member.organisation.locale
        )
    return guests


def _chosen(members: list[Member], session: dict[str, object]) -> Member | None:
    mine = [member for member in members if str(member.user_id) == str(session.get(SESSION_KEY))]
    if not mine or not constant_time_compare(
        str(session.get(HASH_SESSION_KEY, "")), mine[0].user.get_session_auth_hash()
    ):
        return None
    return next((row for row in mine if str(row.organisation_id) == session.get(CHOSEN)), mine[0])


def _is_fresh(member: Member, session: dict[str, object], seconds: int) -> bool:
    used_at = session.get(USED_AT, seconds)
    return not isinstance(used_at, int) or seconds - used_at <= member.organisation.idle_minutes * 60


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        jar = SimpleCookie(_header(headers, b"cookie"))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _header(headers: Headers, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def parse_id(text: object) -> UUID | None:
    """Read an id a browser sent; None for what is none."""
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
