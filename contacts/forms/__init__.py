"""What people type about contacts, checked."""

from contacts.forms.contact import AddressForm, AddressKeepForm, ContactForm, shown_values
from contacts.forms.imports import UploadForm, column_fields
from contacts.forms.query import contact_place, contact_query, identifier, timeline_place

__all__ = [
    "AddressForm", "AddressKeepForm", "ContactForm", "UploadForm", "column_fields", "contact_place", "contact_query",
    "identifier", "shown_values", "timeline_place",
]  # fmt: skip
