"""Times offered by text, held meanwhile; `taking` gives one to whoever sends its number or opens its link."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member
from contacts.domain.consent import Purpose
from conversations.models import Conversation, Line
from conversations.policies import check_can_work
from conversations.services import permission, threads
from conversations.services.sending import queue_message_step
from core.transactions import reading, step, use_case
from scheduling import errors, policies
from scheduling.domain.claims import ClaimState
from scheduling.models import (
    Appointment,
    Hold,
    HoldKind,
    TimeOffer,
)
from scheduling.selectors import free
from scheduling.services import coming, holding, linking
from scheduling.services.racing import first_come
from scheduling.services.texting import offer_words, phone_line, when_words

KEPT_FOR: Final = timedelta(hours=2)
OFFERED: Final = 3
APART: Final = timedelta(hours=2)
LOOKED_AT: Final = 60


def offer_times(*, by: Member, conversation_id: UUID, wish: free.Wish, now: datetime) -> TimeOffer:
    """Text three free times to the person of a conversation and keep them while they think.

    Raises:
        BadBooking: nobody knows who it is, there is no number, or nothing is free. MayNotText, OnlyLooking, NotFound.
    """

    def act() -> TimeOffer:
        return _offer(by=by, conversation_id=conversation_id, wish=wish, now=now)

    return first_come(act, organisation_id=by.organisation_id, wish=wish, starts_at=now, now=now)


@use_case
def _offer(*, by: Member, conversation_id: UUID, wish: free.Wish, now: datetime) -> TimeOffer:
    policies.check_can_book(by)
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    check_can_work(by, conversation)
    if conversation.contact_id is None:
        raise errors.BadBooking(_("Choose first who this is; then times can be offered."))
    if conversation.party_kind != "PHONE":
        raise errors.BadBooking(_("Times are offered by text, and this person has no number here."))
    permission.check_may_text(conversation, address=conversation.party_value, now=now)
    wish = coming.wish_of_contact(
        wish, organisation_id=by.organisation_id, contact_id=conversation.contact_id, now=now
    )
    offer = offer_step(conversation, wish=wish, now=now, made_by=by)
    if offer is None:
        raise errors.BadBooking(_("Nothing is free within a year for this service."))
    return offer


@step
def offer_step(
    conversation: Conversation,
    *,
    wish: free.Wish,
    appointment: Appointment | None = None,
    made_by: Member | None = None,
    now: datetime,
) -> TimeOffer | None:
    """Hold times and text them, inside a use case; None when nothing is free. An offer before it is withdrawn."""
    organisation_id, contact_id = conversation.organisation_id, conversation.contact_id
    if contact_id is None:
        return None
    withdraw_step(conversation, now=now)
    theirs = replace(wish, contact_id=contact_id)
    found = free.next_free(organisation_id=organisation_id, wish=theirs, count=LOOKED_AT, now=now)
    holds = [
        holding.hold_step(
            organisation=organisation_id,
            wish=wish,
            starts_at=one.starts_at,
            kind=HoldKind.OFFER,
            contact_id=contact_id,
            kept_for=KEPT_FOR,
            now=now,
        )
        for one in spread(found)
    ]
    line = conversation.line or phone_line(organisation_id, conversation.location_id)
    if not holds or line is None:
        return None
    offer = TimeOffer(
        organisation_id=organisation_id,
        conversation=conversation,
        contact_id=contact_id,
        appointment=appointment,
        hold_ids=[str(row.pk) for row in holds],
        offered_at=now,
        expires_at=now + KEPT_FOR,
        made_by=made_by,
    )
    offer.save(force_insert=True)
    say_step(conversation, line, _offer_words(holds, conversation, now=now), author=made_by, now=now)
    return offer


def spread(times: Sequence[free.FreeTime], *, count: int = OFFERED) -> list[free.FreeTime]:
    """Choose times that lie apart, so that there is a choice; closer ones, if need be, but never overlapping."""
    for apart in (APART, timedelta(0)):
        chosen: list[free.FreeTime] = []
        for one in times:
            if not chosen or one.starts_at >= chosen[-1].ends_at + apart:
                chosen.append(one)
        if len(chosen) >= count:
            break
    return chosen[:count]


@step
def withdraw_step(conversation: Conversation, *, besides: UUID | None = None, now: datetime) -> None:
    """End the open offer of a conversation; its times are free again."""
    open_ones = TimeOffer.objects.of(conversation.organisation_id).filter(
        conversation=conversation, ended_at=None
    )
    for offer in open_ones.select_for_update(no_key=True):
        offer.ended_at = now
        offer.save(update_fields=["ended_at"])
        holds = Hold.objects.of(conversation.organisation_id).filter(pk__in=offer.hold_ids, ended_at=None)
        for hold in holds.exclude(pk__in=[besides] if besides else []).order_by("pk"):
            holding.end_hold(hold, state=ClaimState.RELEASED, now=now)


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """End offers whose time is over; their holds expire by themselves."""
    with reading(organisation_id):
        rows = TimeOffer.objects.of(organisation_id).filter(ended_at=None, expires_at__lte=now)
        if not rows.exists():
            return 0
    return _expire(organisation=organisation_id, now=now)


def _expire_offers(*, organisation: UUID, now: datetime) -> int:
    rows = TimeOffer.objects.of(organisation).filter(ended_at=None, expires_at__lte=now)
    return rows.update(ended_at=now)


_expire: Callable[..., int] = use_case(_expire_offers)


def _offer_words(holds: Sequence[Hold], conversation: Conversation, *, now: datetime) -> str:
    organisation = conversation.organisation
    zone, language = organisation.time_zone, organisation.locale[:2]
    lines = [
        f"{number}) {offer_words(row, timezone=zone, language=language, now=now)}: {linking.link_step(row, now=now)}"
        for number, row in enumerate(holds, start=1)
    ]
    with override(language):
        head = _("%(firm)s: these times are free:") % {"firm": organisation.name}
        until = when_words(now + KEPT_FOR, timezone=zone, language=language)
        tail = _("Reply with the number or open its link. We keep them for you until %(until)s.") % {
            "until": until
        }
    return "\n".join([head, *lines, tail])


@step
def say_step(
    conversation: Conversation, line: Line, text: str, *, author: Member | None = None, now: datetime
) -> None:
    queue_message_step(
        conversation,
        line=line,
        address=conversation.party_value,
        text=text,
        author=author,
        purpose=Purpose.REPLY,
        now=now,
    )
    threads.touch(conversation)
