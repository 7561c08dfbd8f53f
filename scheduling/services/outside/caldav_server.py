"""CalDAV calendars: read by sync token, written by UID, every change conditional on the version that we know."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin, urlsplit
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from scheduling.domain.ics.invite import Occasion, stored
from scheduling.domain.ics.own import read_own, uids_of
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    Channel,
    Entry,
    Listed,
    News,
    Seen,
    Span,
    Trouble,
    Written,
)
from scheduling.services.outside.asking import trouble_of
from scheduling.services.outside.caldav_finding import CAL, DAV, HEAD, SAFE, SPACES, listed, reach, text_of
from scheduling.services.outside.feeds import spans_of, understand

if TYPE_CHECKING:
    from scheduling.services.outside.caldav_wire import Server

_PAGE: Final = 50
_CTAG: Final = "ctag "


class CalDav:
    """This will read and write calendars of CalDAV servers."""

    is_writable = True

    def list_calendars(self, access: Access) -> tuple[Listed, ...]:
        """Find the user's calendars from whatever address they know, as RFC 6764 has it."""
        faults: list[CalendarFault] = []
        for path in ("", "/.well-known/caldav"):
            try:
                return listed(access, path)
            except CalendarFault as fault:
                faults.append(fault)
                if fault.trouble not in {Trouble.NO_CALDAV, Trouble.NOT_FOUND, Trouble.UNREADABLE_ANSWER}:
                    raise
        raise faults[0]

    def read(self, access: Access, asked: Asked) -> News | None:
        """Read what changed since the token; everything where there is none, or the server has forgotten it."""
        server = reach(access)
        with server.faults():
            if asked.token and not asked.token.startswith(_CTAG):
                try:
                    return _changes(server, asked)
                except CalendarFault as fault:
                    # Each server has another way of saying that it no longer knows a token.
                    if server.status not in {400, 403, 409, 410, 412, 507}:
                        raise fault
            token = _token(server)
            if token and token == asked.token:
                return None
            return _everything(server, asked, token)

    def put(self, access: Access, entry: Entry, known: Written | None) -> Written:
        """Write one of our events at an address of its UID, if nobody has changed it there."""
        server = reach(access)
        key = known.key if known else f"{urlsplit(server.address).path.rstrip('/')}/{entry.uid}.ics"
        with server.faults():
            condition = {"If-Match": known.etag} if known and known.etag else {}
            if known is None:
                condition = {"If-None-Match": "*"}
            if not _written(server, key, entry, condition):
                there = _get(server, key)
                if known is None and there is not None:
                    # We wrote it and died before we could note it.
                    if not _written(server, key, entry, {"If-Match": there[1]}):
                        raise CalendarFault(Trouble.CHANGED_THERE)
                else:
                    _check_same(entry, key, there)
            return Written(key=key, uid=entry.uid, etag=_etag(server, key))

    def delete(self, access: Access, known: Written) -> None:
        """Take one of our events away."""
        server = reach(access)
        with server.faults():
            server.ask("DELETE", _url(server, known.key))
            if server.status not in {200, 202, 204, 404, 410}:
                raise CalendarFault(trouble_of(server.status))

    def watch(self, access: Access, *, callback: str, known: Channel | None, now: datetime) -> Channel | None:
        """Give none: CalDAV servers call nobody."""
        return None

    def unwatch(self, access: Access, known: Channel) -> None:
        """Do nothing: there was no channel."""


def _token(server: "Server") -> str:
    """Give the token of how the calendar stands now; where a server knows none, whether anything changed at all."""
    body = f"{HEAD}<D:propfind {SPACES}><D:prop><D:sync-token/><S:getctag/></D:prop></D:propfind>"
    found = server.told("PROPFIND", server.address, body, depth=0)
    told: dict[str, Any] = next(iter(found.values()), {})
    token, tag = told.get(f"{DAV}sync-token"), told.get("{http://calendarserver.org/ns/}getctag")
    if token is not None and token.text:
        return str(token.text)
    return f"{_CTAG}{tag.text}" if tag is not None and tag.text else ""


def _everything(server: "Server", asked: Asked, token: str) -> News:
    since, until = (f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in (asked.since, asked.until))
    body = (
        f"{HEAD}<C:calendar-query {SPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop><C:filter>"
        f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="{since}" end="{until}"/>'
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    )
    found = server.told("REPORT", server.address, body, depth=1)
    spans, seen, warnings = _understood(found, asked)
    return News(spans=spans, is_whole=True, seen=seen, token=token, warnings=warnings)


