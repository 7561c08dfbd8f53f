"""A chat goes on by text: the visitor gives a number, a code that came to it shows that it is theirs.

No code is kept: what stands sealed in the page names visitor, number and hour, and the code is made of it.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Organisation
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.domain.consent import Decision, Purpose
from contacts.models import ContactAddress
from contacts.services import add_address, lock_address
from conversations.models import Conversation, Line, LineKind
from conversations.selectors import chat as chats
from conversations.services import ownership, permission, threads
from conversations.services.sending import queue_message_step
from core.errors import Refused
from core.secrets import Undecryptable, seal, unseal
from core.transactions import step, use_case
from scheduling.services import abuse

LASTS: Final = timedelta(minutes=10)
ASKED: Final = abuse.Limit("chat-code", 5, 3600)
TRIED: Final = abuse.Limit("chat-try", 5, 600)
FACT: Final = "goes_on_by_text"


class NotByText(Refused):
    """The chat cannot go on by text so; the sentence says why."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which number a code was sent to, for whom, until when."""

    visitor: UUID
    number: str
    until: datetime
    sealed: str


def ask_code(*, organisation: Organisation, visitor: UUID, typed: str, now: datetime) -> str:
    """Text a code to a number; gives what the page keeps for it.

    Raises:
        NotByText: it is no number, or none that may be texted. TooManyTries.
    """
    try:
        address = normalise(typed.replace("\x00", ""), kind=AddressKind.PHONE, region=organisation.country)
    except AddressInvalid as invalid:
        raise NotByText(_("This is no mobile number. Write it with its area code.")) from invalid
    for who in (str(visitor), address.value):
        abuse.count(ASKED, organisation.pk, abuse.hashed(who))
    until = int((now + LASTS).timestamp())
    sealed = seal(f"chat-text:{organisation.pk}:{visitor}:{address.value}:{until}:{uuid4()}")
    _send(organisation=organisation.pk, visitor=visitor, address=address, code=code_of(sealed), now=now)
    return sealed


def enter_code(*, organisation: Organisation, visitor: UUID, sealed: str, typed: str, now: datetime) -> None:
    """Take a code: from here on answers go to the number.

    Raises:
        NotByText: it is another code, or too late for this one. TooManyTries.
    """
    asked = read(organisation, visitor, sealed)
    if asked is None or asked.until <= now:
        raise NotByText(_("This code is over. Ask for another one."))
    abuse.count(TRIED, organisation.pk, abuse.hashed(sealed))
    digits = "".join(filter(str.isdecimal, typed))[:12]
    if not hmac.compare_digest(digits.encode(), code_of(sealed).encode()):
        raise NotByText(_("This is another code. Look at the text once more."))
    address = Address(AddressKind.PHONE, asked.number, asked.number)
    _go_on(organisation=organisation.pk, visitor=visitor, address=address, now=now)


def read(organisation: Organisation, visitor: UUID, sealed: str) -> _Asked | None:
    """Read what a page kept, None where it is not this visitor's."""
    try:
        kind, firm, who, number, until, _nonce = unseal(sealed).split(":")
        asked = _Asked(UUID(who), number, datetime.fromtimestamp(int(until), UTC), sealed)
    except (Undecryptable, ValueError):
        return None
    is_theirs = (kind, firm, asked.visitor) == ("chat-text", str(organisation.pk), visitor)
    return asked if is_theirs else None


def code_of(sealed: str) -> str:
    """Give the six digits that belong to what a page keeps."""
    made = hmac.digest(settings.SECRET_KEY.encode(), f"chat-code:{unseal(sealed)}".encode(), hashlib.sha256)
    return f"{int.from_bytes(made[:8]) % 1_000_000:06d}"


@use_case
def _send(*, organisation: UUID, visitor: UUID, address: Address, code: str, now: datetime) -> None:
    conversation, line = _way(organisation, visitor)
    verdict = permission.verdict_on(
        conversation, address=address.value, purpose=Purpose.REPLY, is_automatic=True, now=now
    )
    if verdict.decision is not Decision.ALLOW:
        raise NotByText(_("We may not text this number now. Go on here, or give another one."))
    words = {"firm": conversation.organisation.name, "code": code}
    queue_message_step(
        conversation,
        line=line,
        address=address.value,
        text=_("%(firm)s: %(code)s is your code to go on by text. It is good for 10 minutes.") % words,
        author=None,
        is_said=True,
        now=now,
    )
    threads.touch(conversation)


@use_case
def _go_on(*, organisation: UUID, visitor: UUID, address: Address, now: datetime) -> None:
    conversation, line = _way(organisation, visitor)
    contact = conversation.contact
    if contact is not None:
        lock_address(organisation_id=organisation, address=address)
        held = ContactAddress.objects.of(organisation).filter(
            contact=contact, kind=address.kind, value=address.value
        )
        if not held.exists():
            add_address(contact=contact, address=address)
    conversation.line, conversation.party_kind, conversation.party_value = line, address.kind, address.value
    ownership.tell_step(conversation, FACT, {"number": address.value}, now=now)


@step
def _way(organisation_id: UUID, visitor: UUID) -> tuple[Conversation, Line]:
    """Give the visitor's conversation, locked, and the number it would go on by.

    Raises:
        NotByText: nothing was written yet, or the firm has no number for texts.
    """
    firm = Organisation.objects.get(pk=organisation_id)
    found = chats.find_conversation(organisation=firm, visitor=visitor)
    lines = list(Line.objects.of(organisation_id).filter(kind=LineKind.PHONE, is_active=True))
    if found is None or not lines:
        raise NotByText(_("Texts cannot be sent from here. Go on in this chat."))
    conversation = threads.lock_conversation(found.pk, organisation_id=organisation_id)
    here = (one for one in lines if one.location_id == conversation.location_id)
    return conversation, next(here, lines[0])
