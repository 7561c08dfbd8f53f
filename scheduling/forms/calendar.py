"""What members type, choose and drag in the calendar."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from scheduling.domain.drawing import DAY, EARLIEST, LATEST
from scheduling.errors import BadBooking
from scheduling.services import NewTime

SHORTEST = 5


def identifier(text: str) -> UUID | None:
    """Read an id; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def back_url(data: QueryDict) -> str:
    """Read where somebody came from; the calendar where that is no address of ours."""
    said = data.get("back", "")
    is_ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_ours else reverse("scheduling:calendar")


def with_open(back: str, appointment_id: UUID) -> str:
    """Lead back to a calendar with an appointment open beside it; elsewhere just back."""
    path, _mark, query = back.partition("?")
    if path != reverse("scheduling:calendar"):
        return back
    data = QueryDict(query, mutable=True)
    data["open"] = str(appointment_id)
    return f"{path}?{data.urlencode()}"


def read_move(data: QueryDict, zone: ZoneInfo, *, givers: Collection[UUID], provider_id: UUID) -> NewTime:
    """Read where an appointment is to be moved.

    Raises:
        BadBooking: a day, time or length that is none, or somebody who does not give the service.
    """
    return NewTime(
        starts_at=read_start(data, zone),
        minutes=read_minutes(data.get("minutes", "")),
        provider_id=_wanted(data, givers=givers, provider_id=provider_id),
        overrule=data.get("overrule") == "1",
        reason=data.get("reason", ""),
    )


def read_start(data: QueryDict, zone: ZoneInfo, *, day: str = "day", at: str = "at") -> datetime:
    """Read a day and a time of day on the clock of a zone.

    Raises:
        BadBooking: they are none, or the clock skips that time.
    """
    try:
        on, clock = date.fromisoformat(data.get(day, "")), time.fromisoformat(data.get(at, ""))
    except ValueError:
        raise BadBooking(_("Give a day and a time of day.")) from None
    if not EARLIEST <= on < LATEST or clock.tzinfo is not None:
        raise BadBooking(_("Give a day and a time of day."))
    local = datetime.combine(on, clock.replace(second=0, microsecond=0), zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise BadBooking(_("On that day the clock is put forward over this time, so it does not exist."))
    return local.astimezone(UTC)


def read_minutes(text: str) -> int | None:
    """Read a length; None for none.

    Raises:
        BadBooking: it is no length of a day or less.
    """
    if not text:
        return None
    if not text.isdecimal() or not SHORTEST <= int(text[:6]) <= DAY:
        raise BadBooking(_("The length is in minutes, from 5 to a whole day."))
    return int(text)


def read_version(data: QueryDict) -> int | None:
    """Read which version of an appointment the page showed."""
    text = data.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _wanted(data: QueryDict, *, givers: Collection[UUID], provider_id: UUID) -> UUID | None:
    """Say who is to give it; dragged out of the column of a room, nobody else is meant."""
    wanted, before = identifier(data.get("resource", "")), identifier(data.get("instead_of", ""))
    if wanted is None or wanted == before:
        return None
    if before is not None and before != provider_id:
        raise BadBooking(
            _("Rooms and the like are found by themselves: drag it in the column of who gives it.")
        )
    if wanted not in givers:
        raise BadBooking(_("This service is not given by whom you chose."))
    return wanted
