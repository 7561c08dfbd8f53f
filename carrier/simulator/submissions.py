"""Reading what the business asks the carrier to send, with the carrier's own limits."""

import re

from carrier.simulator.exchange import CHANNELS, Submission
from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters

_LONGEST = {"sms": 3200, "mms": 2000, "whatsapp": 4096, "rcs": 3072, "messenger": 640, "viber_service": 1000}
_PHONE_CHANNELS = frozenset({"sms", "mms", "whatsapp", "rcs", "viber_service"})
_MEDIA = ("image", "audio", "video", "file", "vcard")


def read_submission(fields: Fields) -> Submission:
    """Read the body of `POST /v1/messages`.

    Raises:
        InvalidParameters: with every wrong field's reason.
    """
    channel = fields.text("channel", "")
    message_type = fields.text("message_type", "")
    recipient, sender = fields.text("to", ""), fields.text("from", "")
    text = fields.text("text", "")
    client_ref = fields.text("client_ref", "")
    reasons: dict[str, str] = {}
    if channel not in CHANNELS:
        reasons["channel"] = f"must be one of {', '.join(CHANNELS)}"
    if not message_type:
        reasons["message_type"] = "is required"
    if (channel in _PHONE_CHANNELS and not re.fullmatch(r"[1-9]\d{6,14}", recipient)) or not recipient:
        reasons["to"] = "must be digits with the country code and without a plus sign"
    if not sender:
        reasons["from"] = "is required"
    if message_type == "text" and not 1 <= len(text) <= _LONGEST.get(channel, 1000):
        reasons["text"] = f"must have 1 to {_LONGEST.get(channel, 1000)} characters"
    if len(client_ref) > 100:
        reasons["client_ref"] = "must have at most 100 characters"
    if message_type in _MEDIA and "url" not in fields.object(message_type):
        reasons[message_type] = "must be an object with a url"
    if "failover" in fields:
        reasons["failover"] = "is not offered by the simulator"
    if reasons:
        raise InvalidParameters(reasons)
    return Submission(
        channel=channel,
        message_type=message_type,
        sender=sender,
        recipient=recipient,
        text=text or fields.object(message_type).text("caption", ""),
        media=[_shown_media(message_type, fields.object(message_type))] if message_type in _MEDIA else [],
        client_ref=client_ref,
        status_url=fields.text("webhook_url", ""),
    )


def _shown_media(kind: str, fields: Fields) -> dict[str, str]:
    return {
        "type": kind,
        "url": fields.text("url"),
        "name": fields.text("name", ""),
        "caption": fields.text("caption", ""),
    }
