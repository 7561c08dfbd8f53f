"""Texts about appointments: by which number and to which, and when, in the customer's words and on their clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from contacts import selectors as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.consent import Act, Decision, Purpose
from contacts.models import Contact, ContactAddress
from contacts.services import lock_address
from conversations.domain.states import Move
from conversations.models import Conversation, Line, LineKind
from conversations.services import permission, threads
from conversations.services.sending import queue_message_step
from core.transactions import step
from scheduling.domain.visits import Window, arrival_window
from scheduling.models import Appointment, Hold
from scheduling.selectors.setups import recall_setup

NO_NUMBER: Final = "NO_NUMBER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texted:
    """What became of a text: on its way, not before an hour, or not at all and by which rule."""

    is_sent: bool = False
    not_before: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class To:
    """Who is to be texted: in the conversation that is told, else at `number`, else at the contact's own."""

    organisation_id: UUID
    location_id: UUID
    contact: Contact
    conversation_id: UUID | None = None
    number: str = ""


@step
def text_step(
    row: Appointment, *, text: str, purpose: Purpose = Purpose.INFORMATIONAL, now: datetime
) -> Texted:
    """Text the customer of an appointment, if they may be written to at this hour."""
    to = To(
        organisation_id=row.organisation_id,
        location_id=row.location_id,
        contact=row.contact,
        conversation_id=row.conversation_id,
        number=row.phone,
    )
    found = thread_step(to, now=now)
    if found is None:
        return Texted(reason=NO_NUMBER)
    conversation, line, address = found
    verdict = permission.verdict_on(
        conversation, address=address, purpose=purpose, is_automatic=True, now=now
    )
    if verdict.decision is Decision.DENY:
        return Texted(reason=verdict.rule.value)
    if verdict.until is not None:
        return Texted(not_before=verdict.until, reason=verdict.rule.value)
    queue_message_step(
        conversation, line=line, address=address, text=text, author=None, purpose=purpose, now=now
    )
    threads.touch(conversation)
    return Texted(is_sent=True)


def when_words(at: datetime, *, timezone: str, language: str) -> str:
    """Write day and time for a customer."""
    local = at.astimezone(ZoneInfo(timezone))
    with override(language):
        weekday, month = str(WEEKDAYS_ABBR[local.weekday()]), str(MONTHS_3[local.month])
        if language.startswith("en"):
            clock = f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
            return f"{weekday}, {month.capitalize()} {local.day} at {clock}"
        return _("%(weekday)s %(day)d %(month)s at %(clock)s") % {
            "weekday": weekday,
            "day": local.day,
            "month": month,
            "clock": f"{local.hour}:{local.minute:02}",
        }


def promise_words(row: Appointment, *, language: str) -> str:
    """Write for a customer when it is: where somebody comes, between which hours."""
    if row.arrives_from is None or row.arrives_until is None:
        return when_words(row.starts_at, timezone=row.timezone, language=language)
    return window_words((row.arrives_from, row.arrives_until), timezone=row.timezone, language=language)


def offer_words(hold: Hold, *, timezone: str, language: str, now: datetime) -> str:
    """Write for a customer when a time that is kept for them would be; call it in a transaction."""
    setup = recall_setup(
        organisation_id=hold.organisation_id,
        service_id=hold.service_id,
        location_id=hold.location_id,
        now=now,
    )
    if not setup.window_minutes:
        return when_words(hold.starts_at, timezone=timezone, language=language)
    window = arrival_window(hold.starts_at, setup.window_minutes, setup.location.time_zone)
    return window_words(window, timezone=timezone, language=language)


def window_words(window: Window, *, timezone: str, language: str) -> str:
    """Write for a customer between which hours somebody comes."""
    ends = window[1].astimezone(ZoneInfo(timezone))
    with override(language):
        clock = f"{ends.hour}:{ends.minute:02}"
        if language.startswith("en"):
            clock = f"{ends.hour % 12 or 12}:{ends.minute:02} {'AM' if ends.hour < 12 else 'PM'}"
        begins = when_words(window[0], timezone=timezone, language=language)
        return _("%(when)s to %(until)s") % {"when": begins, "until": clock}


def phone_line(organisation_id: UUID, location_id: UUID) -> Line | None:
    """Give the number a location texts from, else any of the organisation."""
    lines = list(Line.objects.of(organisation_id).filter(kind=LineKind.PHONE, is_active=True))
    return next((line for line in lines if line.location_id == location_id), lines[0] if lines else None)


@step
def text_contact_step(contact: Contact, *, number: str, location_id: UUID, text: str, now: datetime) -> bool:
    """Text a number of a contact what they asked for on a page, if they may be written to now; says whether.

    It is asked before a conversation is opened, so that whoever may not be written to is not in the inbox for it.
    """
    line = phone_line(contact.organisation_id, location_id)
    if line is None:
        return False
    organisation = Organisation.objects.get(pk=contact.organisation_id)
    address = Address(AddressKind.PHONE, number, number)
    written = Conversation.objects.of(organisation).filter(contact=contact, party_value=number)
    latest = written.order_by("-latest_at").first()
    act = Act(Purpose.INFORMATIONAL, automated=True)
    if latest is not None:
        verdict = permission.verdict_on(
            latest, address=number, purpose=act.purpose, is_automatic=act.automated, now=now
        )
    else:
        verdict = contacts.verdict(
            organisation=organisation, act=act, kind=AddressKind.PHONE, value=number, now=now
        )
    if verdict.decision is not Decision.ALLOW:
        return False
    lock_address(organisation_id=organisation.pk, address=address)
    conversation, _is_new = threads.continue_conversation(
        organisation=organisation, line=line, contact=contact, address=address, move=Move.REOPEN, now=now
    )
    queue_message_step(
        conversation,
        line=line,
        address=number,
        text=text,
        author=None,
        purpose=Purpose.INFORMATIONAL,
        now=now,
    )
    threads.touch(conversation)
    return True


@step
def thread_step(to: To, *, now: datetime) -> tuple[Conversation, Line, str] | None:
    """Find where and to which number to write; None without a number or a line."""
    if to.conversation_id is not None:
        conversation = threads.lock_conversation(to.conversation_id, organisation_id=to.organisation_id)
        line = conversation.line
        if conversation.party_kind == AddressKind.PHONE and line is not None and line.is_active:
            return conversation, line, conversation.party_value
    line = phone_line(to.organisation_id, to.location_id)
    number = to.number or _number_of(to.contact)
    if line is None or not number:
        return None
    address = Address(AddressKind.PHONE, number, number)
    lock_address(organisation_id=to.organisation_id, address=address)
    conversation, _is_new = threads.continue_conversation(
        organisation=Organisation.objects.get(pk=to.organisation_id),
        line=line,
        contact=to.contact,
        address=address,
        move=Move.REOPEN,
        now=now,
    )
    return conversation, line, number


def _number_of(contact: Contact) -> str:
    rows = ContactAddress.objects.of(contact.organisation_id).filter(contact=contact, kind=AddressKind.PHONE)
    return rows.order_by("pk").values_list("value", flat=True).first() or ""
