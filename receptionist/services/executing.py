"""Doing what the policy decided: look, book, move, cancel, take a message, check names. What came of it decides again."""

import re
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from contacts.domain.addresses import from_carrier
from contacts.services import resolve_address
from conversations.models import Conversation
from conversations.ports import Channel
from core.errors import Refused
from core.transactions import step
from receptionist import ports
from receptionist.domain.policy import ActKind, DialogueState
from receptionist.domain.policy.results import (
    Committed,
    after_commit,
    after_look_up,
    after_message,
    after_names,
    after_not_served,
    after_refusal,
    after_times,
)
from receptionist.domain.policy.situation import Decision, Situation
from receptionist.models import ReceptionistSettings
from receptionist.services import promising, times
from receptionist.services.places import place_of
from scheduling import errors, services
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.models import Appointment, AskedBy, Source
from scheduling.selectors import areas
from scheduling.services import coming

BY_CHANNEL = {"voice": Source.PHONE, "sms": Source.TEXT, "chat": Source.TEXT}


@step
def execute_step(
    conversation: Conversation,
    kind: ActKind,
    situation: Situation,
    *,
    settings: ReceptionistSettings,
    zone: str,
    turn_key: str,
    now: datetime,
) -> Decision:
    """Carry out an act; its result is a new decision."""
    state = situation.state
    if kind is ActKind.FIND_TIMES:
        return _find(conversation, situation, zone=zone, now=now)
    if kind is ActKind.LOOK_UP:
        return _look_up(conversation, situation, zone=zone, now=now)
    if kind is ActKind.CHECK_NAMES:
        stops = ports.stops_facts(
            conversation.organisation_id, state.value("name"), state.value("opposing_party")
        )
        return after_names(situation, stops=stops)
    if kind is ActKind.TAKE_MESSAGE:
        times.release_step(conversation, state, now=now)
        promised = promising.promise_step(conversation, state, settings=settings, zone=zone, now=now)
        return after_message(situation, promised, ends=state.silences >= 2)
    return _commit(conversation, kind, situation, zone=zone, turn_key=turn_key, now=now)


@step
def _find(
    conversation: Conversation, situation: Situation, *, zone: str, was_taken: bool = False, now: datetime
) -> Decision:
    state, organisation_id = situation.state, conversation.organisation_id
    try:
        found = times.find_step(conversation, state, zone=zone, was_taken=was_taken, now=now)
    except errors.NotServed as refused:
        coming.count_unserved_step(
            organisation_id=organisation_id,
            service_id=UUID(state.offering),
            postcode=refused.postcode,
            asked_by=AskedBy.ASSISTANT,
            visitor=str(conversation.pk),
            now=now,
        )
        own = areas.own_referral(organisation_id, state.language)
        return after_not_served(situation, refused.postcode, own)
    except errors.AddressNeeded as refused:
        return after_refusal(situation, str(refused.sentence))
    return after_times(situation, found)


@step
def _commit(
    conversation: Conversation,
    kind: ActKind,
    situation: Situation,
    *,
    zone: str,
    turn_key: str,
    now: datetime,
) -> Decision:
    state = situation.state
    try:
        if kind is ActKind.CANCEL:
            row = services.cancel_step(
                organisation=conversation.organisation_id,
                appointment_id=UUID(state.appointment),
                by=services.CUSTOMER,
                reason=state.value("reason"),
                now=now,
            )
        elif kind is ActKind.MOVE:
            row = _move(conversation, state, zone=zone, now=now)
        else:
            row = _book(conversation, state, turn_key=turn_key, now=now)
    except (errors.SlotTaken, errors.SlotRefused, errors.NoSuchHold):
        return _find(conversation, situation, zone=zone, was_taken=True, now=now)
    except Refused as refused:
        return after_refusal(situation, str(refused.sentence))
    times.release_step(conversation, state, now=now)
    local = row.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    is_requested = row.status == AppointmentStatus.REQUESTED
    return after_commit(
        situation, Committed(starts_at=local, service=row.service.name, is_requested=is_requested)
    )


@step
def _book(conversation: Conversation, state: DialogueState, *, turn_key: str, now: datetime) -> Appointment:
    if state.chosen is None:
        raise errors.NoSuchHold
    phone = state.value("phone") or state.caller
    return services.book_step(
        organisation=conversation.organisation_id,
        wanted=services.Wanted(hold_id=UUID(state.chosen.hold)),
        customer=_customer(conversation, state, phone, now=now),
        details=services.Details(
            source=BY_CHANNEL.get(state.channel, Source.PHONE),
            language=state.language,
            phone=phone,
            note_from_customer=state.value("reason"),
            place=state.value("address"),
            address=place_of(state),
            conversation_id=conversation.pk,
            client_ref=turn_key[:80],
        ),
        by=services.CUSTOMER,
        now=now,
    )


@step
def _customer(
    conversation: Conversation, state: DialogueState, phone: str, *, now: datetime
) -> services.Customer:
    if conversation.contact_id is not None:
        return services.Customer(contact_id=conversation.contact_id)
    address = from_carrier(phone, Channel.SMS)
    resolved = resolve_address(
        organisation_id=conversation.organisation_id,
        address=address,
        profile_name=state.value("name"),
        source="Assistant",
        now=now,
    )
    if resolved.contact is None:
        return services.Customer(name=state.value("name"), address=address)
    return services.Customer(contact_id=resolved.contact.pk)


@step
def _move(conversation: Conversation, state: DialogueState, *, zone: str, now: datetime) -> Appointment:
    if state.chosen is None:
        raise errors.NoSuchHold
    kept = DialogueState(offered=(state.chosen,))
    times.release_step(conversation, kept, now=now)
    return services.move_step(
        organisation=conversation.organisation_id,
        appointment_id=UUID(state.appointment),
        to=services.NewTime(starts_at=state.chosen.starts_at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)),
        by=services.CUSTOMER,
        now=now,
    )


@step
def _look_up(conversation: Conversation, situation: Situation, *, zone: str, now: datetime) -> Decision:
    state, contact = situation.state, conversation.contact
    if contact is None:
        return after_look_up(situation, "", None, proven=False)
    if situation.business.is_private and not _is_proven(conversation, state):
        return after_look_up(situation, "", None, proven=False)
    rows = Appointment.objects.of(conversation.organisation_id).filter(
        contact=contact, status__in=[one.value for one in TO_COME], starts_at__gt=now
    )
    found = list(rows.order_by("starts_at")[:10])
    here = ZoneInfo(zone)
    local = {one.pk: one.starts_at.astimezone(here).replace(tzinfo=None) for one in found}
    said = situation.heard.wanted
    named = [one for one in found if said and any(a <= local[one.pk] < b for a, b in said.spans if b > a)]
    row = next(iter(named or found), None)
    if row is None:
        return after_look_up(situation, "", None, proven=True)
    return after_look_up(situation, str(row.pk), local[row.pk], proven=True)


def _is_proven(conversation: Conversation, state: DialogueState) -> bool:
    """Say whether name and birthday are those on file; without a birthday on file nobody is."""
    contact = conversation.contact
    if contact is None:
        return False
    on_file = ports.birthday_of(conversation.organisation_id, contact.pk)
    said = set(re.findall(r"\w+", state.value("name").lower()))
    name = set(re.findall(r"\w+", contact.display_name.lower()))
    return (
        on_file is not None
        and state.value("dob") == on_file.isoformat()
        and len(said & name) >= min(2, len(name))
    )
