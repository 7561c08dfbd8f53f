"""Giving somebody the time they chose of those offered by text: by its number, by its link, or a fresh one."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from conversations.models import Conversation
from core.transactions import step
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.domain.visits import VisitAddress
from scheduling.models import Appointment, Hold, Source, TimeOffer
from scheduling.selectors import driving, free
from scheduling.services import booking, holding, moving, own
from scheduling.services.doing import CUSTOMER
from scheduling.services.offering import say_step, withdraw_step
from scheduling.services.texting import promise_words
from scheduling.services.wanted import Customer, Details, Wanted


@step
def take_step(
    offer: TimeOffer,
    conversation: Conversation,
    hold: Hold,
    *,
    starts_at: datetime | None = None,
    now: datetime,
) -> Appointment:
    """Book (or move to) the time of a hold, or another start of the same kind; what else was offered is free again."""
    if offer.appointment_id is None:
        start = starts_at or hold.starts_at
        own.check_free(
            organisation_id=offer.organisation_id,
            contact_id=offer.contact_id,
            span=(start, start + (hold.ends_at - hold.starts_at)),
            timezone=conversation.organisation.time_zone,
        )
    if starts_at is None and offer.appointment_id is None:
        row = _book(offer, conversation, Wanted(hold_id=hold.pk), now=now)
        withdraw_step(conversation, now=now, besides=hold.pk)
    else:
        withdraw_step(conversation, now=now)
        if hold.ended_at is None:
            hold.refresh_from_db(fields=["ended_at"])
        if hold.ended_at is None:
            holding.end_hold(hold, state=ClaimState.RELEASED, now=now)
        row = _elsewhen(offer, conversation, hold, starts_at or hold.starts_at, now=now)
    offer.taken_id = row.pk
    offer.save(update_fields=["taken_id"])
    say_taken_step(conversation, row, now=now)
    return row


@step
def say_taken_step(conversation: Conversation, row: Appointment, *, now: datetime) -> None:
    """Tell the customer by text what they have now."""
    if conversation.line is None:
        return
    language = row.language or "en"
    when = promise_words(row, language=language)
    with override(language):
        text = _("You are booked on %(when)s. Thank you!") % {"when": when}
        if row.status == AppointmentStatus.REQUESTED:
            text = _("We keep %(when)s for you and will tell you when it is confirmed.") % {"when": when}
    say_step(conversation, conversation.line, text, now=now)


def wish_of(hold: Hold, address: VisitAddress | None = None) -> free.Wish:
    """Say what a hold was of and for which address, to find times like it."""
    return free.Wish(
        service_id=hold.service_id,
        location_id=hold.location_id,
        minutes=int((hold.ends_at - hold.starts_at).total_seconds() // 60),
        any_length=True,
        address=address,
    )


@step
def _elsewhen(
    offer: TimeOffer, conversation: Conversation, hold: Hold, starts_at: datetime, *, now: datetime
) -> Appointment:
    if offer.appointment_id is None:
        address = driving.address_of(hold.organisation_id, hold_id=hold.pk)
        wanted = Wanted(wish=wish_of(hold, address), starts_at=starts_at)
        return _book(offer, conversation, wanted, now=now)
    return moving.move_step(
        organisation=offer.organisation_id,
        appointment_id=offer.appointment_id,
        to=moving.NewTime(
            starts_at=starts_at, provider_id=None if starts_at != hold.starts_at else hold.provider_id
        ),
        by=CUSTOMER,
        now=now,
    )


@step
def _book(offer: TimeOffer, conversation: Conversation, wanted: Wanted, *, now: datetime) -> Appointment:
    return booking.book_step(
        organisation=offer.organisation_id,
        wanted=wanted,
        customer=Customer(contact_id=offer.contact_id),
        details=Details(source=Source.TEXT, conversation_id=conversation.pk, phone=conversation.party_value),
        by=CUSTOMER,
        now=now,
    )
