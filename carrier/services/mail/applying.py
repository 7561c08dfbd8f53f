"""The second step of a mail: it is read, and changes the conversation it belongs to, exactly once."""

import logging
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Q

from accounts.models import Organisation
from carrier.models import InboundMail, MailState
from carrier.services.mail import files
from carrier.services.mail.accepting import find_boxes
from conversations.domain.mail.headers import Nature
from conversations.domain.mail.letters import Letter, LetterUnreadable, read_letter
from conversations.domain.mail.tokens import Named, Target
from conversations.domain.mail.trust import is_aligned
from conversations.services import mail as mails
from conversations.services.mail.receiving import find_thread, kept_id
from core.errors import NotFound
from core.transactions import reading, step, use_case
from scheduling.services import calendar_replies
from scheduling.services.calendar_replies import Taken

log = logging.getLogger(__name__)
ATTEMPTS: Final = 10
DONE: Final = frozenset({MailState.APPLIED, MailState.KEPT})
# So many from one address within so short a time is a machine that answers a machine.
FLOOD: Final = 30
FLOOD_TIME: Final = timedelta(minutes=10)


def apply_mail(*, organisation: Organisation, mail_id: UUID, now: datetime) -> str:
    """Apply one stored mail and return its state; a failure is written down and tried again by the sweep."""
    try:
        return apply_once(organisation=organisation, mail_id=mail_id, now=now)
    except Exception as error:
        # The bytes are stored: whatever bug of ours this is, the sweep tries again and an administrator sees the end.
        log.exception("mail failed", extra={"mail_id": mail_id, "reason": type(error).__name__})
        return _mark_failed(organisation=organisation, mail_id=mail_id, error=type(error).__name__, now=now)


def sweep(*, organisation_id: UUID, before: datetime, now: datetime) -> int:
    """Apply what a process that died, or a failure, left behind."""
    with reading(organisation_id):
        rows = InboundMail.objects.of(organisation_id).filter(
            state__in=[MailState.RECEIVED, MailState.FAILED], received_at__lt=before
        )
        ids = list(rows.order_by("received_at").values_list("pk", flat=True)[:100])
    if not ids:
        return 0
    organisation = Organisation.objects.get(pk=organisation_id)
    for mail_id in ids:
        apply_mail(organisation=organisation, mail_id=mail_id, now=now)
    return len(ids)


@use_case
def apply_once(*, organisation: Organisation, mail_id: UUID, now: datetime) -> str:
    """Apply a mail in one transaction; a second caller waits for the first and finds it done."""
    rows = InboundMail.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("line").filter(pk=mail_id).first()
    if row is None:
        raise NotFound
    if row.state in DONE:
        return row.state
    with default_storage.open(row.path) as stored:
        raw = stored.read()
    try:
        letter = read_letter(raw, envelope_sender=row.envelope_sender)
    except LetterUnreadable:
        return _finish(row, "UNREADABLE", now=now)
    row.sender, row.subject, row.message_id = letter.sender, letter.subject, kept_id(letter.id)
    return _finish(row, _dispatch(organisation, row, letter, now=now), now=now)


@step
def _dispatch(organisation: Organisation, row: InboundMail, letter: Letter, *, now: datetime) -> str:
    """Do what a mail asks for; gives why nobody has to answer it, empty where it stands in a conversation."""
    before = InboundMail.objects.of(organisation).filter(message_id=row.message_id, state__in=DONE)
    if row.message_id and before.exclude(pk=row.pk).exists():
        return "DUPLICATE"
    if letter.bounce is not None:
        entry = mails.note_bounce_step(
            organisation=organisation, bounce=letter.bounce, received_at=row.received_at, now=now
        )
        row.entry_id = entry.pk if entry else None
        return "BOUNCE"
    named = mails.read_token(row.token, organisation_id=organisation.pk) if row.token else None
    proof = "TOKEN" if named else "DKIM" if _is_aligned(letter) else ""
    if letter.calendar:
        answer = calendar_replies.Answer(
            content=letter.calendar,
            sender=letter.sender,
            appointment_id=named.id if named and named.target is Target.APPOINTMENT else None,
            is_signed=proof == "DKIM" or (named is not None and _is_aligned(letter)),
        )
        taken = calendar_replies.take_step(organisation=organisation, answer=answer, now=now)
        if taken is Taken.DONE:
            return "CALENDAR"
        if taken is Taken.ASKS:
            # A program wrote it, and yet somebody waits for an answer.
            return _enter(organisation, row, letter, named, proof, now=now)
    reason = _machine(organisation, row, letter, named, now=now)
    return reason or _enter(organisation, row, letter, named, proof, now=now)


@step
def _machine(
    organisation: Organisation, row: InboundMail, letter: Letter, named: Named | None, *, now: datetime
) -> str:
    """Say why nobody has to answer a mail, empty for one from a person."""
    sender_box = find_boxes([letter.sender]).get(letter.sender)
    if sender_box is not None and sender_box.organisation_id == organisation.pk:
        return "OURS"
    thread = None
    if letter.nature is not Nature.PERSON or row.is_spam:
        conversation_id = _conversation_of(organisation, named)
        thread = find_thread(organisation, conversation_id=conversation_id, letter=letter)
    if letter.nature is Nature.AUTO_REPLY:
        if thread is not None:
            mails.note_automatic_step(thread, letter, now=now)
        return "AUTOMATIC"
    if letter.nature is Nature.LIST and thread is None:
        return "LIST"
    if row.is_spam and thread is None:
        return "SPAM"
    lately = InboundMail.objects.of(organisation).filter(
        sender=letter.sender, received_at__gt=row.received_at - FLOOD_TIME
    )
    return "FLOOD" if lately.filter(~Q(pk=row.pk)).count() >= FLOOD else ""


@step
def _enter(
    organisation: Organisation,
    row: InboundMail,
    letter: Letter,
    named: Named | None,
    proof: str,
    *,
    now: datetime,
) -> str:
    arrival = mails.Arrival(
        letter=letter,
        files=files.keep(organisation.pk, row.pk, letter.files),
        conversation_id=_conversation_of(organisation, named),
        proof=proof,
    )
    received = mails.receive_mail_step(
        organisation=organisation, line=row.line, arrival=arrival, received_at=row.received_at, now=now
    )
    row.entry_id = received.entry_id
    return "DUPLICATE" if received.is_duplicate else ""


def _conversation_of(organisation: Organisation, named: Named | None) -> UUID | None:
    """Say which conversation a token leads to: its own, or that of an appointment."""
    if named is None or named.target is Target.ENTRY:
        return None
    if named.target is Target.CONVERSATION:
        return named.id
    return calendar_replies.conversation_of(organisation_id=organisation.pk, appointment_id=named.id)


def _is_aligned(letter: Letter) -> bool:
    return is_aligned(letter.results, server=settings.MAIL_AUTHSERV, sender=letter.sender)


@step
def _finish(row: InboundMail, reason: str, *, now: datetime) -> str:
    row.state = MailState.KEPT if reason else MailState.APPLIED
    row.reason, row.error, row.applied_at = reason, "", now
    row.save()
    return row.state


@use_case
def _mark_failed(*, organisation: Organisation, mail_id: UUID, error: str, now: datetime) -> str:
    row = InboundMail.objects.of(organisation).select_for_update(no_key=True).get(pk=mail_id)
    if row.state in DONE:
        return row.state
    row.attempts += 1
    row.state = MailState.PARKED if row.attempts >= ATTEMPTS else MailState.FAILED
    row.error = error[:200]
    row.save(update_fields=["attempts", "state", "error"])
    return row.state
