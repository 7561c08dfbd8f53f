"""Customers who were here before: a code to the address we have shows who they are, for the time they hold alone.

Asking costs and answers the same whether we know the address or not: who it is, is looked up by a worker afterwards.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from contacts import selectors as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.domain.consent import Act, Decision, Medium, Purpose
from contacts.models import Contact, ContactAddress
from contacts.services import lock_address
from core.events import record
from core.transactions import step, use_case
from scheduling import errors
from scheduling.domain import links as domain
from scheduling.events import CodeAsked
from scheduling.models import Hold, VisitorCode
from scheduling.selectors.visitors import Known, find_known
from scheduling.services import abuse, links
from scheduling.services.texting import text_contact_step

LASTS: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
MOST_OF_ONE: Final = 5
WITHIN: Final = timedelta(hours=1)
KEPT_FOR: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail with a code."""

    to: str
    subject: str
    text: str


def ask_code(*, hold: Hold, address: Address, language: str, visitor: str, now: datetime) -> str:
    """Note that somebody wants a code to an address; gives the token under which they enter it.

    Raises:
        TooManyTries: this address, or this visitor, asked often lately.
    """
    abuse.count(abuse.CODES, hold.organisation_id, visitor)
    row = _ask(
        organisation=hold.organisation_id, hold_id=hold.pk, address=address, language=language, now=now
    )
    return links.sign(
        domain.Purpose.CODE,
        organisation_id=hold.organisation_id,
        target_id=row.pk,
        version=0,
        ends_at=row.expires_at,
    )


@use_case
def _ask(*, organisation: UUID, hold_id: UUID, address: Address, language: str, now: datetime) -> VisitorCode:
    lock_address(organisation_id=organisation, address=address)
    asked = VisitorCode.objects.of(organisation).filter(value=address.value, asked_at__gt=now - WITHIN)
    # Counted here too, since guessing must stay hopeless while Redis is away.
    if asked.count() >= MOST_OF_ONE:
        raise errors.TooManyTries
    row = VisitorCode(
        organisation_id=organisation,
        hold_id=hold_id,
        kind=address.kind,
        value=address.value,
        language=language[:8],
        asked_at=now,
        expires_at=now + LASTS,
    )
    row.save(force_insert=True)
    record(CodeAsked(code_id=row.pk), now=now)
    return row


@use_case
def send_code(*, organisation: UUID, code_id: UUID, now: datetime) -> Letter | None:
    """Text a code to whom the address belongs, or give the mail to send; nobody, and several, get none.

    Whoever may not be written to (their STOP, the night for texts) gets none either: the page says what else to do.
    """
    rows = VisitorCode.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("hold").filter(pk=code_id, contact=None, expires_at__gt=now).first()
    contact = _holder(row) if row is not None else None
    if row is None or contact is None:
        return None
    firm = Organisation.objects.get(pk=organisation)
    with override(row.language):
        words = {"firm": firm.name, "code": code_of(row)}
        text = _("%(firm)s: %(code)s is your code for booking. It is good for 10 minutes.") % words
        letter = Letter(to=row.value, subject=_("Your code for %(firm)s") % words, text=text)
    if row.kind == AddressKind.PHONE:
        is_sent = text_contact_step(
            contact, number=row.value, location_id=row.hold.location_id, text=text, now=now
        )
    else:
        is_sent = _may_mail(firm, row.value, now=now)
    if not is_sent:
        return None
    row.contact = contact
    row.save(update_fields=["contact"])
    return letter if row.kind == AddressKind.EMAIL else None


@step
def _holder(row: VisitorCode) -> Contact | None:
    """Find the one contact who holds the address: of a shared one a code would show a name to the others."""
    held = ContactAddress.objects.of(row.organisation_id).filter(kind=row.kind, value=row.value)
    found = list(held.select_related("contact")[:2])
    return found[0].contact if len(found) == 1 else None


