"""Somebody of the public joins the waiting list of a service."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from core.transactions import use_case
from scheduling import errors
from scheduling.models import Reach, WaitingEntry
from scheduling.services import abuse
from scheduling.services.doing import CUSTOMER
from scheduling.services.visiting import Visitor, agree_step, identify_step
from scheduling.services.waiting.joining import Waiter, Waits, join_step


def join_as_visitor(
    *, organisation: UUID, waits: Waits, who: Visitor, visitor: str, now: datetime
) -> WaitingEntry:
    """Put a visitor on the list; `who.may_remind` says that they may be told by text.

    Raises:
        TooManyTries, NoSuchService. BadBooking: wishes nothing can suit, or no way to tell them.
    """
    address = who.phone or who.email
    if address is not None:
        abuse.count(abuse.BOOKINGS, organisation, visitor)
        abuse.count(abuse.BOOKINGS_OF_ONE, organisation, abuse.hashed(address.value))
    return _join(organisation=organisation, waits=waits, who=who, now=now)


@use_case
def _join(*, organisation: UUID, waits: Waits, who: Visitor, now: datetime) -> WaitingEntry:
    is_text = who.phone is not None and who.may_remind
    reach = who.phone if is_text else who.email
    if reach is None:
        raise errors.BadBooking(
            _("Let us text you at your number, or give an e-mail address: else we cannot tell you.")
        )
    contact, remarks = identify_step(organisation, who, now=now)
    if is_text and who.phone is not None:
        agree_step(organisation, who.phone, now=now)
    waiter = Waiter(
        contact_id=contact.pk,
        reach_kind=Reach.PHONE if is_text else Reach.EMAIL,
        reach_value=reach.value,
    )
    waits = replace(waits, note=" · ".join(part for part in (waits.note, *remarks) if part))
    return join_step(organisation=organisation, waits=waits, who=waiter, by=CUSTOMER, now=now)
