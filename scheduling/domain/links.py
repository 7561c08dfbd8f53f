"""Signed links and tokens: one purpose, one thing, one version, an end. Pure; the key comes from the caller.

A token is 43 octets and a seal of 16, written for an address (79 characters): it says nothing about a person, and
whoever changes a bit of it holds nothing. What it names may have moved on since: whoever reads a token compares the
version with the row's.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Purpose(StrEnum):
    """The one thing a token is good for."""

    FORM = "FORM"
    HOLD = "HOLD"
    VIEW = "VIEW"
    MOVE = "MOVE"
    CANCEL = "CANCEL"
    CODE = "CODE"
    KNOWN = "KNOWN"
    PHOTOS = "PHOTOS"
    WAIT = "WAIT"


class Fault(StrEnum):
    """Why a token opens nothing: it is not ours or not whole, or its time is over."""

    BROKEN = "BROKEN"
    EXPIRED = "EXPIRED"


class LinkFaulty(ValueError):
    """The token opens nothing; `fault` says why. Show a page with another way to reach the firm."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a token says: what may be done with which row in which state, until when (seconds since 1970, UTC)."""

    purpose: Purpose
    organisation_id: UUID
    target_id: UUID
    version: int
    expires_at: int


# Written into tokens that people hold: numbers are only ever added.
_NUMBERS: Final = {
    Purpose.FORM: 1,
    Purpose.HOLD: 2,
    Purpose.VIEW: 3,
    Purpose.MOVE: 4,
    Purpose.CANCEL: 5,
    Purpose.CODE: 6,
    Purpose.KNOWN: 7,
    Purpose.PHOTOS: 8,
    Purpose.WAIT: 9,
}
_BODY: Final = struct.Struct(">B16s16sHQ")
_SEAL_OCTETS: Final = 16
_LONGEST: Final = 200


def write_link(link: Link, *, key: bytes) -> str:
    """Sign a link with `key`.

    Raises:
        ValueError: the version is not within 0 to 65535, or the end lies before 1970.
    """
    if not 0 <= link.version <= 0xFFFF or link.expires_at < 0:
        raise ValueError("a token holds versions up to 65535 and ends after 1970")
    body = _BODY.pack(
        _NUMBERS[link.purpose],
        link.organisation_id.bytes,
        link.target_id.bytes,
        link.version,
        link.expires_at,
    )
    return _written(body + _seal(body, key))


def read_link(token: str, *, purpose: Purpose, keys: Sequence[bytes], now: int) -> Link:
    """Read a token of `purpose` signed with any of `keys`; `now` in seconds since 1970.

    A token for another purpose is as good as none.

    Raises:
        LinkFaulty: it is not ours, not whole, for something else, or its time is over.
    """
    octets = _octets(token)
    body, seal = octets[: _BODY.size], octets[_BODY.size :]
    # Every key is tried, so that the time taken tells nothing.
    if not sum(hmac.compare_digest(seal, _seal(body, key)) for key in keys):
        raise LinkFaulty(Fault.BROKEN)
    number, organisation, target, version, expires_at = _BODY.unpack(body)
    if number != _NUMBERS[purpose]:
        raise LinkFaulty(Fault.BROKEN)
    if expires_at <= now:
        raise LinkFaulty(Fault.EXPIRED)
    return Link(
        purpose=purpose,
        organisation_id=UUID(bytes=organisation),
        target_id=UUID(bytes=target),
        version=version,
        expires_at=expires_at,
    )


def _seal(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"portico.scheduling.links" + body, hashlib.sha256)[:_SEAL_OCTETS]


def _written(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def _octets(token: str) -> bytes:
    """Decode a token that is written exactly as we write it: no other spelling of the same octets."""
    if len(token) > _LONGEST:
        raise LinkFaulty(Fault.BROKEN)
    try:
        octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise LinkFaulty(Fault.BROKEN) from error
    if len(octets) != _BODY.size + _SEAL_OCTETS or _written(octets) != token:
        raise LinkFaulty(Fault.BROKEN)
    return octets
