"""The channels the Vonage adapter carries, as the conformance suite wants them."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from carrier.vonage.parse import Malformed, reading
from conversations.domain.states import MessageState
from conversations.ports import AddressKind, Channel
from tests.contracts.conformance import ChannelUnderTest, News, Refused

AT = "2026-11-22T17:04:05.250Z"
STATUS_WORDS: Mapping[MessageState, str] = {
    MessageState.SENT: "submitted",
    MessageState.DELIVERED: "delivered",
    MessageState.READ: "read",
}
OPTED_OUT = {"type": "https://developer.vonage.com/api-errors/messages#1240", "title": "1240"}


class MessagesChannel(ChannelUnderTest):
    """A channel of the Messages API; they differ in a word and in how a person is addressed."""

    def __init__(
        self,
        channel: Channel,
        word: str,
        *,
        kind: AddressKind = AddressKind.PHONE,
        sender: str = "16025550177",
        has_read_receipts: bool = False,
    ) -> None:
        self.channel, self.sender_kind, self.has_read_receipts = channel, kind, has_read_receipts
        self._word, self._sender = word, sender

    def read(self, body: bytes) -> News:
        return read(body, "application/json")

    def inbound(self, *, provider_id: str, text: str) -> bytes:
        return self._body(message_uuid=provider_id, message_type="text", text=text)

    def status(self, *, provider_id: str, client_ref: str, state: MessageState) -> bytes:
        return self._body(message_uuid=provider_id, client_ref=client_ref, status=STATUS_WORDS[state])

    def opted_out(self, *, provider_id: str) -> bytes | None:
        return self._body(message_uuid=provider_id, status="rejected", error=OPTED_OUT)

    def unknown(self) -> list[bytes]:
        return [self._body(message_uuid="m-9", status="pondered"), b"{}", b'{"news":"of tomorrow"}']

    def _body(self, **fields: object) -> bytes:
        shared = {"channel": self._word, "from": self._sender, "to": "16025550134", "timestamp": AT}
        return json.dumps({**shared, **fields}).encode()


class LegacySms(ChannelUnderTest):
    """Texts by the older SMS API, as forms; the same people and the same lines."""

    channel = Channel.SMS

    def read(self, body: bytes) -> News:
        return read(body, "application/x-www-form-urlencoded")

    def inbound(self, *, provider_id: str, text: str) -> bytes:
        return self._body(messageId=provider_id, text=text, type="unicode")

    def status(self, *, provider_id: str, client_ref: str, state: MessageState) -> bytes:
        word = "accepted" if state is MessageState.SENT else STATUS_WORDS[state]
        return self._body(messageId=provider_id, status=word, **{"err-code": "0", "client-ref": client_ref})

    def opted_out(self, *, provider_id: str) -> bytes | None:
        return self._body(messageId=provider_id, status="rejected", **{"err-code": "9"})

    def unknown(self) -> list[bytes]:
        return [self._body(messageId="m-9", status="pondered"), b"news=of+tomorrow"]

    def _body(self, **fields: str) -> bytes:
        shared = {"msisdn": "16025550177", "to": "16025550134", "message-timestamp": "2026-11-22 17:04:05"}
        return urlencode({**shared, **fields}).encode()


def read(body: bytes, content_type: str) -> News:
    """Read as the webhook does, and say "refused" in the suite's word."""
    try:
        return reading(method="POST", content_type=content_type, body=body, query_string="").event
    except Malformed as error:
        raise Refused from error
