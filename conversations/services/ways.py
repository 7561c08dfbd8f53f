"""By which line of ours and to which address of theirs an answer goes, as a text or as a mail."""

from typing import Any
from uuid import UUID

from contacts.models import ContactAddress
from conversations import errors
from conversations.domain.mail.headers import tidy
from conversations.models import Conversation, Entry, EntryKind, Line, LineKind
from conversations.ports import Channel
from core.transactions import step

LONGEST_SUBJECT = 200
MOST_REFERENCES = 10


@step
def by_text(conversation: Conversation, line_id: UUID | None, address: str) -> tuple[Line, str]:
    """Give the number to text from and the number to text to.

    Raises:
        NoWayToText: there is none, or the number is not theirs.
    """
    lines = Line.objects.of(conversation.organisation_id).filter(kind=LineKind.PHONE, is_active=True)
    line = lines.filter(pk=line_id or conversation.line_id).first()
    if line is None and line_id is None and not _has_number(conversation):
        line = _nearest(conversation, LineKind.PHONE)
    to = address or _latest_address(conversation, ["SMS", "MMS"], "PHONE")
    if line is None or not to or not _is_theirs(conversation, to, "PHONE"):
        raise errors.NoWayToText
    return line, to


@step
def by_chat(conversation: Conversation) -> tuple[Line, str]:
    """Give the chat they wrote in last, and the visitor they were there.

    Raises:
        NoWayToChat: they never wrote in one that is still open.
    """
    latest = (
        Entry.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, kind=EntryKind.MESSAGE_IN, channel=Channel.CHAT)
        .filter(line__is_active=True)
        .select_related("line")
        .order_by("-seq")
        .first()
    )
    if latest is None or latest.line is None:
        raise errors.NoWayToChat
    return latest.line, latest.address


@step
def by_mail(conversation: Conversation, line_id: UUID | None, address: str) -> tuple[Line, str]:
    """Give the mailbox to write from and the address to write to.

    Raises:
        NoWayToMail: there is none, or the address is not theirs.
    """
    lines = Line.objects.of(conversation.organisation_id).filter(kind=LineKind.EMAIL, is_active=True)
    line = lines.filter(pk=line_id or conversation.line_id).first() or _nearest(conversation, LineKind.EMAIL)
    to = address or _latest_address(conversation, [Channel.EMAIL], "EMAIL")
    if line is None or not to or not _is_theirs(conversation, to, "EMAIL"):
        raise errors.NoWayToMail
    return line, to


@step
def heads(conversation: Conversation, subject: str, *, to: str) -> dict[str, Any]:
    """Give what ties a mail of ours to theirs: the subject, which mail it answers, and those before."""
    latest = (
        Entry.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, channel=Channel.EMAIL, kind=EntryKind.MESSAGE_IN, address=to)
        .order_by("-seq")
        .first()
    )
    theirs = (latest.mail or {}) if latest is not None else {}
    before = [one for one in (theirs.get("id"), *theirs.get("answers", [])) if one]
    return {
        "subject": tidy(subject)[:LONGEST_SUBJECT] or answering(str(theirs.get("subject") or "")),
        "answers": before[:MOST_REFERENCES],
    }


def answering(subject: str) -> str:
    """Write the subject of an answer."""
    if not subject or subject.lower().startswith("re:"):
        return subject[:LONGEST_SUBJECT]
    return f"Re: {subject}"[:LONGEST_SUBJECT]


def _nearest(conversation: Conversation, kind: LineKind) -> Line | None:
    """Find a line of the conversation's place, else of the organisation."""
    lines = list(Line.objects.of(conversation.organisation_id).filter(kind=kind, is_active=True))
    here = (one for one in lines if one.location_id == conversation.location_id)
    return next(here, lines[0] if lines else None)


def _has_number(conversation: Conversation) -> bool:
    return conversation.line is not None and conversation.line.kind == LineKind.PHONE


def _latest_address(conversation: Conversation, channels: list[str], kind: str) -> str:
    latest = (
        Entry.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, kind=EntryKind.MESSAGE_IN, channel__in=channels)
        .order_by("-seq")
        .values_list("address", flat=True)
        .first()
    )
    if latest or conversation.party_kind == kind:
        return latest or conversation.party_value
    known = ContactAddress.objects.of(conversation.organisation_id).filter(kind=kind)
    values = known.filter(contact=conversation.contact, contact__isnull=False).values_list("value", flat=True)
    return values.first() or ""


def _is_theirs(conversation: Conversation, to: str, kind: str) -> bool:
    """Say whether an address is the person's: of the conversation, of the contact, or one they wrote from here."""
    if conversation.party_kind == kind and to == conversation.party_value:
        return True
    known = ContactAddress.objects.of(conversation.organisation_id).filter(contact=conversation.contact)
    if conversation.contact_id is not None and known.filter(value=to, kind=kind).exists():
        return True
    wrote = Entry.objects.of(conversation.organisation_id).filter(
        conversation=conversation, kind=EntryKind.MESSAGE_IN, channel=Channel.EMAIL, address=to
    )
    return kind == "EMAIL" and wrote.exists()
