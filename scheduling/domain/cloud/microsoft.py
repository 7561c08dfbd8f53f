"""Events of Microsoft Graph (calendarView), each occurrence by itself, as busy times."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from scheduling.domain.outside import ElsewhereKind, Entry, Seen, Span

_KINDS: Final[Mapping[str, ElsewhereKind | None]] = {
    "free": None,
    "workingElsewhere": None,
    "tentative": ElsewhereKind.TENTATIVE,
    "busy": ElsewhereKind.BUSY,
    "oof": ElsewhereKind.OUT_OF_OFFICE,
}


def read_events(
    items: Iterable[Mapping[str, Any]],
    *,
    since: datetime,
    until: datetime,
    zone: ZoneInfo,
    ours: Collection[str],
) -> tuple[tuple[Span, ...], tuple[Seen, ...], frozenset[str]]:
    """Give the busy times between two instants, our own events, and the key of everything that was told.

    An occurrence may tell only when it is; the rest stands with its series, told beside it. What is told nowhere takes
    time: better too much than a double booking.
    """
    told = [item for item in items if item.get("id")]
    masters = {str(item["id"]): item for item in told if item.get("type") == "seriesMaster"}
    spans: list[Span] = []
    seen: list[Seen] = []
    for item in told:
        if "@removed" in item or item.get("type") == "seriesMaster":
            continue
        whole = {**masters.get(str(item.get("seriesMasterId") or ""), {}), **item}
        times = times_of(whole, zone)
        if times is None or whole.get("isCancelled"):
            continue
        if str(whole.get("iCalUId") or "") in ours:
            seen.append(seen_of(whole, times))
            continue
        kind = _kind(whole)
        if kind is not None and times[0] < until and times[1] > since:
            spans.append(Span(key=str(item["id"]), starts_at=times[0], ends_at=times[1], kind=kind))
    return tuple(spans), tuple(seen), frozenset(str(item["id"]) for item in told)


def times_of(item: Mapping[str, Any], zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Give when an event begins and ends; whole days are those of the owner's clock. None where it tells none."""
    owner = zone if item.get("isAllDay") else None
    begins, ends = _instant(item.get("start"), owner), _instant(item.get("end"), owner)
    return (begins, ends) if begins is not None and ends is not None else None


def seen_of(item: Mapping[str, Any], times: tuple[datetime, datetime]) -> Seen:
    """Give one of our own events as it stands there."""
    return Seen(
        key=str(item["id"]),
        uid=str(item.get("iCalUId") or ""),
        etag=str(item.get("@odata.etag") or ""),
        starts_at=times[0],
        ends_at=times[1],
    )


def body_of(entry: Entry) -> dict[str, Any]:
    """Write one of our events; nobody is invited by it, and only the owner sees what it says."""
    return {
        "subject": entry.summary,
        "location": {"displayName": entry.place},
        "start": {"dateTime": _written(entry.starts_at), "timeZone": "UTC"},
        "end": {"dateTime": _written(entry.ends_at), "timeZone": "UTC"},
        "showAs": "tentative" if entry.is_tentative else "busy",
        "sensitivity": "private",
    }


def _kind(item: Mapping[str, Any]) -> ElsewhereKind | None:
    answer = item.get("responseStatus")
    if isinstance(answer, Mapping) and answer.get("response") == "declined":
        return None
    return _KINDS.get(str(item.get("showAs") or ""), ElsewhereKind.BUSY)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat()


def _instant(told: object, owner: ZoneInfo | None) -> datetime | None:
    """Read a time; we ask for UTC. Seven digits of a second are more than Python reads before 3.11."""
    if not isinstance(told, Mapping):
        return None
    try:
        at = datetime.fromisoformat(str(told.get("dateTime") or "").rstrip("Z")[:26])
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or owner or UTC).astimezone(UTC)
