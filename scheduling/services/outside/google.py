"""Google Calendar (API v3): its events told one by one, by what changed since; ours kept under their own UID."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4
from zoneinfo import ZoneInfo

from scheduling.domain.cloud import google as events
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    CalendarKind,
    Channel,
    Entry,
    Listed,
    News,
    Seen,
    Trouble,
    Written,
)
from scheduling.services.outside.cloud import MOST_PAGES, Cloud, Gone

_WRITERS: Final = frozenset({"owner", "writer"})
_WEEK: Final = 7 * 24 * 3600
_UTC: Final = ZoneInfo("UTC")


class Google:
    """Calendars at Google."""

    is_writable = True

    def list_calendars(self, access: Access) -> tuple[Listed, ...]:
        """List the calendars somebody has, their own first."""
        cloud = Cloud(CalendarKind.GOOGLE, access)
        told = [
            item
            for page in _pages(cloud, "/users/me/calendarList", {"maxResults": "250"})
            for item in _items(page)
        ]
        told.sort(key=lambda item: not item.get("primary"))
        return tuple(
            Listed(
                address=str(item["id"]),
                name=str(item.get("summaryOverride") or item.get("summary") or item["id"])[:120],
                is_writable=item.get("accessRole") in _WRITERS,
            )
            for item in told
            if item.get("id")
        )

    def read(self, access: Access, asked: Asked) -> News | None:
        """Read what changed since the token; without one, or where Google knows it no more, everything."""
        cloud = Cloud(CalendarKind.GOOGLE, access)
        if asked.token:
            try:
                return _news(cloud, access, asked, {"syncToken": asked.token}, is_whole=False)
            except Gone:
                pass
        bounds = {"timeMin": asked.since.isoformat(), "timeMax": asked.until.isoformat()}
        try:
            return _news(cloud, access, asked, bounds, is_whole=True)
        except Gone as error:
            raise CalendarFault(Trouble.NOT_FOUND) from error

    def put(self, access: Access, entry: Entry, known: Written | None) -> Written:
        """Write one of our events; one that already stands there under its UID is changed, not doubled."""
        cloud, path = Cloud(CalendarKind.GOOGLE, access), _events(access)
        body = events.body_of(entry)
        if known is None:
            found = _items(cloud.ask("GET", path, query={"iCalUID": entry.uid, "maxResults": "5"}))
            there = next((item for item in found if item.get("status") != "cancelled"), None)
            if there is None:
                return _written(cloud.ask("POST", f"{path}/import", body=body))
            known = _written(there)
        try:
            return _written(cloud.ask("PUT", _event(access, known.key), body=body, headers=_if_match(known)))
        except Gone as error:
            raise CalendarFault(Trouble.CHANGED_THERE) from error
        except CalendarFault as fault:
            if fault.trouble is Trouble.CHANGED_THERE:
                raise CalendarFault(Trouble.CHANGED_THERE, seen=_seen(cloud, access, known)) from fault
            raise

    def delete(self, access: Access, known: Written) -> None:
        """Take one of our events away; one that is gone is fine."""
        try:
            Cloud(CalendarKind.GOOGLE, access).ask(
                "DELETE", _event(access, known.key), query={"sendUpdates": "none"}
            )
        except Gone:
            return

    def watch(self, access: Access, *, callback: str, known: Channel | None, now: datetime) -> Channel | None:
        """Let Google call when something changes; a channel cannot be renewed, so a new one takes its place."""
        cloud = Cloud(CalendarKind.GOOGLE, access)
        made, secret = str(uuid4()), secrets.token_urlsafe(24)
        body = {
            "id": made, "type": "web_hook", "address": callback, "token": secret, "params": {"ttl": str(_WEEK)},
        }  # fmt: skip
        told = cloud.ask("POST", f"{_events(access)}/watch", body=body)
        if known is not None:
            self.unwatch(access, known)
        ends = int(str(told.get("expiration") or 0)) / 1000
        return Channel(
            id=made,
            secret=secret,
            resource=str(told.get("resourceId") or ""),
            expires_at=datetime.fromtimestamp(ends, UTC) if ends else now,
        )

    def unwatch(self, access: Access, known: Channel) -> None:
        """Let Google call no more."""
        try:
            body = {"id": known.id, "resourceId": known.resource}
            Cloud(CalendarKind.GOOGLE, access).ask("POST", "/channels/stop", body=body)
        except Gone:
            return


def _news(cloud: Cloud, access: Access, asked: Asked, query: Mapping[str, str], *, is_whole: bool) -> News:
    items: list[Mapping[str, Any]] = []
    token = ""
    for page in _pages(cloud, _events(access), {**query, "singleEvents": "true", "maxResults": "2500"}):
        items += _items(page)
        token = str(page.get("nextSyncToken") or "")
    uids = {str(item["iCalUID"]) for item in items if item.get("iCalUID")}
    spans, seen, named = events.read_events(
        items, since=asked.since, until=asked.until, zone=asked.zone, ours=asked.ours(uids)
    )
    return News(spans=spans, is_whole=is_whole, named=named, seen=seen, token=token)


def _pages(cloud: Cloud, path: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Ask for page after page; more than anybody has is not read in part."""
    following: dict[str, str] = {}
    for _number in range(MOST_PAGES):
        page = cloud.ask("GET", path, query={**query, **following})
        yield page
        if not page.get("nextPageToken"):
            return
        following = {"pageToken": str(page["nextPageToken"])}
    raise CalendarFault(Trouble.TOO_LARGE)


def _items(page: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    told = page.get("items")
    return [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []


def _seen(cloud: Cloud, access: Access, known: Written) -> Seen | None:
    """Read how one of our events stands there; None where it is gone."""
    try:
        item = cloud.ask("GET", _event(access, known.key))
    except Gone:
        return None
    times = events.times_of(item, _UTC)
    return None if times is None or item.get("status") == "cancelled" else events.seen_of(item, times)


def _written(item: Mapping[str, Any]) -> Written:
    if not item.get("id"):
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    return Written(key=str(item["id"]), uid=str(item.get("iCalUID") or ""), etag=str(item.get("etag") or ""))


def _if_match(known: Written) -> dict[str, str]:
    return {"If-Match": known.etag} if known.etag else {}


def _events(access: Access) -> str:
    return f"/calendars/{quote(access.address, safe='')}/events"


def _event(access: Access, key: str) -> str:
    return f"{_events(access)}/{quote(key, safe='')}"
