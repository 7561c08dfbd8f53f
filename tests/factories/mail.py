"""Mailboxes, and mails that come to them."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

from accounts.models import Member
from carrier.models import InboundMail, Mailbox
from carrier.services import mail
from core.ids import new_id
from core.transactions import reading

DOMAIN = "in.portico.example"
LENA = "lena@example.test"


def box(by: Member, *, now: datetime, name: str = "desk") -> Mailbox:
    """Open a mailbox of an organisation; the settings need a domain for mail."""
    assert settings.MAIL_DOMAIN
    place = by.organisation.locations.get(is_default=True)
    return mail.add_mailbox(by=by, name=name, title="Front desk", location_id=place.pk, now=now)


def letter(
    text: str = "Can I come on Tuesday?",
    *,
    to: str = f"desk@{DOMAIN}",
    sender: str = f"Lena Ortiz <{LENA}>",
    **heads: str,
) -> EmailMessage:
    """Write a mail."""
    written = EmailMessage()
    given = {
        "From": sender,
        "To": to,
        "Subject": "A question",
        "Message-ID": f"<{new_id().hex}@example.test>",
    }
    for key, value in (given | {key.replace("_", "-"): value for key, value in heads.items()}).items():
        written[key] = value
    written.set_content(text)
    return written


def arrive(
    written: EmailMessage, *, now: datetime, envelope_sender: str | None = None, is_spam: bool = False
) -> list[str]:
    """Let a mail come in; gives its state in each organisation it is for."""
    if "Date" not in written:
        written["Date"] = format_datetime(now)
    return hand_in(
        written.as_bytes(), to=str(written["To"]), now=now, envelope_sender=envelope_sender, is_spam=is_spam
    )


def hand_in(
    raw: bytes, *, to: str, now: datetime, envelope_sender: str | None = None, is_spam: bool = False
) -> list[str]:
    """Let the bytes of a mail come in."""
    handed = mail.Handed(raw=raw, recipients=(to,), envelope_sender=envelope_sender, is_spam=is_spam)
    kept = mail.accept_mail(handed, now=now)
    return [mail.apply_mail(organisation=one.organisation, mail_id=one.mail_id, now=now) for one in kept]


def latest(by: Member) -> InboundMail:
    """Give the mail that came in last."""
    with reading(by.organisation_id):
        return InboundMail.objects.of(by.organisation_id).order_by("-received_at", "-created_at")[0]