def _changes(server: "Server", asked: Asked) -> News | None:
    body = (
        f"{HEAD}<D:sync-collection {SPACES}><D:sync-token>{escape(asked.token)}</D:sync-token>"
        "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
    )
    found = server.told("REPORT", server.address, body, depth=1)
    token = server.token
    own = urlsplit(server.address).path.rstrip("/")
    named = {key: told for key, told in found.items() if key.rstrip("/") != own}
    if not token:
        raise CalendarFault(Trouble.UNREADABLE_ANSWER)
    if not named:
        return None
    there = [key for key, told in named.items() if f"{DAV}getetag" in told]
    spans, seen, warnings = _understood(_multiget(server, there), asked)
    return News(
        spans=spans, is_whole=False, named=frozenset(named), seen=seen, token=token, warnings=warnings
    )


def _multiget(server: "Server", keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for at in range(0, len(keys), _PAGE):
        page = (escape(quote(key, safe=SAFE)) for key in keys[at : at + _PAGE])
        hrefs = "".join(f"<D:href>{href}</D:href>" for href in page)
        body = (
            f"{HEAD}<C:calendar-multiget {SPACES}><D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}"
            "</C:calendar-multiget>"
        )
        found |= server.told("REPORT", server.address, body, depth=1)
    return found


def _understood(
    found: Mapping[str, Mapping[str, Any]], asked: Asked
) -> tuple[tuple[Span, ...], tuple[Seen, ...], tuple[tuple[str, str], ...]]:
    """Work out each object by itself: of ours how it stands, of others when it takes time."""
    texts = {key: text_of(told, f"{CAL}calendar-data") for key, told in found.items()}
    uids = {key: uids_of(text) for key, text in texts.items() if text}
    ours = set(asked.ours(sorted(set[str]().union(*uids.values()))))
    spans: list[Span] = []
    seen: list[Seen] = []
    warnings: dict[tuple[str, str], None] = {}
    for key, named in uids.items():
        if mine := named & ours:
            own = read_own(texts[key], zone=asked.zone)
            if own is not None and own.uid in mine and not own.is_cancelled:
                etag = text_of(found[key], f"{DAV}getetag")
                seen.append(
                    Seen(key=key, uid=own.uid, etag=etag, starts_at=own.starts_at, ends_at=own.ends_at)
                )
            continue
        busy = understand(texts[key].encode(), asked)
        spans += spans_of(busy, key=key)
        warnings |= {(one.concern.value, one.about): None for one in busy.warnings}
    return tuple(spans), tuple(seen), tuple(warnings)


def _written(server: "Server", key: str, entry: Entry, condition: dict[str, str]) -> bool:
    """Put an event; says whether the condition held."""
    occasion = Occasion(
        uid=entry.uid,
        sequence=entry.sequence,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        created_at=entry.created_at,
        changed_at=entry.changed_at,
        summary=entry.summary,
        place=entry.place,
    )
    body = stored(occasion, status="TENTATIVE" if entry.is_tentative else "CONFIRMED").decode()
    server.ask("PUT", _url(server, key), body, {"Content-Type": "text/calendar; charset=utf-8", **condition})
    if server.status == 412 or (server.status == 404 and "If-Match" in condition):
        return False
    if server.status not in {200, 201, 204}:
        raise CalendarFault(trouble_of(server.status))
    return True


def _check_same(entry: Entry, key: str, there: tuple[str, str] | None) -> None:
    """Let be what stands there exactly as we would write it; refuse anything else.

    Raises:
        CalendarFault: CHANGED_THERE.
    """
    own = read_own(there[0], zone=ZoneInfo("UTC")) if there else None
    if own is None or there is None or own.is_cancelled:
        raise CalendarFault(Trouble.CHANGED_THERE)
    if (own.starts_at, own.ends_at) != (entry.starts_at, entry.ends_at):
        seen = Seen(key=key, uid=own.uid, etag=there[1], starts_at=own.starts_at, ends_at=own.ends_at)
        raise CalendarFault(Trouble.CHANGED_THERE, seen=seen)


def _get(server: "Server", key: str) -> tuple[str, str] | None:
    found = _multiget(server, [key])
    told = next((told for told in found.values() if f"{CAL}calendar-data" in told), None)
    return (
        (text_of(told, f"{CAL}calendar-data"), text_of(told, f"{DAV}getetag")) if told is not None else None
    )


def _etag(server: "Server", key: str) -> str:
    body = f"{HEAD}<D:propfind {SPACES}><D:prop><D:getetag/></D:prop></D:propfind>"
    found = server.told("PROPFIND", _url(server, key), body, depth=0)
    return next((text_of(told, f"{DAV}getetag") for told in found.values()), "")


def _url(server: "Server", key: str) -> str:
    return urljoin(server.address, quote(key, safe=SAFE))
