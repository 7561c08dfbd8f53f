"""The body of each kind of message, and what is refused before the carrier sees it."""

from dataclasses import replace

import pytest

from carrier.vonage.messages import message_body
from conversations.ports import CarrierRejected, Channel, FailureReason, Media, OutboundMessage

TEXT = OutboundMessage(
    client_ref="entry-1", channel=Channel.SMS, sender="+16025550134", to="+16025550177", text="Hi"
)
PHOTO = Media("image", "https://portal.example/m/1")
PAPER = Media("file", "https://portal.example/m/2", caption="Estimate")


def test_one_attachment_carries_the_text_as_caption() -> None:
    body = message_body(replace(TEXT, channel=Channel.MMS, media=(PHOTO,)))
    assert body["message_type"] == "image"
    assert body["image"] == {"url": PHOTO.url, "caption": "Hi"}
    assert "text" not in body


def test_an_attachment_may_go_alone() -> None:
    body = message_body(replace(TEXT, channel=Channel.MMS, text="", media=(PHOTO,)))
    assert body["image"] == {"url": PHOTO.url}


def test_several_attachments_share_one_mms() -> None:
    body = message_body(replace(TEXT, channel=Channel.MMS, media=(PHOTO, PAPER)))
    assert body["message_type"] == "content"
    assert body["content"] == [
        {"type": "image", "url": PHOTO.url, "caption": "Hi"},
        {"type": "file", "url": PAPER.url, "caption": "Estimate"},
    ]


@pytest.mark.parametrize(
    ("channel", "to", "word"),
    [
        (Channel.WHATSAPP, "+16025550177", "whatsapp"),
        (Channel.RCS, "+16025550177", "rcs"),
        (Channel.VIBER, "+16025550177", "viber_service"),
        (Channel.MESSENGER, "opaque-id", "messenger"),
    ],
)
def test_other_channels(channel: Channel, to: str, word: str) -> None:
    body = message_body(replace(TEXT, channel=channel, to=to))
    assert (body["channel"], body["to"], body["text"]) == (word, to.removeprefix("+"), "Hi")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (replace(TEXT, to="maria"), FailureReason.BAD_NUMBER),
        (replace(TEXT, to="+0602"), FailureReason.BAD_NUMBER),
        (replace(TEXT, sender=""), FailureReason.SENDER_REFUSED),
        (replace(TEXT, text=" \n"), FailureReason.CONTENT_REFUSED),
        (replace(TEXT, text="x" * 3201), FailureReason.CONTENT_REFUSED),
        (replace(TEXT, channel=Channel.EMAIL), FailureReason.CONTENT_REFUSED),
        (replace(TEXT, channel=Channel.CHAT), FailureReason.CONTENT_REFUSED),
        (replace(TEXT, media=(PHOTO,)), FailureReason.MEDIA_REFUSED),
        (replace(TEXT, channel=Channel.WHATSAPP, media=(PHOTO, PAPER)), FailureReason.MEDIA_REFUSED),
    ],
)
def test_what_can_never_work_is_refused_here(message: OutboundMessage, reason: FailureReason) -> None:
    with pytest.raises(CarrierRejected) as raised:
        message_body(message)
    assert raised.value.reason is reason


@pytest.mark.parametrize("client_ref", ["", "x" * 101])
def test_a_message_without_reference_could_never_be_reconciled(client_ref: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        message_body(replace(TEXT, client_ref=client_ref))
