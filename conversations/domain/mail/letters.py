"""A mail from its bytes. Strangers write these bytes, so nothing in them is expected to be right."""

import email
import email.policy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from conversations.domain.mail import headers
from conversations.domain.mail.bounces import Bounce, read_bounce
from conversations.domain.mail.headers import Nature
from conversations.domain.mail.html import to_text
from conversations.domain.mail.quoting import split_history

MOST_TEXT: Final = 20_000
MOST_REST: Final = 60_000
MOST_PARTS: Final = 200
MOST_FILES: Final = 20
MOST_CALENDAR: Final = 256 * 1024
_LEAST_INLINE: Final = 2_048


class LetterUnreadable(ValueError):
    """The bytes are no mail that can be read, or it says of nobody that they sent it."""


@dataclass(frozen=True, slots=True)
class File:
    """Something attached, by the name its sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail. `text` is what was written, `rest` what their program added; ids stand without their brackets.

    `answers` are the ids it refers to, the nearest first. `calendar` is the object for calendar programs, if it has one.
    """

    id: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    text: str
    rest: str
    answers: tuple[str, ...]
    files: tuple[File, ...]
    nature: Nature
    results: tuple[str, ...]
    calendar: bytes = b""
    bounce: Bounce | None = None


def read_letter(raw: bytes, *, envelope_sender: str | None = None) -> Letter:
    """Read a mail; `envelope_sender` is who its server named, empty for nobody, None where it named none.

    Raises:
        LetterUnreadable: it has no sender, or cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        parts = list(_leaves(message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise LetterUnreadable("not a mail") from error
    name, sender = _sender(message)
    bounce = read_bounce(message)
    nature = (
        Nature.BOUNCE
        if bounce
        else headers.nature_of(message, envelope_sender=envelope_sender, sender=sender)
    )
    if not sender and nature is not Nature.BOUNCE:
        raise LetterUnreadable("no sender")
    text, rest = split_history(_words(parts))
    return Letter(
        id=next(iter(headers.ids_of(message, "Message-ID")), f"none.{hashlib.sha256(raw).hexdigest()[:40]}"),
        sender=sender,
        sender_name=name,
        recipients=tuple(_recipients(message)),
        subject=headers.words_of(message, "Subject")[:300],
        sent_at=_date(message),
        text=text[:MOST_TEXT],
        rest=(text[MOST_TEXT:] + rest)[:MOST_REST],
        answers=tuple(_answers(message)),
        files=tuple(_files(parts)),
        nature=nature,
        results=tuple(headers.texts_of(message, "Authentication-Results")),
        calendar=_calendar(parts),
        bounce=bounce,
    )


def _leaves(message: Message) -> Iterator[Message]:
    """Walk the parts that hold something; a mail inside a mail is one of them, whole."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > MOST_PARTS:
            return
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [one for one in payload if isinstance(one, Message)]
        else:
            yield part


def _sender(message: Message) -> tuple[str, str]:
    found = getaddresses([headers.words_of(message, "From")])
    name, address = next(((name, one) for name, one in found if "@" in one), ("", ""))
    return " ".join(name.split())[:160], address.strip().lower()[:254]


def _recipients(message: Message) -> Iterator[str]:
    named = ("Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To", "To", "Cc")
    texts = [one for name in named for one in headers.texts_of(message, name)][:50]
    seen: set[str] = set()
    for _name, address in getaddresses(texts):
        plain = address.strip().lower()
        if "@" in plain and plain not in seen and len(seen) < 100:
            seen.add(plain)
            yield plain


def _answers(message: Message) -> list[str]:
    near = headers.ids_of(message, "In-Reply-To")
    far = headers.ids_of(message, "References")
    return list(dict.fromkeys([*near, *reversed(far)]))[:30]


def _date(message: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(headers.words_of(message, "Date"))
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(parts: list[Message]) -> str:
    """Give the words of the mail: those written as such, else those of its page."""
    bodies = [part for part in parts if not _is_file(part)]
    plain = "\n".join(_text(part) for part in bodies if part.get_content_type() == "text/plain").strip()
    if plain:
        return plain
    return "\n".join(
        to_text(_text(part)) for part in bodies if part.get_content_type() == "text/html"
    ).strip()


def _files(parts: list[Message]) -> Iterator[File]:
    count = 0
    for part in parts:
        if not _is_file(part) or count >= MOST_FILES:
            continue
        content = _content(part)
        is_pixel = (
            part.get_content_maintype() == "image" and "Content-ID" in part and len(content) < _LEAST_INLINE
        )
        if content and not is_pixel:
            count += 1
            yield File(headers.tidy(part.get_filename() or "")[:120], content)


def _calendar(parts: list[Message]) -> bytes:
    found = (
        _content(part) for part in parts if part.get_content_type() in {"text/calendar", "application/ics"}
    )
    return next((content for content in found if 0 < len(content) <= MOST_CALENDAR), b"")


def _is_file(part: Message) -> bool:
    if part.get_content_type() in {"text/calendar", "message/delivery-status", "text/rfc822-headers"}:
        return False
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    return part.get_content_disposition() == "attachment" or bool(part.get_filename()) or not is_text


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        try:
            return inner[0].as_bytes()
        except (ValueError, LookupError, KeyError):
            return b""
    return b""


def _text(part: Message) -> str:
    content = _content(part)
    try:
        return content.decode(str(part.get_content_charset() or "utf-8"), errors="replace").replace(
            "\x00", ""
        )
    except LookupError:
        return content.decode("utf-8", errors="replace").replace("\x00", "")
