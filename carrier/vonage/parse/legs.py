"""A leg as the carrier's books hold it, read leniently.

The SDK's own model refuses a call without `from`, one whose party is a browser, and a duration that is a number
(measured on vonage 4.9.1, research/vonage.md §0.5).
"""

from carrier.vonage.parse.values import Fields, amount, inner, instant, items, phone_or_text, whole, word
from carrier.vonage.parse.voice import LEG_STATUSES
from conversations.ports import LegState


def parse_call(payload: Fields) -> LegState | None:
    """Read one call of the books; None when it has no id or a state we do not know."""
    raw_status = word(payload, "status").lower()
    status = LEG_STATUSES.get(raw_status)
    if status is None or not word(payload, "uuid"):
        return None
    return LegState(
        leg_id=word(payload, "uuid"),
        room_id=word(payload, "conversation_uuid"),
        status=status,
        raw_status=raw_status,
        to=_party(payload, "to"),
        caller=_party(payload, "from"),
        direction=word(payload, "direction"),
        detail=word(payload, "detail"),
        sip_code=whole(payload, "sip_code"),
        occurred_at=instant(payload, "end_time") or instant(payload, "start_time"),
        duration_seconds=whole(payload, "duration"),
        price=amount(payload, "price"),
        ended_by=word(payload, "disconnected_by"),
        started_at=instant(payload, "start_time"),
    )


def _party(payload: Fields, name: str) -> str:
    """Give the number, name or address of a party, which comes as an object, a list of one, or plain text."""
    found = items(payload, name)
    party = found[0] if found else inner(payload, name)
    for field in ("number", "user", "uri", "id"):
        if word(party, field):
            return phone_or_text(word(party, field))
    return phone_or_text(word(payload, name))
