"""Messages out through the carrier's Messages API, and the carrier's own books about them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from carrier.vonage import client, media
from carrier.vonage.credentials import Account
from carrier.vonage.parse.values import Fields, instant, items, phone_or_text, word
from conversations.ports import (
    CarrierRejected,
    CarrierUnknown,
    Channel,
    FailureReason,
    Fetched,
    Media,
    OutboundMessage,
    ReportedMessage,
    SendReceipt,
)

CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.SMS: "sms",
    Channel.MMS: "mms",
    Channel.WHATSAPP: "whatsapp",
    Channel.RCS: "rcs",
    Channel.MESSENGER: "messenger",
    Channel.VIBER: "viber_service",
}
_CHANNELS = {name: channel for channel, name in CHANNEL_WORDS.items()}
LONGEST_TEXT: Mapping[Channel, int] = {
    Channel.SMS: 3200,
    Channel.MMS: 3200,
    Channel.WHATSAPP: 4096,
    Channel.RCS: 3072,
    Channel.MESSENGER: 640,
    Channel.VIBER: 1000,
}
LONGEST_CLIENT_REF = 100
# The carrier answers a synchronous report for at most a day, and pages it.
REPORT_WINDOW = timedelta(hours=24)
MOST_PAGES = 200
_NUMBER = re.compile(r"[1-9][0-9]{2,14}", re.ASCII)
_BY_NUMBER = frozenset({Channel.SMS, Channel.MMS, Channel.WHATSAPP, Channel.RCS, Channel.VIBER})


class VonageMessages:
    """The port's `MessageCarrier` on one account. Holds no connection, so threads may share it."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def send_message(self, message: OutboundMessage) -> SendReceipt:
        """Send one message, once; see the port for what each error promises."""
        answer = client.post(self._account, "/v1/messages", message_body(message))
        provider_id = word(answer, "message_uuid")
        if not provider_id:
            raise CarrierUnknown("The carrier took the message and gave no id.")
        return SendReceipt(provider_id)

    def fetch_media(self, url: str) -> Fetched:
        """Download one attachment; see `media.fetch_media`."""
        return media.fetch_media(self._account, url, largest=media.LARGEST_MEDIA)

    def list_messages(self, *, since: datetime, until: datetime) -> Iterator[ReportedMessage]:
        """Give what the carrier has on its books from `since` to just before `until`, both directions.

        Within a direction the order is the carrier's. Raises as the port says, while iterating.
        """
        for direction in ("inbound", "outbound"):
            start = since
            while start < until:
                end = min(start + REPORT_WINDOW, until)
                yield from self._report(direction, start, end)
                start = end

    def _report(self, direction: str, since: datetime, until: datetime) -> Iterator[ReportedMessage]:
        query = {
            "account_id": self._account.api_key,
            "product": "MESSAGES",
            "direction": direction,
            "date_start": _stamp(since),
            "date_end": _stamp(until),
        }
        for _page in range(MOST_PAGES):
            answer = client.get(self._account, "/v2/reports/records", query)
            yield from (_reported(row, is_inbound=direction == "inbound") for row in items(answer, "records"))
            if not word(answer, "cursor"):
                return
            query = {**query, "cursor": word(answer, "cursor"), "iv": word(answer, "iv")}


def message_body(message: OutboundMessage) -> dict[str, Any]:
    """Build the request; what the carrier would refuse for its form is refused here.

    Raises:
        CarrierRejected: nothing was sent.
    """
    channel = CHANNEL_WORDS.get(message.channel)
    if channel is None:
        raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="channel")
    recipient, sender = message.to.removeprefix("+"), message.sender.removeprefix("+")
    if message.channel in _BY_NUMBER and not _NUMBER.fullmatch(recipient):
        raise CarrierRejected(FailureReason.BAD_NUMBER, code="to")
    if not sender:
        raise CarrierRejected(FailureReason.SENDER_REFUSED, code="from")
    if len(message.text) > LONGEST_TEXT[message.channel] or not (message.text.strip() or message.media):
        raise CarrierRejected(FailureReason.CONTENT_REFUSED, code="text")
    if not 0 < len(message.client_ref) <= LONGEST_CLIENT_REF:
        raise ValueError("Every message needs a reference of at most 100 characters, to be reconciled by.")
    return {
        "channel": channel,
        "to": recipient,
        "from": sender,
        "client_ref": message.client_ref,
        "webhook_version": "v1",
        **_content(message),
    }


def _content(message: OutboundMessage) -> dict[str, Any]:
    if not message.media:
        return {"message_type": "text", "text": message.text}
    if message.channel is Channel.SMS:
        raise CarrierRejected(FailureReason.MEDIA_REFUSED, code="sms-media")
    if len(message.media) == 1:
        only = message.media[0]
        return {"message_type": only.kind, only.kind: _resource(only, message.text)}
    if message.channel is not Channel.MMS:
        raise CarrierRejected(FailureReason.MEDIA_REFUSED, code="several-media")
    first, *rest = message.media
    content = [{"type": first.kind, **_resource(first, message.text)}]
    content += [{"type": other.kind, **_resource(other, "")} for other in rest]
    return {"message_type": "content", "content": content}


def _resource(attachment: Media, text: str) -> dict[str, str]:
    caption = text or attachment.caption
    return {"url": attachment.url, "caption": caption} if caption else {"url": attachment.url}


def _reported(row: Fields, *, is_inbound: bool) -> ReportedMessage:
    return ReportedMessage(
        provider_id=word(row, "message_uuid") or word(row, "message_id"),
        client_ref=word(row, "client_ref"),
        is_inbound=is_inbound,
        sender=phone_or_text(word(row, "from")),
        to=phone_or_text(word(row, "to")),
        status=word(row, "status").lower(),
        occurred_at=instant(row, "date_received"),
        text=word(row, "message_body"),
        channel=_CHANNELS.get(word(row, "channel").lower(), Channel.SMS),
    )


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
