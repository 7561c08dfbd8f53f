"""How the control interface shows messages, faults and log pages."""

import collections
import dataclasses
import math
from collections.abc import Mapping, Sequence

from carrier.simulator.faults import Fault
from carrier.simulator.problems import InvalidParameters
from carrier.simulator.vonage_api import Received
from carrier.simulator.webhooks import Delivery
from carrier.simulator.world import Message


def show_message(message: Message) -> dict[str, object]:
    """Return a message as its handset sees it: `direction` is `out` (sent from the handset) or `in`."""
    return {
        "message_uuid": message.uuid,
        "direction": "out" if message.direction == "inbound" else "in",
        "channel": message.channel,
        "business": message.business,
        "handset": message.handset,
        "text": message.text,
        "media": message.media,
        "at": message.at,
        "segments": message.segments,
        "status": message.status,
        "code": message.code,
        "client_ref": message.client_ref,
        "history": [dataclasses.asdict(moved) for moved in message.history],
    }


def show_fault(fault: Fault) -> dict[str, object]:
    """Return a fault with its counts."""
    shown = {one.name: getattr(fault, one.name) for one in dataclasses.fields(fault) if one.name != "draw"}
    return {**shown, "closes_at": None if math.isinf(fault.closes_at) else fault.closes_at}


def log_page(name: str, rows: Sequence[Delivery] | Sequence[Received], query: Mapping[str, str]) -> object:
    """Return the rows after `since`, oldest first, or without `since` the newest; at most `limit` of them.

    `count` and `counts` (by outcome, for deliveries) are over all rows that fit.
    """
    limit = whole_number(query.get("limit", "200"))
    counts = collections.Counter(row.outcome for row in rows if isinstance(row, Delivery))
    shown = rows[:limit] if "since" in query else rows[max(0, len(rows) - limit) :]
    return {"count": len(rows), "counts": counts, name: [dataclasses.asdict(row) for row in shown]}


def whole_number(value: str) -> int:
    """Read a number of the query."""
    if not value.isdigit():
        raise InvalidParameters({"query": "since and limit must be whole numbers"})
    return int(value)
