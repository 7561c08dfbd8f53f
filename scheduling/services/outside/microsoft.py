"""Calendars of Microsoft 365 (Graph v1.0): a stretch of days told by what changed; ours kept under Graph's UID."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from scheduling.domain.cloud import microsoft as events
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

_IN_UTC: Final = {"Prefer": 'outlook.timezone="UTC", odata.maxpagesize=200'}
# Graph lets subscriptions to events live for less than seven days.
_LONGEST: Final = timedelta(days=6)
_UTC: Final = ZoneInfo("UTC")


class Microsoft:
    """Calendars at Microsoft 365 and Outlook.com."""

    is_writable = True

    def list_calendars(self, access: Access) -> tuple[Listed, ...]:
        """List the calendars somebody has, their own first."""
        told = _items(_cloud(access).ask("GET", "/me/calendars", query={"$top": "50"}))
        told.sort(key=lambda item: not item.get("isDefaultCalendar"))
        return tuple(
            Listed(
                address=str(item["id"]),
                name=str(item.get("name") or item["id"])[:120],
                is_writable=bool(item.get("canEdit")),
            )
            for item in told
            if item.get("id")
        )

    def read(self, access: Access, asked: Asked) -> News | None:
        """Read what changed since the link; without one, or where Graph knows it no more, everything."""
        cloud = _cloud(access)
        if asked.token.startswith(cloud.api):
            try:
                return _news(cloud, asked, asked.token, {}, is_whole=False)
            except Gone:
                pass
        bounds = {"startDateTime": _written_at(asked.since), "endDateTime": _written_at(asked.until)}
        try:
            return _news(cloud, asked, f"{_calendar(access)}/calendarView/delta", bounds, is_whole=True)
        except Gone as error:
            raise CalendarFault(Trouble.NOT_FOUND) from error

    def put(self, access: Access, entry: Entry, known: Written | None) -> Written:
        """Write one of our events; the transaction id keeps Graph from making it twice."""
        cloud, body = _cloud(access), events.body_of(entry)
        if known is None:
            made = cloud.ask(
                "POST",
                f"{_calendar(access)}/events",
                body={**body, "transactionId": entry.uid[:64]},
                headers=_IN_UTC,
            )
            return _written(made)
        headers = {**_IN_UTC, **({"If-Match": known.etag} if known.etag else {})}
        try:
            return _written(cloud.ask("PATCH", _event(known.key), body=body, headers=headers))
        except Gone as error:
            raise CalendarFault(Trouble.CHANGED_THERE) from error
        except CalendarFault as fault:
            if fault.trouble is Trouble.CHANGED_THERE:
                raise CalendarFault(Trouble.CHANGED_THERE, seen=_seen(cloud, known)) from fault
            raise

    def delete(self, access: Access, known: Written) -> None:
        """Take one of our events away; one that is gone is fine."""
        try:
            _cloud(access).ask("DELETE", _event(known.key))
        except Gone:
            return

    def watch(self, access: Access, *, callback: str, known: Channel | None, now: datetime) -> Channel | None:
        """Let Graph call when something changes, or go on calling."""
        cloud, ends = _cloud(access), now + _LONGEST
        if known is not None:
            try:
                body = {"expirationDateTime": ends.isoformat()}
                cloud.ask("PATCH", f"/subscriptions/{quote(known.id, safe='')}", body=body)
            except Gone:
                known = None
            else:
                return Channel(id=known.id, secret=known.secret, resource=known.resource, expires_at=ends)
        secret = secrets.token_urlsafe(24)
        body = {
            "changeType": "created,updated,deleted",
            "notificationUrl": callback,
            "resource": f"{_calendar(access).removeprefix('/')}/events",
            "expirationDateTime": ends.isoformat(),
            "clientState": secret,
        }
        told = cloud.ask("POST", "/subscriptions", body=body)
        return Channel(id=str(told.get("id") or ""), secret=secret, expires_at=ends)

    def unwatch(self, access: Access, known: Channel) -> None:
        """Let Graph call no more."""
        try:
            _cloud(access).ask("DELETE", f"/subscriptions/{quote(known.id, safe='')}")
        except Gone:
            return


def _news(cloud: Cloud, asked: Asked, address: str, query: Mapping[str, str], *, is_whole: bool) -> News:
    items: list[Mapping[str, Any]] = []
    for _number in range(MOST_PAGES):
        page = cloud.ask("GET", address, query=query, headers=_IN_UTC)
        items += _items(page)
        query, address = {}, str(page.get("@odata.nextLink") or "")
        if not address:
            break
        if not address.startswith(cloud.api):
            raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    else:
        raise CalendarFault(Trouble.TOO_LARGE)
    uids = {str(item["iCalUId"]) for item in items if item.get("iCalUId")}
    spans, seen, named = events.read_events(
        items, since=asked.since, until=asked.until, zone=asked.zone, ours=asked.ours(uids)
    )
    token = str(page.get("@odata.deltaLink") or "")
    return News(spans=spans, is_whole=is_whole, named=named, seen=seen, token=token)


def _items(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    told = page.get("value")
    return [item for item in told if isinstance(item, dict)] if isinstance(told, list) else []


def _seen(cloud: Cloud, known: Written) -> Seen | None:
    """Read how one of our events stands there; None where it is gone."""
    try:
        item = cloud.ask("GET", _event(known.key), headers=_IN_UTC)
    except Gone:
        return None
    times = events.times_of(item, _UTC)
    return None if times is None or item.get("isCancelled") else events.seen_of(item, times)


def _written(item: Mapping[str, Any]) -> Written:
    if not item.get("id"):
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    return Written(
        key=str(item["id"]), uid=str(item.get("iCalUId") or ""), etag=str(item.get("@odata.etag") or "")
    )


def _cloud(access: Access) -> Cloud:
    return Cloud(CalendarKind.MICROSOFT, access)


def _written_at(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _calendar(access: Access) -> str:
    return f"/me/calendars/{quote(access.address, safe='')}"


def _event(key: str) -> str:
    return f"/me/events/{quote(key, safe='')}"
