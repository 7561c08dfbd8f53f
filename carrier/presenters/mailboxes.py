"""Mail that stands in no conversation, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from carrier.models import InboundMail, MailState
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """One kept mail."""

    sender: str
    subject: str
    when: str
    iso: str
    why: str
    is_hot: bool


def kept_rows(rows: Iterable[InboundMail], *, reader: Reader) -> list[KeptRow]:
    """Print mails nobody has to answer, and those that could not be entered yet."""
    return [
        KeptRow(
            sender=row.sender or _("Unknown sender"),
            subject=row.subject,
            when=moment_label(row.received_at, reader=reader),
            iso=row.received_at.isoformat(),
            why=_why(row),
            is_hot=row.state in {MailState.FAILED, MailState.PARKED} or row.reason == "UNREADABLE",
        )
        for row in rows
    ]


def _why(row: InboundMail) -> str:
    if row.state == MailState.PARKED:
        return _("It could not be entered. It is kept; tell whoever runs this installation.")
    if row.state != MailState.KEPT:
        return _("It is being entered.")
    return {
        "AUTOMATIC": _("An automatic reply."),
        "LIST": _("A newsletter or mailing list."),
        "OURS": _("It came from one of your own mailboxes."),
        "BOUNCE": _("A mail of yours came back; it is marked as not delivered."),
        "SPAM": _("Your mail provider takes it for spam."),
        "FLOOD": _("So many came from this address within minutes that a machine sent them."),
        "UNREADABLE": _("It could not be read, or does not say who sent it."),
        "CALENDAR": _("An answer to an invitation; the appointment shows it."),
    }.get(row.reason, row.reason)
