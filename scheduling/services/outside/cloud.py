"""Asking Google and Microsoft in somebody's name: JSON over https, with their token, and what their refusals mean."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import requests

from scheduling.domain.outside import Access, CalendarFault, CalendarKind, Trouble
from scheduling.services.outside import asking, oauth

MOST_PAGES: Final = 60
_TOO_OFTEN: Final = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "TooManyRequests"}
)
_PAUSE: Final = timedelta(minutes=5)


class Gone(Exception):
    """What was asked about is not known there any more: an event, or the token of what changed since."""


class Cloud:
    """One request after another in the name of who gave permission; a token that has ended is renewed once."""

    def __init__(self, kind: CalendarKind, access: Access) -> None:
        self._kind, self._access = kind, access
        self.api = oauth.provider(kind).api

    def ask(
        self,
        method: str,
        address: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Ask once and read the answer; an address of ours is relative to the API.

        Raises:
            Gone: it is not there any more. CalendarFault: anything else.
        """
        url = address if address.startswith(self.api) else f"{self.api}{address}"
        with asking.session() as session:
            for anew in (False, True):
                token = oauth.fresh(self._kind, self._access, anew=anew)
                try:
                    response = session.request(
                        method,
                        url,
                        params=query,
                        json=body,
                        headers={**(headers or {}), "Authorization": f"Bearer {token}"},
                    )
                except (OSError, requests.RequestException) as error:
                    raise asking.fault_of(error) from error
                if response.status_code != 401:
                    return _answer(response)
        raise CalendarFault(Trouble.CONNECT_AGAIN)


def _answer(response: requests.Response) -> dict[str, Any]:
    status = response.status_code
    if status in {404, 410}:
        raise Gone
    if status == 403 and _TOO_OFTEN & _reasons(response):
        raise CalendarFault(Trouble.THROTTLED, retry_after=_PAUSE)
    asking.check_status(response)
    if status == 204 or not response.content:
        return {}
    try:
        told = response.json()
    except ValueError as error:
        raise CalendarFault(Trouble.UNREADABLE_ANSWER) from error
    if not isinstance(told, dict):
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    return told


def _reasons(response: requests.Response) -> set[str]:
    """Read why something is forbidden: asked too often is no lack of permission."""
    try:
        told = response.json()["error"]
        listed = [str(one.get("reason", "")) for one in told.get("errors", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {*listed, str(told.get("code", ""))}