@step
def _may_mail(firm: Organisation, address: str, *, now: datetime) -> bool:
    act = Act(Purpose.INFORMATIONAL, medium=Medium.EMAIL, automated=True)
    verdict = contacts.verdict(organisation=firm, act=act, kind=AddressKind.EMAIL, value=address, now=now)
    return verdict.decision is Decision.ALLOW


def code_of(row: VisitorCode) -> str:
    """Give the six digits of a code."""
    seal = hmac.digest(
        settings.SECRET_KEY.encode(), b"portico.scheduling.code" + row.pk.bytes, hashlib.sha256
    )
    return f"{int.from_bytes(seal[:8]) % 1_000_000:06d}"


def enter_code(*, hold: Hold, link: domain.Link, typed: str, now: datetime) -> str:
    """Take a code somebody typed; gives the token that says who they are while they hold this time.

    Raises:
        CodeWrong: it is another one. CodeEnded: too often, or too late.
    """
    left = _try(
        organisation=hold.organisation_id,
        code_id=link.target_id,
        hold_id=hold.pk,
        typed="".join(filter(str.isdecimal, typed)),
        now=now,
    )
    if left is not None:
        raise errors.CodeWrong(left) if left else errors.CodeEnded
    return links.sign(
        domain.Purpose.KNOWN,
        organisation_id=hold.organisation_id,
        target_id=link.target_id,
        version=0,
        ends_at=now + KEPT_FOR,
    )


@use_case
def _try(*, organisation: UUID, code_id: UUID, hold_id: UUID, typed: str, now: datetime) -> int | None:
    """Count a try; gives how many are left, None when this one is right."""
    rows = VisitorCode.objects.of(organisation).select_for_update(no_key=True)
    row = rows.filter(pk=code_id, hold_id=hold_id).first()
    if row is None or row.used_at is not None or row.tries >= MOST_TRIES or row.expires_at <= now:
        return 0
    row.tries += 1
    # Compared whether or not it was sent, so that the time taken tells nothing.
    is_right = hmac.compare_digest(typed.encode(), code_of(row).encode()) and row.contact_id is not None
    if is_right:
        row.used_at = now
    row.save(update_fields=["tries", "used_at"])
    return None if is_right else MOST_TRIES - row.tries


def find(organisation_id: UUID, *, hold_id: UUID, token: str, now: datetime) -> Known | None:
    """Find who a visitor showed to be for a time they hold, inside `reading`; None for anybody."""
    link = _known_link(organisation_id, token, now=now)
    if link is None:
        return None
    return find_known(organisation_id=organisation_id, code_id=link.target_id, hold_id=hold_id)


def take_along(organisation_id: UUID, *, token: str, old_hold_id: UUID, hold_id: UUID, now: datetime) -> None:
    """Let a code that was entered go on being good when its visitor keeps another time instead."""
    link = _known_link(organisation_id, token, now=now)
    if link is not None:
        _take_along(
            organisation=organisation_id, code_id=link.target_id, old_hold_id=old_hold_id, hold_id=hold_id
        )


def _known_link(organisation_id: UUID, token: str, *, now: datetime) -> domain.Link | None:
    try:
        link = links.unsign(token, domain.Purpose.KNOWN, now=now)
    except (errors.LinkBroken, errors.LinkEnded):
        return None
    return link if link.organisation_id == organisation_id else None


@use_case
def _take_along(*, organisation: UUID, code_id: UUID, old_hold_id: UUID, hold_id: UUID) -> None:
    rows = VisitorCode.objects.of(organisation).filter(pk=code_id, hold_id=old_hold_id)
    rows.filter(used_at__isnull=False).update(hold_id=hold_id)


@use_case
def forget_codes(*, organisation: UUID, now: datetime) -> int:
    """Take away codes, and the addresses they were asked for, a day later."""
    return VisitorCode.objects.of(organisation).filter(asked_at__lte=now - KEPT_FOR).delete()[0]
