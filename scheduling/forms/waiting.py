"""What somebody types who waits for a time."""

from datetime import date, time
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from contacts.domain.addresses import AddressInvalid, normalise
from contacts.errors import address_sentence
from scheduling.domain.drawing import EARLIEST, LATEST
from scheduling.domain.waiting import PARTS
from scheduling.errors import BadBooking
from scheduling.forms.calendar import identifier
from scheduling.services.waiting.joining import Waiter, Waits


def read_waits(data: QueryDict, *, service_id: UUID | None, language: str = "") -> Waits:
    """Read what suits.

    Raises:
        BadBooking: no service, or a day or time of day that is none.
    """
    if service_id is None:
        raise BadBooking(_("Choose what they wait for."))
    length = data.get("minutes", "")
    days = [int(day) for day in data.getlist("day") if day in "0123456" and len(day) == 1]
    who = [found for text in data.getlist("who") if (found := identifier(text)) is not None]
    return Waits(
        service_id=service_id,
        location_id=identifier(data.get("place", "")),
        minutes=int(length) if length.isdecimal() and len(length) < 5 else None,
        provider_ids=tuple(who),
        weekdays=tuple(days),
        spans=_spans(data),
        earliest_on=_day(data.get("earliest", "")),
        latest_on=_day(data.get("latest", "")),
        note=data.get("note", ""),
        language=language,
    )


def read_waiter(data: QueryDict) -> Waiter:
    """Read who waits: a contact, else a name with a number or an e-mail address.

    Raises:
        BadBooking: nobody, or an address that is none.
    """
    contact_id = identifier(data.get("contact", ""))
    if contact_id is not None:
        return Waiter(contact_id=contact_id, conversation_id=identifier(data.get("conversation", "")))
    address = data.get("address", "")[:200]
    if not address.strip():
        raise BadBooking(_("Choose a person, or give a number or an e-mail address."))
    try:
        return Waiter(name=data.get("name", ""), address=normalise(address))
    except AddressInvalid as invalid:
        raise BadBooking(str(address_sentence(invalid))) from invalid


def _spans(data: QueryDict) -> tuple[tuple[int, int], ...]:
    found = [PARTS[part] for part in data.getlist("part") if part in PARTS]
    since, until = data.get("since", ""), data.get("until", "")
    if since or until:
        found.append((_minute(since, 0), _minute(until, 24 * 60)))
    return tuple(found)


def _minute(text: str, usual: int) -> int:
    if not text:
        return usual
    try:
        at = time.fromisoformat(text)
    except ValueError:
        raise BadBooking(_("Give a time of day, like 14:30.")) from None
    return at.hour * 60 + at.minute


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = LATEST
    if not EARLIEST <= found < LATEST:
        raise BadBooking(_("Give a day, like 2026-12-24."))
    return found
