"""Text and media messages as plain facts.

Instants are aware UTC, or None when the carrier sent none that can be read: use the time of receipt then.
Phone numbers are E.164 with a plus; every other address is the carrier's own text.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from conversations.domain.states import MessageState
from conversations.ports.failures import FailureReason


class Channel(StrEnum):
    SMS = "SMS"
    MMS = "MMS"
    WHATSAPP = "WHATSAPP"
    RCS = "RCS"
    MESSENGER = "MESSENGER"
    VIBER = "VIBER"
    CHAT = "CHAT"
    EMAIL = "EMAIL"
    VOICE = "VOICE"


class AddressKind(StrEnum):
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    WHATSAPP = "WHATSAPP"
    MESSENGER = "MESSENGER"
    VIBER = "VIBER"
    RCS = "RCS"
    SHORT_CODE = "SHORT_CODE"
    WITHHELD = "WITHHELD"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Media:
    """One attachment, as announced. `kind` is image, audio, video, file, vcard or sticker; `path` is where it lies."""

    kind: str
    url: str
    name: str = ""
    caption: str = ""
    mime: str = ""
    path: str = ""

    @property
    def is_fetchable(self) -> bool:
        """Tell whether the address is of the web at all; the carrier's allow-list has the last word."""
        try:
            return urlsplit(self.url).scheme.lower() in {"https", "http"}
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a long text, `number` from 1. Equal (sender, to, ref) means the same text."""

    ref: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing of a long text whose other parts were given up waiting for; numbers from 1."""

    missing: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Location:
    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A message that reached us. `text` is None where the message has no words of its own.

    `content` is the shape sent (text, image, reply, order, unsupported…) in lower case; new ones may appear.
    `context` is the provider id of the message answered or reacted to. `part` is set on a piece of a long text; one
    that reaches a thread by itself came after the others had been entered with a `gap`.
    """

    channel: Channel
    provider_id: str
    to: str
    sender: str
    sender_kind: AddressKind
    text: str | None
    content: str = "text"
    media: tuple[Media, ...] = ()
    location: Location | None = None
    occurred_at: datetime | None = None
    profile_name: str = ""
    keyword: str = ""
    segments: int | None = None
    part: Part | None = None
    gap: Gap | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class MessageReport:
    """News of a message of ours, to be folded by `domain.states.fold`, never by arrival.

    `is_final` means that nothing further is expected on that channel. `raw_code` is the carrier's own number.
    """

    provider_id: str
    client_ref: str
    state: MessageState
    raw_status: str
    is_final: bool
    channel: Channel | None = None
    occurred_at: datetime | None = None
    reason: FailureReason | None = None
    raw_code: str = ""
    segments: int | None = None
    price: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Well-formed news that nothing here acts on. It is kept, counted and answered with success."""

    kind: str
    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A message to send. `client_ref` (at most 100 characters) comes back in every status and in reports."""

    client_ref: str
    channel: Channel
    sender: str
    to: str
    text: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class SendReceipt:
    provider_id: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """An attachment's bytes with the type its server declared, which is a claim and not a fact."""

    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class ReportedMessage:
    """One line of the carrier's own books, for the daily reconciliation; `text` where the books hold it."""

    provider_id: str
    client_ref: str
    is_inbound: bool
    sender: str
    to: str
    status: str
    occurred_at: datetime | None = None
    text: str = ""
    channel: Channel = Channel.SMS


class MessageCarrier(Protocol):
    """The one way out for messages; an app to the left of this one implements it."""

    def send_message(self, message: OutboundMessage) -> SendReceipt:
        """Hand one message to the carrier, once.

        Raises:
            CarrierUnavailable, RateLimited: nothing was sent, retry later.
            CarrierRejected: nothing was sent, do not retry.
            CarrierUnknown: perhaps sent, reconcile by `client_ref` before anything else.
        """

    def fetch_media(self, url: str) -> Fetched:
        """Download one attachment the carrier announced, from the carrier's own hosts only."""
