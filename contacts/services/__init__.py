"""Everything that changes contacts."""

from contacts.services.consent import record_consent
from contacts.services.reach import holds, note_reached, note_unreachable
from contacts.services.resolve import Resolved, add_address, add_holder, lock_address, resolve_address

__all__ = [
    "Resolved", "add_address", "add_holder", "holds", "lock_address", "note_reached", "note_unreachable",
    "record_consent", "resolve_address",
]  # fmt: skip
