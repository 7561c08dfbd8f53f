"""Everything that changes contacts."""

from contacts.services.consent import record_consent
from contacts.services.resolve import Resolved, lock_address, resolve_address

__all__ = ["Resolved", "lock_address", "record_consent", "resolve_address"]
