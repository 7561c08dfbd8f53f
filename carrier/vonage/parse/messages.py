"""Inbound messages and statuses of the Messages API, in the flat form (v1) and the nested one (v0.1)."""

import re
from collections.abc import Mapping

from carrier.vonage.errors import message_reason
from carrier.vonage.parse.values import (
    Fields,
    address,
    amount,
    inner,
    instant,
    items,
    phone_or_text,
    text,
    whole,
    word,
)
from conversations.domain.states import MessageState
from conversations.ports import (
    AddressKind,
    Channel,
    FailureReason,
    InboundMessage,
    Location,
    Media,
    MessageReport,
    Unrecognised,
)

CHANNELS: Mapping[str, Channel] = {
    "sms": Channel.SMS,
    "mms": Channel.MMS,
    "whatsapp": Channel.WHATSAPP,
    "rcs": Channel.RCS,
    "messenger": Channel.MESSENGER,
    "viber": Channel.VIBER,
    "viber_service": Channel.VIBER,
    "viber_service_msg": Channel.VIBER,
}
STATES: Mapping[str, MessageState] = {
    "submitted": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.READ,
    "rejected": MessageState.FAILED,
    "undeliverable": MessageState.FAILED,
    "failed": MessageState.FAILED,
    "expired": MessageState.FAILED,
}
# Where nothing can follow "delivered"; every other channel may still report that it was read.
WITHOUT_READ_RECEIPTS = frozenset({Channel.SMS, Channel.MMS})
MEDIA_KINDS = ("image", "audio", "video", "file", "vcard", "sticker")
MOST_MEDIA = 20
_CODE = re.compile(r"[0-9]{1,6}", re.ASCII)
_CODE_IN_TYPE = re.compile(r"[#/]([0-9]{1,6})$", re.ASCII)


def parse_message(payload: Fields) -> InboundMessage | Unrecognised:
    """Read an inbound message; one of a channel we do not know is `Unrecognised`, and kept."""
    nested = inner(payload, "message")
    body = inner(nested, "content") if nested else payload
    content = (word(body, "type") if nested else word(payload, "message_type")).lower()
    provider_id = word(payload, "message_uuid")
    channel = _channel(payload)
    if channel is None:
        return Unrecognised(kind="msg.inbound", provider_id=provider_id)
    sender, sender_kind = _sender(_party(payload, "from") or _scoped_id(payload), channel)
    sms = inner(nested or payload, "sms")
    return InboundMessage(
        channel=channel,
        provider_id=provider_id,
        to=_recipient(_party(payload, "to"), channel),
        sender=sender,
        sender_kind=sender_kind,
        text=_words(body, content),
        content=content,
        media=_media(body),
        location=_location(body),
        occurred_at=instant(payload, "timestamp"),
        profile_name=word(inner(payload, "profile"), "name"),
        keyword=word(sms, "keyword").upper(),
        segments=whole(sms, "num_messages") or whole(sms, "total_count"),
        context=word(inner(payload, "context"), "message_uuid"),
    )


def parse_status(payload: Fields) -> MessageReport | Unrecognised:
    """Read a status of a message of ours; a status we do not know is `Unrecognised`, and kept."""
    raw_status = word(payload, "status").lower()
    state = STATES.get(raw_status)
    provider_id = word(payload, "message_uuid")
    if state is None:
        return Unrecognised(kind=f"msg.status.{raw_status}", provider_id=provider_id)
    channel = _channel(payload)
    code = error_code(payload)
    return MessageReport(
        provider_id=provider_id,
        client_ref=word(payload, "client_ref"),
        state=state,
        raw_status=raw_status,
        is_final=_is_final(state, channel),
        channel=channel,
        occurred_at=instant(payload, "timestamp"),
        reason=_reason(state, raw_status, code),
        raw_code=code,
        segments=whole(inner(payload, "sms"), "count_total"),
        price=amount(inner(payload, "usage"), "price"),
        currency=word(inner(payload, "usage"), "currency"),
    )


