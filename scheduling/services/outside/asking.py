"""Asking servers of calendars elsewhere, and what their refusals mean."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import requests
from django.conf import settings

from core import fetching
from scheduling.domain.outside import CalendarFault, Trouble

SECONDS: Final = 10.0
MOST_BYTES: Final = 5 * 1024 * 1024
LONGEST_ADDRESS: Final = 2000
_LONGEST_WAIT: Final = timedelta(hours=6)
_STATUSES: Final = {
    400: Trouble.SERVER_ERROR,
    401: Trouble.WRONG_PASSWORD,
    403: Trouble.FORBIDDEN,
    404: Trouble.NOT_FOUND,
    410: Trouble.NOT_FOUND,
    412: Trouble.CHANGED_THERE,
    413: Trouble.STORAGE_FULL,
    429: Trouble.THROTTLED,
    507: Trouble.STORAGE_FULL,
}


def trouble_of(status: int) -> Trouble:
    """Say what a status that is no success means."""
    return _STATUSES.get(status, Trouble.SERVER_ERROR)


def session() -> requests.Session:
    """Give a session that reaches nothing inside our own network, unless the operator lets calendars."""
    return fetching.guarded(
        seconds=SECONDS, most_bytes=MOST_BYTES, reaches_private=settings.CALENDARS_REACH_PRIVATE
    )


def fault_of(error: BaseException) -> CalendarFault:
    """Say what an error of asking means for whoever typed the address."""
    return CalendarFault(Trouble(fetching.refusal_of(error).value))


def check_status(response: requests.Response) -> None:
    """Refuse every answer that is none.

    Raises:
        CalendarFault: with what the status means, and when to ask again.
    """
    status = response.status_code
    if status < 300 or status == 304:
        return
    trouble = trouble_of(status)
    if status == 503 and "Retry-After" in response.headers:
        trouble = Trouble.THROTTLED
    raise CalendarFault(trouble, retry_after=_retry_after(response))


def normal_address(typed: str) -> str:
    """Make an address of what was typed; calendar programs write webcal where https is meant.

    Raises:
        CalendarFault: it is none, or leads elsewhere than to the web.
    """
    text = "".join(typed.split())
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise CalendarFault(Trouble.BAD_ADDRESS) from error
    scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
    host = parts.hostname or ""
    is_named = "." in host or ":" in host or settings.CALENDARS_REACH_PRIVATE
    if scheme not in {"http", "https"} or not host or not is_named or len(text) > LONGEST_ADDRESS:
        raise CalendarFault(Trouble.BAD_ADDRESS)
    return urlunsplit((scheme, parts.netloc, parts.path or "/", parts.query, ""))


def _retry_after(response: requests.Response) -> timedelta | None:
    written = response.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(written[:9])), _LONGEST_WAIT) if written.isdecimal() else None
