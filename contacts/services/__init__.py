"""Everything that changes contacts."""

from contacts.services.consent import record_consent
from contacts.services.resolve import Resolved, resolve_address

__all__ = ["Resolved", "record_consent", "resolve_address"]
