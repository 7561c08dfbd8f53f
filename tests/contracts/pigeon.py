"""A make-believe channel with a format of its own: proof that the port fits more than one carrier.

A pigeon carries one line of UTF-8: `kind|id|from|to|words`, where `news` words are `state` and a reference.
"""

from conversations.domain.states import MessageState
from conversations.ports import (
    AddressKind,
    Channel,
    FailureReason,
    InboundMessage,
    MessageReport,
    Unrecognised,
)
from tests.contracts.conformance import ChannelUnderTest, News, Refused

STATES = {"flown": MessageState.SENT, "landed": MessageState.DELIVERED, "unwanted": MessageState.FAILED}
WORDS = {state: word for word, state in STATES.items()}


class Pigeon(ChannelUnderTest):
    """Pigeons bring what a chat brings, between lofts, and nobody learns whether it was read."""

    channel = Channel.CHAT
    sender_kind = AddressKind.OTHER

    def read(self, body: bytes) -> News:
        try:
            kind, provider_id, sender, to, words = body.decode().split("|", 4)
        except ValueError as error:
            raise Refused from error
        if kind == "letter":
            text = words.replace("\x00", "")
            return InboundMessage(self.channel, provider_id, to, sender, AddressKind.OTHER, text)
        state, _, client_ref = words.partition(" ")
        if kind != "news" or state not in STATES:
            return Unrecognised(kind=kind, provider_id=provider_id)
        is_unwanted = state == "unwanted"
        return MessageReport(
            provider_id=provider_id,
            client_ref=client_ref,
            state=STATES[state],
            raw_status=state,
            is_final=state != "flown",
            channel=self.channel,
            reason=FailureReason.OPTED_OUT if is_unwanted else None,
            raw_code=state if is_unwanted else "",
        )

    def inbound(self, *, provider_id: str, text: str) -> bytes:
        return f"letter|{provider_id}|loft-7|loft-1|{text}".encode()

    def status(self, *, provider_id: str, client_ref: str, state: MessageState) -> bytes:
        return f"news|{provider_id}|loft-7|loft-1|{WORDS[state]} {client_ref}".encode()

    def opted_out(self, *, provider_id: str) -> bytes | None:
        return f"news|{provider_id}|loft-7|loft-1|unwanted ".encode()

    def unknown(self) -> list[bytes]:
        return [b"feather|1|loft-7|loft-1|", b"news|1|loft-7|loft-1|moulted x"]
