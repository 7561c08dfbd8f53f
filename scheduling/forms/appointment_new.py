"""What a member fills in for a new appointment."""

from datetime import UTC, date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from contacts.domain.addresses import AddressInvalid, normalise
from contacts.errors import address_sentence
from scheduling.domain.drawing import EARLIEST, LATEST
from scheduling.errors import BadBooking
from scheduling.forms.calendar import back_url, identifier, read_start
from scheduling.models import Source
from scheduling.pages.drafts import Draft
from scheduling.services import Customer, Details, Wanted


def read_draft(data: QueryDict, *, today: date) -> Draft:
    """Read what is filled in so far."""
    length = data.get("minutes", "")
    return Draft(
        service_id=identifier(data.get("service", "")),
        minutes=int(length) if length.isdecimal() and len(length) < 5 else None,
        provider_id=identifier(data.get("who", "")),
        location_id=identifier(data.get("place", "")),
        day=_day(data.get("date", "")) or today,
        start=data.get("start", ""),
        at=data.get("at", ""),
        contact_id=identifier(data.get("contact", "")),
        conversation_id=identifier(data.get("conversation", "")),
        name=data.get("name", "")[:200],
        address=data.get("address", "")[:200],
        phone=data.get("phone", "")[:40],
        place=" ".join(data.get("where", "").split())[:160],
        postcode=data.get("zip", "")[:12],
        access_note=" ".join(data.get("access", "").split())[:300],
        note=data.get("note", "")[:2000],
        overrule=data.get("overrule") == "1",
        back=back_url(data),
        ref=data.get("ref", "")[:80] or str(uuid4()),
        every_weeks=_number(data.get("every", "")),
        times=_number(data.get("times", "")),
        only_free=data.get("only_free") == "1",
    )


def wanted_of(draft: Draft, data: QueryDict, zone: ZoneInfo) -> Wanted:
    """Say which time is to be taken: one of those listed, else one typed.

    Raises:
        BadBooking: no service, or no time.
    """
    if draft.service_id is None:
        raise BadBooking(_("Choose what is to be booked."))
    starts_at = _instant(draft.start) or (read_start(data, zone, day="date") if draft.at else None)
    if starts_at is None:
        raise BadBooking(_("Choose a time."))
    return Wanted(
        wish=draft.wish(service_id=draft.service_id),
        starts_at=starts_at,
        by_hand=True,
        overrule=draft.overrule,
    )


def customer_of(draft: Draft) -> Customer:
    """Say who it is for.

    Raises:
        BadBooking: nobody, or an address that is none.
    """
    if draft.contact_id is not None:
        return Customer(contact_id=draft.contact_id)
    if not draft.address.strip():
        raise BadBooking(_("Choose a person, or give a number or an e-mail address."))
    try:
        return Customer(name=draft.name, address=normalise(draft.address))
    except AddressInvalid as invalid:
        raise BadBooking(str(address_sentence(invalid))) from invalid


def details_of(draft: Draft) -> Details:
    """Give what comes with it."""
    return Details(
        source=Source.CONVERSATION if draft.conversation_id else Source.STAFF,
        phone=draft.phone,
        place=draft.place,
        address=draft.visit(),
        note=draft.note,
        conversation_id=draft.conversation_id,
        client_ref=draft.ref,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 4 else 1


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found < LATEST else None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None
