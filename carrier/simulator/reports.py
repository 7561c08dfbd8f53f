"""The Reports API, as far as reconciling needs it: which messages there were between two instants."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from carrier.simulator import payloads
from carrier.simulator.problems import InvalidParameters, Problem
from carrier.simulator.world import Account, World


def report(world: World, query: Mapping[str, str], *, account: Account) -> dict[str, object]:
    """Return the messages of one direction received from `date_start` up to, not including, `date_end`.

    Raises:
        Problem: 403 for another account, 422 for a wrong parameter.
    """
    if query.get("account_id") != account.api_key:
        raise Problem(403, "Forbidden", "You may only report on your own account.")
    if query.get("product") not in ("MESSAGES", "SMS"):
        raise InvalidParameters({"product": "must be MESSAGES or SMS here"})
    if query.get("direction") not in ("inbound", "outbound"):
        raise InvalidParameters({"direction": "must be inbound or outbound"})
    since, until = _moment(query, "date_start", 0.0), _moment(query, "date_end", float("inf"))
    rows = [
        payloads.record(message) | ({"message_body": message.text} if message.direction == "inbound" else {})
        for message in world.messages.values()
        if message.account == account.api_key
        and message.direction == query["direction"]
        and since <= message.at < until
        and query.get("id", message.uuid) == message.uuid
    ]
    return {"request_status": "SUCCESS", "items_count": len(rows), "records": rows}


def _moment(query: Mapping[str, str], name: str, default: float) -> float:
    if name not in query:
        return default
    try:
        # A plus sign that was not escaped in the query has become a blank.
        moment = datetime.fromisoformat(re.sub(r"(T[\d:.]+) ", r"\1+", query[name]))
    except ValueError as error:
        raise InvalidParameters({name: "must be an ISO 8601 instant"}) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
