"""What people type about contacts, checked."""

from contacts.forms.contact import AddressForm, AddressKeepForm, ContactForm, shown_values
from contacts.forms.query import contact_place, contact_query, timeline_place

__all__ = [
    "AddressForm", "AddressKeepForm", "ContactForm", "contact_place", "contact_query", "shown_values",
    "timeline_place",
]  # fmt: skip
