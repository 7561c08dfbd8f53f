"""The heads of a mail: read as far as they can be, and what they say about who wrote it, a person or a machine."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from enum import StrEnum
from typing import Final

_ID: Final = re.compile(r"<([^<>\s]{1,900})>")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_BULK: Final = {"bulk", "junk", "list"}
_AUTO_SUBJECT: Final = re.compile(
    r"^\s*(?:auto(?:matic)? ?reply|automatic reply|out of (?:the )?office|respuesta autom[aá]tica|fuera de la oficina)\b",
    re.IGNORECASE,
)
_DAEMONS: Final = ("mailer-daemon@", "postmaster@")


class Nature(StrEnum):
    """Who wrote a mail: a person, or a machine, and which."""

    PERSON = "PERSON"
    AUTO_REPLY = "AUTO_REPLY"
    BOUNCE = "BOUNCE"
    LIST = "LIST"


def nature_of(message: Message, *, envelope_sender: str | None, sender: str) -> Nature:
    """Say who wrote a mail (RFC 3834); nobody answers what a machine wrote."""
    if message.get_content_type() == "multipart/report":
        return Nature.AUTO_REPLY
    path = texts_of(message, "Return-Path")[:1]
    is_from_nobody = envelope_sender in {"", "<>"} or [one.strip() for one in path] == ["<>"]
    if is_from_nobody or sender.startswith(_DAEMONS):
        return Nature.AUTO_REPLY
    said = words_of(message, "Auto-Submitted").split(";")[0].strip().lower()
    precedence = words_of(message, "Precedence").strip().lower()
    if (
        (said and said != "no")
        or precedence == "auto_reply"
        or any(name in message for name in ("X-Autoreply", "X-Autorespond"))
    ):
        return Nature.AUTO_REPLY
    if _AUTO_SUBJECT.match(words_of(message, "Subject")):
        return Nature.AUTO_REPLY
    if precedence in _BULK or "List-Id" in message or "List-Unsubscribe" in message:
        return Nature.LIST
    return Nature.PERSON


def texts_of(message: Message, name: str) -> list[str]:
    """List what stands under a name, each in one line."""
    return [_decoded(value) for value in message.get_all(name, [])]


def words_of(message: Message, name: str) -> str:
    """Give what stands first under a name."""
    return (texts_of(message, name) or [""])[0]


def ids_of(message: Message, name: str) -> list[str]:
    """List the message ids under a name, without their brackets."""
    return [one for text in texts_of(message, name) for one in _ID.findall(text)][:100]


def tidy(text: str) -> str:
    """Make one line without what no page can show."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _decoded(value: object) -> str:
    try:
        text = str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, ValueError, UnicodeError, AssertionError):
        text = str(value)
    return tidy(text.encode("utf-8", errors="replace").decode("utf-8"))
