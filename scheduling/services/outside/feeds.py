"""Calendars that are published as a file at an address: read, never written."""

from datetime import datetime
from hashlib import sha256

from scheduling.domain.ics.busy import BusyTimes, read_busy
from scheduling.domain.ics.events import Weight
from scheduling.domain.ics.lines import CalendarUnreadable, Fault
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    Channel,
    ElsewhereKind,
    Entry,
    Listed,
    News,
    Span,
    Trouble,
    Written,
)
from scheduling.services.outside import asking


class Feeds:
    """This will read .ics addresses."""

    is_writable = False

    def list_calendars(self, access: Access) -> tuple[Listed, ...]:
        """Give the one calendar that is at the address."""
        return (Listed(address=asking.normal_address(access.address), name=""),)

    def read(self, access: Access, asked: Asked) -> News | None:
        """Read the file if it has changed; it is always whole."""
        headers = {"Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1"}
        if asked.etag:
            headers["If-None-Match"] = asked.etag
        if asked.last_modified:
            headers["If-Modified-Since"] = asked.last_modified
        try:
            with asking.session() as session:
                response = session.get(asking.normal_address(access.address), headers=headers)
        except (OSError, ValueError) as error:
            raise asking.fault_of(error) from error
        asking.check_status(response)
        if response.status_code == 304:
            return None
        # Many servers know neither of the two headers, and some make a new ETag each time.
        token = sha256(response.content).hexdigest()
        if asked.token == token:
            return None
        found = understand(response.content, asked)
        return News(
            spans=spans_of(found, key="feed"),
            is_whole=True,
            token=token,
            etag=response.headers.get("ETag", "")[:400],
            last_modified=response.headers.get("Last-Modified", "")[:100],
            warnings=tuple((one.concern.value, one.about) for one in found.warnings),
        )

    def put(self, access: Access, entry: Entry, known: Written | None) -> Written:
        """Refuse: a file at an address cannot be written."""
        raise CalendarFault(Trouble.READ_ONLY)

    def delete(self, access: Access, known: Written) -> None:
        """Refuse: a file at an address cannot be written."""
        raise CalendarFault(Trouble.READ_ONLY)

    def watch(self, access: Access, *, callback: str, known: Channel | None, now: datetime) -> Channel | None:
        """Give none: files call nobody."""
        return None

    def unwatch(self, access: Access, known: Channel) -> None:
        """Do nothing: there was no channel."""


def understand(content: bytes, asked: Asked) -> BusyTimes:
    """Work out the busy times of a file, without those of our own events.

    Raises:
        CalendarFault: it is no calendar, too large, or only half of one, which replaces no better one.
    """
    try:
        found = read_busy(
            content,
            zone=asked.zone,
            since=asked.since,
            until=asked.until,
            owners=asked.owners,
            ours=asked.ours,
        )
    except CalendarUnreadable as unreadable:
        is_large = unreadable.fault is Fault.TOO_LARGE
        raise CalendarFault(Trouble.TOO_LARGE if is_large else Trouble.NO_CALENDAR) from unreadable
    if not found.is_whole:
        raise CalendarFault(Trouble.HALF_READ)
    return found


def spans_of(found: BusyTimes, *, key: str) -> tuple[Span, ...]:
    """Name the busy times after the event they are of."""
    kinds = {Weight.TENTATIVE: ElsewhereKind.TENTATIVE}
    return tuple(
        Span(
            key=key,
            part=f"{one.start:%Y%m%dT%H%M%SZ}",
            starts_at=one.start,
            ends_at=one.end,
            kind=kinds.get(one.weight, ElsewhereKind.BUSY),
        )
        for one in found.intervals
    )
