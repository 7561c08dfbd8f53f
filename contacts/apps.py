"""The contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers the contacts app."""

    name = "contacts"
