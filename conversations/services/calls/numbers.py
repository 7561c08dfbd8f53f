"""What is known about a number: where it is, what sort of telephone, whether texts reach it."""

from datetime import datetime
from uuid import UUID

import phonenumbers
from django.conf import settings
from django.utils.module_loading import import_string

from contacts.domain import area_codes, phone_numbers
from conversations.domain.states import MessageState
from conversations.models import Entry, LineType, NumberFact
from conversations.ports import Channel
from core.transactions import step, use_case

_TYPES = {
    phonenumbers.PhoneNumberType.MOBILE: LineType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE: LineType.LANDLINE,
    phonenumbers.PhoneNumberType.TOLL_FREE: LineType.LANDLINE,
    phonenumbers.PhoneNumberType.VOIP: LineType.VOIP,
}


def by_numbering_plan(number: str) -> tuple[str, str]:
    """Tell what the numbering plan says: (line type, source). In North America it cannot tell mobiles apart."""
    parsed = phone_numbers.read_digits(number.removeprefix("+"))
    kind = phonenumbers.number_type(parsed) if parsed else None
    return (_TYPES.get(kind, LineType.UNKNOWN) if kind is not None else LineType.UNKNOWN), "numbering plan"


@step
def number_fact(*, organisation_id: UUID, number: str, now: datetime) -> NumberFact | None:
    """Give what is known about a number, looked up by `NUMBER_LOOKUP` the first time; None for no number."""
    if not number:
        return None
    known = NumberFact.objects.of(organisation_id).filter(value=number).first()
    if known is not None:
        return known
    line_type, source = import_string(settings.NUMBER_LOOKUP)(number)
    row = NumberFact(
        organisation_id=organisation_id, value=number, line_type=line_type, source=source, checked_at=now
    )
    row.save(force_insert=True)
    return row


@step
def note_texted(*, organisation_id: UUID, number: str, now: datetime) -> None:
    """Note that a missed caller was sent a text."""
    NumberFact.objects.of(organisation_id).filter(value=number).update(texted_back_at=now)


@step
def note_unreachable(*, organisation_id: UUID, number: str, now: datetime) -> None:
    """Note that texts to a number fail for good."""
    NumberFact.objects.update_or_create(
        organisation_id=organisation_id,
        value=number,
        defaults={"unreachable_at": now},
        create_defaults={"unreachable_at": now, "checked_at": now, "source": "receipt"},
    )


@use_case
def learn_from_receipt(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    """Note that texts to a number fail for good, from what the carrier said about one."""
    entry = Entry.objects.of(organisation).filter(pk=entry_id, channel=Channel.SMS).first()
    if entry is not None and entry.address and entry.state == MessageState.FAILED:
        note_unreachable(organisation_id=organisation, number=entry.address, now=now)


def state_of(number: str) -> str:
    """Give the state (postal abbreviation) of a number's area code; "" when none can be told."""
    places = area_codes.places_of_number(number) if number else ()
    states = {place.state for place in places}
    return states.pop() if len(states) == 1 else ""
