"""Events of Google Calendar (v3), each occurrence by itself, as busy times."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from scheduling.domain.outside import ElsewhereKind, Entry, Seen, Span

_FREE_TYPES: Final = frozenset({"workingLocation", "birthday"})


def read_events(
    items: Iterable[Mapping[str, Any]],
    *,
    since: datetime,
    until: datetime,
    zone: ZoneInfo,
    ours: Collection[str],
) -> tuple[tuple[Span, ...], tuple[Seen, ...], frozenset[str]]:
    """Give the busy times between two instants, our own events, and the key of everything that was told."""
    spans: list[Span] = []
    seen: list[Seen] = []
    named: set[str] = set()
    for item in items:
        key = str(item.get("id") or "")
        if not key:
            continue
        named.add(key)
        times = times_of(item, zone)
        if times is None or item.get("status") == "cancelled":
            continue
        uid = str(item.get("iCalUID") or "")
        if uid in ours:
            seen.append(seen_of(item, times))
            continue
        kind = _kind(item)
        if kind is not None and times[0] < until and times[1] > since:
            spans.append(Span(key=key, starts_at=times[0], ends_at=times[1], kind=kind))
    return tuple(spans), tuple(seen), frozenset(named)


def times_of(item: Mapping[str, Any], zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Give when an event begins and ends; whole days are those of the owner's clock. None where it tells none."""
    begins, ends = _instant(item.get("start"), zone), _instant(item.get("end"), zone)
    return (begins, ends) if begins is not None and ends is not None else None


def seen_of(item: Mapping[str, Any], times: tuple[datetime, datetime]) -> Seen:
    """Give one of our own events as it stands there."""
    return Seen(
        key=str(item["id"]),
        uid=str(item.get("iCalUID") or ""),
        etag=str(item.get("etag") or ""),
        starts_at=times[0],
        ends_at=times[1],
    )


def body_of(entry: Entry) -> dict[str, Any]:
    """Write one of our events; nobody is invited by it, and only the owner sees what it says."""
    return {
        "iCalUID": entry.uid,
        "sequence": entry.sequence,
        "status": "tentative" if entry.is_tentative else "confirmed",
        "summary": entry.summary,
        "location": entry.place,
        "start": {"dateTime": entry.starts_at.astimezone(UTC).isoformat(), "timeZone": "UTC"},
        "end": {"dateTime": entry.ends_at.astimezone(UTC).isoformat(), "timeZone": "UTC"},
        "transparency": "opaque",
        "visibility": "private",
        "eventType": "default",
    }


def _kind(item: Mapping[str, Any]) -> ElsewhereKind | None:
    """Say how busy an event makes its owner; None for not at all. Out of office counts, however it is marked."""
    kind = str(item.get("eventType") or "default")
    if kind == "outOfOffice":
        return ElsewhereKind.OUT_OF_OFFICE
    if kind in _FREE_TYPES or item.get("transparency") == "transparent":
        return None
    said = _own_answer(item.get("attendees"))
    if said == "declined":
        return None
    is_open = item.get("status") == "tentative" or said == "tentative"
    return ElsewhereKind.TENTATIVE if is_open else ElsewhereKind.BUSY


def _instant(told: object, zone: ZoneInfo) -> datetime | None:
    if not isinstance(told, Mapping):
        return None
    try:
        if told.get("date"):
            return datetime.combine(date.fromisoformat(str(told["date"])), time.min, zone).astimezone(UTC)
        at = datetime.fromisoformat(str(told.get("dateTime") or ""))
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or zone).astimezone(UTC)


def _own_answer(attendees: object) -> str:
    for one in attendees if isinstance(attendees, list) else ():
        if isinstance(one, Mapping) and one.get("self"):
            return str(one.get("responseStatus") or "")
    return ""
