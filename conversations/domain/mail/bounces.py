"""What a mail server says about a mail of ours that it could not deliver (RFC 3464)."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from conversations.domain.mail import headers


@dataclass(frozen=True, slots=True)
class Bounce:
    """The id of our mail, whom it did not reach, and whether the server has given up for good."""

    about: str
    recipient: str
    status: str
    is_final: bool
    is_lasting: bool


def read_bounce(message: Message) -> Bounce | None:
    """Read a report on a mail that was not delivered; None for any other mail."""
    kind = str(message.get_param("report-type") or "").lower()
    if message.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    recipient, action, status = "", "", ""
    for block in _blocks(message):
        if "Action" not in block:
            continue
        action = headers.words_of(block, "Action").split(" ")[0].lower()
        status = headers.words_of(block, "Status").split(" ")[0]
        recipient = headers.words_of(block, "Final-Recipient").rpartition(";")[2].strip().lower()
        if action == "failed":
            break
    about = next((one for part in _returned(message) for one in headers.ids_of(part, "Message-ID")), "")
    return Bounce(
        about=about,
        recipient=recipient[:254],
        status=status[:12],
        is_final=action == "failed",
        is_lasting=action == "failed" and status.startswith("5."),
    )


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _blocks(message: Message) -> Iterator[Message]:
    for part in _parts(message):
        if part.get_content_type() == "message/delivery-status":
            yield from _parts(part)


def _returned(message: Message) -> Iterator[Message]:
    for part in _parts(message):
        if part.get_content_type() == "message/rfc822":
            yield from _parts(part)
        elif part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield email.message_from_bytes(content, policy=email.policy.compat32)
