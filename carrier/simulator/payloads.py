"""The bodies of webhooks and reports in the carrier's own field names (Messages API v1, SMS API receipts)."""

import re
from datetime import UTC, datetime

from carrier.simulator.world import Message, Step

PRICE = "0.0079"
_DETAILS = {
    1000: "Throttled - too many messages for this account; wait and retry",
    1020: "Invalid params - The value of one or more parameters is invalid.",
    1050: "Number barred - The number you are trying to reach is barred.",
    1070: "Partner quota exceeded - Your account does not have sufficient credit.",
    1120: "Illegal Sender Address - rejected",
    1170: "Invalid or Missing Msisdn Param",
    1180: "Absent Subscriber Temporary",
    1190: "Absent Subscriber Permanent",
    1210: "Anti-Spam Rejection",
    1240: "Illegal Number - the recipient has opted out of messages from this sender",
    1250: "Unroutable",
    1260: "Destination unreachable",
    1280: "Carrier Blocked",
    1300: "Number not on the network",
    1330: "Unknown error",
    1340: "Outside Allowed Window",
    1360: "TTL was reached",
}
_LEGACY_ERRORS = {1240: "9", 1180: "2", 1190: "3", 1050: "3", 1300: "4", 1120: "15", 1210: "6", 1330: "1"}
_LEGACY_STATUSES = {"submitted": "accepted", "delivered": "delivered", "undeliverable": "failed"}


def instant(moment: float) -> str:
    """Return an instant with milliseconds, as webhooks carry it."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def inbound(message: Message) -> dict[str, object]:
    """Return the body of an inbound-message webhook."""
    body: dict[str, object] = {
        "channel": message.channel,
        "message_uuid": message.uuid,
        "to": message.business,
        "from": message.handset,
        "timestamp": instant(message.at),
        "message_type": message.message_type,
    }
    if message.text:
        body["text"] = message.text
    if message.media:
        body.update(_media(message))
    if message.channel == "sms":
        keyword = re.match(r"\s*(\w+)", message.text)
        body["sms"] = {
            "num_messages": str(message.segments),
            "keyword": keyword.group(1).upper() if keyword else "",
        }
        body["usage"] = {"currency": "EUR", "price": PRICE}
    if message.channel in ("sms", "mms"):
        body["origin"] = {"network_code": "310260"}
    return body


def _media(message: Message) -> dict[str, object]:
    shown = [
        {key: item[key] for key in ("url", "name", "caption") if item.get(key)} for item in message.media
    ]
    fields: dict[str, object] = {message.message_type: shown[0]}
    if len(shown) > 1:
        kinds = [item.get("type", "file") for item in message.media]
        fields["content"] = [{"type": kind, **item} for kind, item in zip(kinds, shown, strict=True)]
    return fields


def status(message: Message, step: Step, *, at: float) -> dict[str, object]:
    """Return the body of a message-status webhook."""
    body: dict[str, object] = {
        "message_uuid": message.uuid,
        "to": message.handset,
        "from": message.business,
        "timestamp": instant(at),
        "status": step.status,
        "channel": message.channel,
    }
    if message.client_ref:
        body["client_ref"] = message.client_ref
    if step.code:
        body["error"] = error(step.code, instance=message.uuid)
    if step.status == "submitted":
        body["usage"] = {"currency": "EUR", "price": f"{float(PRICE) * message.segments:.4f}"}
    if message.channel in ("sms", "mms"):
        body["destination"] = {"network_code": "310260"}
    if message.channel == "sms":
        body["sms"] = {"count_total": str(message.segments)}
    return body


def error(code: int, *, instance: str) -> dict[str, str]:
    """Return the `error` object of a status webhook; its title is the number, as a string."""
    return {
        "type": f"https://developer.vonage.com/api-errors/messages#{code}",
        "title": str(code),
        "detail": _DETAILS.get(code, "Unknown error"),
        "instance": instance,
    }


def receipt(message: Message, step: Step, *, at: float) -> dict[str, object]:
    """Return the body of an SMS API delivery receipt, for messages sent by `/sms/json`."""
    body: dict[str, object] = {
        "msisdn": message.handset,
        "to": message.business,
        "network-code": "310260",
        "messageId": message.uuid,
        "price": PRICE,
        "status": _LEGACY_STATUSES.get(step.status, step.status),
        "scts": datetime.fromtimestamp(at, UTC).strftime("%y%m%d%H%M"),
        "err-code": _LEGACY_ERRORS.get(step.code, "99" if step.code else "0"),
        "api-key": message.account,
        "message-timestamp": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S"),
    }
    if message.client_ref:
        body["client-ref"] = message.client_ref
    return body


def record(message: Message) -> dict[str, object]:
    """Return one row of the Reports API."""
    came_in = message.direction == "inbound"
    finished = message.history[-1].at if message.history else message.at
    return {
        "account_id": message.account,
        "message_uuid": message.uuid,
        "from": message.handset if came_in else message.business,
        "to": message.business if came_in else message.handset,
        "direction": message.direction,
        "channel": message.channel,
        "status": message.status,
        "error_code": str(message.code) if message.code else "",
        "client_ref": message.client_ref,
        "date_received": instant(message.at),
        "date_finalized": instant(finished),
        "message_parts": message.segments,
    }