def error_code(payload: Fields) -> str:
    """Give the carrier's error number: the title, the end of the type's address, or the nested old forms."""
    error = inner(payload, "error")
    for candidate in (error, inner(error, "error")):
        for name in ("title", "code", "status"):
            if _CODE.fullmatch(word(candidate, name)):
                return word(candidate, name)
        found = _CODE_IN_TYPE.search(word(candidate, "type"))
        if found:
            return found.group(1)
    return word(error, "title")


def _reason(state: MessageState, raw_status: str, code: str) -> FailureReason | None:
    if state is not MessageState.FAILED:
        return None
    if not code:
        return FailureReason.EXPIRED if raw_status == "expired" else FailureReason.UNKNOWN
    return message_reason(code)


def _is_final(state: MessageState, channel: Channel | None) -> bool:
    if state is MessageState.DELIVERED:
        return channel in WITHOUT_READ_RECEIPTS
    return state in {MessageState.READ, MessageState.FAILED}


def _channel(payload: Fields) -> Channel | None:
    """Give the channel; the nested form says it beside the parties."""
    name = word(payload, "channel")
    for party in ("from", "to"):
        name = name or word(inner(payload, party), "type")
    return CHANNELS.get(name.lower())


def _party(payload: Fields, name: str) -> str:
    party = inner(payload, name)
    return word(party, "number") or word(party, "id") if party else word(payload, name)


def _scoped_id(payload: Fields) -> str:
    """Give what WhatsApp sends for a person whose number the business may not see."""
    sender = inner(inner(payload, "whatsapp"), "sender")
    return word(sender, "wa_id") or word(sender, "user_id")


def _sender(value: str, channel: Channel) -> tuple[str, AddressKind]:
    """Give the sender's address; RCS reaches a telephone number, so it is one and finds the same person."""
    kinds = {
        Channel.WHATSAPP: AddressKind.WHATSAPP,
        Channel.MESSENGER: AddressKind.MESSENGER,
        Channel.VIBER: AddressKind.VIBER,
    }
    if not value:
        return "", AddressKind.WITHHELD
    if channel is Channel.MESSENGER:
        return value, AddressKind.MESSENGER
    if channel in kinds:
        return phone_or_text(value), kinds[channel]
    sender, kind = address(value)
    return (
        (sender, AddressKind.RCS) if channel is Channel.RCS and kind is AddressKind.OTHER else (sender, kind)
    )


def _recipient(value: str, channel: Channel) -> str:
    return phone_or_text(value) if channel in {Channel.SMS, Channel.MMS, Channel.WHATSAPP} else value


def _words(body: Fields, content: str) -> str | None:
    """Give what the person said or picked; a picture's caption belongs to the picture."""
    if content in {"reply", "button", "reaction"}:
        chosen = inner(body, content)
        return text(chosen, "title") or text(chosen, "text") or text(chosen, "emoji")
    return text(body, "text")


def _media(body: Fields) -> tuple[Media, ...]:
    """Give the attachments, each address once: MMS repeats them under `content`."""
    found = [(kind, inner(body, kind)) for kind in MEDIA_KINDS if inner(body, kind)]
    found += [(word(item, "type").lower() or "file", item) for item in items(body, "content")]
    media: dict[str, Media] = {}
    for kind, item in found:
        url = (text(item, "url") or "").strip()[:2048]
        if url and kind != "text" and len(media) < MOST_MEDIA:
            media.setdefault(url, Media(kind, url, word(item, "name"), text(item, "caption") or ""))
    return tuple(media.values())


def _location(body: Fields) -> Location | None:
    place = inner(body, "location")
    try:
        latitude = float(text(place, "lat") or text(place, "latitude") or "")
        longitude = float(text(place, "long") or text(place, "longitude") or "")
    except ValueError:
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return Location(latitude, longitude, word(place, "name"), word(place, "address"))
