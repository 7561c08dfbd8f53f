"""Sending one queued mail: marked as leaving, handed over outside any lock, then what came of it."""

import logging
from datetime import datetime
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from uuid import UUID

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMessage

from contacts import services as contacts
from contacts.domain.addresses import Address, AddressKind
from conversations import services as conversations
from conversations.domain.mail.tokens import Target
from conversations.domain.states import MessageState
from conversations.models import Entry
from conversations.ports import Channel, FailureReason, MessageReport
from conversations.services import mail as mails
from conversations.services.mail.notices import reason_of
from conversations.services.sending import lock_entry
from core.transactions import use_case

log = logging.getLogger(__name__)


class MailNotNow(Exception):
    """The mail server cannot take it at this moment; the delivery comes due again, with the same message id."""


def send_mail(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    """Hand one mail over. Handed over twice it is the same mail with the same id, which mail programs show once.

    Raises:
        MailNotNow: nothing was sent; try again later.
    """
    entry = _begin(organisation=organisation, entry_id=entry_id, now=now)
    if entry is None or entry.line is None:
        return
    message = compose(entry, mailbox=entry.line.address, name=entry.organisation.name)
    state, reason, code = MessageState.SENT, None, ""
    try:
        message.send()
    except (SMTPRecipientsRefused, AnymailRecipientsRefused) as error:
        state, reason, code = MessageState.FAILED, FailureReason.BAD_ADDRESS, type(error).__name__
    except (SMTPSenderRefused, SMTPResponseException) as error:
        state, reason, code = _answered(error.smtp_code, is_passing=error.smtp_code < 500)
    except AnymailAPIError as error:
        status = error.status_code or 503
        state, reason, code = _answered(status, is_passing=status >= 500 or status == 429)
    except AnymailError as error:
        # It is written in a way the provider cannot take; no later try is different.
        state, reason, code = MessageState.FAILED, FailureReason.MAIL_REFUSED, type(error).__name__
    except (SMTPException, OSError) as error:
        state, code = MessageState.QUEUED, type(error).__name__
    _settle(organisation=organisation, entry_id=entry_id, state=state, reason=reason, code=code, now=now)
    if state is MessageState.QUEUED:
        raise MailNotNow


def compose(entry: Entry, *, mailbox: str, name: str) -> EmailMessage:
    """Write a mail: from the mailbox, answered to an address that names the conversation, tied to the mail before it."""
    heads = entry.mail or {}
    organisation_id = entry.organisation_id
    answers = [str(one) for one in heads.get("answers", [])]
    extra = {"Message-ID": f"<{mails.message_id_of(entry.pk, mailbox, organisation_id=organisation_id)}>"}
    if answers:
        extra["In-Reply-To"] = f"<{answers[0]}>"
        extra["References"] = " ".join(f"<{one}>" for one in reversed(answers))
    if entry.is_automatic:
        extra["Auto-Submitted"] = "auto-generated"
    message = EmailMessage(
        subject=str(heads.get("subject") or name),
        body=entry.text,
        from_email=formataddr((name, mailbox)),
        to=[entry.address],
        reply_to=[
            mails.reply_address(
                mailbox, Target.CONVERSATION, entry.conversation_id, organisation_id=organisation_id
            )
        ],
        headers=extra,
    )
    # Providers that django-anymail speaks to give this back with their news; others never see it.
    message.metadata = {"organisation": str(organisation_id), "entry": str(entry.pk)}  # type: ignore[attr-defined]
    return message


def note_tracked(
    *, organisation: UUID, entry_id: UUID, is_delivered: bool, is_lasting: bool, code: str, now: datetime
) -> None:
    """Fold a provider's news of a mail into its entry: it arrived, or came back."""
    report = MessageReport(
        provider_id="",
        client_ref="",
        state=MessageState.DELIVERED if is_delivered else MessageState.FAILED,
        raw_status="delivered" if is_delivered else "bounced",
        is_final=True,
        channel=Channel.EMAIL,
        reason=None if is_delivered else reason_of(is_lasting=is_lasting),
        raw_code=code[:20],
    )
    _fold(organisation=organisation, entry_id=entry_id, report=report, is_lasting=is_lasting, now=now)


@use_case
def _fold(
    *, organisation: UUID, entry_id: UUID, report: MessageReport, is_lasting: bool, now: datetime
) -> None:
    rows = Entry.objects.of(organisation).filter(channel=Channel.EMAIL, kind="MESSAGE_OUT")
    if not rows.filter(pk=entry_id).exists():
        return
    entry = conversations.apply_report_step(
        organisation=organisation, report=report, entry_id=entry_id, received_at=now, now=now
    )
    address = Address(AddressKind.EMAIL, entry.address, entry.address)
    if report.state is MessageState.DELIVERED:
        contacts.note_reached(organisation_id=organisation, address=address, now=now)
    elif is_lasting:
        contacts.note_unreachable(organisation_id=organisation, address=address, now=now)


@use_case
def _begin(*, organisation: UUID, entry_id: UUID, now: datetime) -> Entry | None:
    """Mark the mail as leaving; one that a worker died with leaves once more."""
    locked = lock_entry(entry_id, organisation_id=organisation)
    if locked.state == MessageState.SENDING:
        entry: Entry | None = locked
    else:
        entry = conversations.begin_sending_step(organisation=organisation, entry_id=entry_id, now=now)
    if entry is None:
        return None
    return Entry.objects.of(organisation).select_related("line", "organisation").get(pk=entry.pk)


@use_case
def _settle(
    *,
    organisation: UUID,
    entry_id: UUID,
    state: MessageState,
    reason: FailureReason | None,
    code: str,
    now: datetime,
) -> None:
    entry = conversations.settle_sending_step(
        organisation=organisation, entry_id=entry_id, state=state, reason=reason, code=code, now=now
    )
    if reason is FailureReason.BAD_ADDRESS:
        address = Address(AddressKind.EMAIL, entry.address, entry.address)
        contacts.note_unreachable(organisation_id=organisation, address=address, now=now)


def _answered(code: int, *, is_passing: bool) -> tuple[MessageState, FailureReason | None, str]:
    if is_passing:
        return MessageState.QUEUED, None, str(code)
    return MessageState.FAILED, FailureReason.MAIL_REFUSED, str(code)
