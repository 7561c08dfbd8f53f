"""Addresses and message ids that say what a mail answers, and that nobody else can make.

A token is 25 octets in 40 small letters and digits, since some mail servers write addresses in small letters. The
part of an address before the @ may have 64 characters, so a mailbox has a short name.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Target(StrEnum):
    """What a token names."""

    CONVERSATION = "CONVERSATION"
    APPOINTMENT = "APPOINTMENT"
    ENTRY = "ENTRY"


# Written into mails that people keep: numbers are only ever added.
_NUMBERS: Final = {Target.CONVERSATION: 1, Target.APPOINTMENT: 2, Target.ENTRY: 3}
_TARGETS: Final = {number: target for target, number in _NUMBERS.items()}
_SEAL_OCTETS: Final = 8
LENGTH: Final = 40
LONGEST_NAME: Final = 64 - LENGTH - 1


@dataclass(frozen=True, slots=True)
class Named:
    """What a token of ours names."""

    target: Target
    id: UUID


def write_token(named: Named, *, organisation_id: UUID, key: bytes) -> str:
    """Make the token that names something of an organisation."""
    body = bytes([_NUMBERS[named.target]]) + named.id.bytes
    return base64.b32encode(body + _seal(body, organisation_id, key)).decode().lower()


def read_token(text: str, *, organisation_id: UUID, keys: Sequence[bytes]) -> Named | None:
    """Read a token of the organisation, None for anything else."""
    if len(text) != LENGTH:
        return None
    try:
        octets = base64.b32decode(text.upper())
    except (binascii.Error, ValueError):
        return None
    body, seal = octets[:-_SEAL_OCTETS], octets[-_SEAL_OCTETS:]
    # Every key is tried, so that the time taken tells nothing.
    is_ours = sum(hmac.compare_digest(seal, _seal(body, organisation_id, key)) for key in keys)
    if not is_ours or body[0] not in _TARGETS:
        return None
    return Named(_TARGETS[body[0]], UUID(bytes=body[1:]))


def with_token(mailbox: str, token: str) -> str:
    """Write the address of a mailbox that carries a token."""
    name, _at, domain = mailbox.rpartition("@")
    return f"{name}+{token}@{domain}"


def split_address(address: str) -> tuple[str, str]:
    """Take an address apart into its mailbox and what stands after the plus."""
    name, _at, domain = address.strip().lower().rpartition("@")
    name, _plus, extra = name.partition("+")
    return (f"{name}@{domain}" if name and domain else ""), extra


def token_of_id(message_id: str) -> str:
    """Give what may be our token in a message id."""
    return message_id.strip("<> ").partition("@")[0].lower()


def _seal(body: bytes, organisation_id: UUID, key: bytes) -> bytes:
    said = b"portico.mail" + organisation_id.bytes + body
    return hmac.digest(key, said, hashlib.sha256)[:_SEAL_OCTETS]
