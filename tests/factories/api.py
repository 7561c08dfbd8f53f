"""What the walk over /api/v1 needs: the body each writing request would pass with."""

from collections.abc import Mapping
from typing import Any

from tests.factories.tenancy import Things

# By method and address. A value that names a thing by its key is replaced by that thing's id.
BODIES: Mapping[str, Mapping[str, Any]] = {
    "POST contacts": {"first_name": "Nova", "owner_id": "member_id"},
    "PATCH contacts/{contact_id}": {"first_name": "Nova"},
    "POST contacts/{contact_id}/addresses": {"kind": "PHONE", "value": "+16025550123"},
    "DELETE contacts/{contact_id}/addresses/{address_id}": {},
    "POST conversations/{conversation_id}/entries": {"kind": "NOTE", "text": "Call back"},
    "POST conversations/{conversation_id}/claim": {},
    "POST conversations/{conversation_id}/assign": {"member_id": "member_id"},
    "POST conversations/{conversation_id}/release": {},
    "POST conversations/{conversation_id}/snooze": {"until_reply": True},
    "POST conversations/{conversation_id}/resolve": {"outcome": "BOOKED"},
    "POST conversations/{conversation_id}/reopen": {},
    "POST conversations/{conversation_id}/spam": {},
    "POST conversations/{conversation_id}/not-spam": {},
    "POST conversations/{conversation_id}/tags": {"tags": ["Family"]},
    "POST appointments": {
        "service_id": "service_id", "starts_at": "2026-11-25T17:00:00Z", "contact_id": "contact_id",
    },
    "POST appointments/{appointment_id}/move": {"starts_at": "2026-11-25T18:00:00Z"},
    "POST appointments/{appointment_id}/cancel": {},
    "POST messages": {"line_id": "line_id", "number": "+16025550123", "text": "Hello"},
}  # fmt: skip


def body(operation: str, things: Things) -> dict[str, Any]:
    """Fill in what the body names."""
    assert operation in BODIES, f"{operation}: put a body that passes into tests/factories/api.py"
    return {
        name: str(things[value]) if isinstance(value, str) and value in things else value
        for name, value in BODIES[operation].items()
    }
