"""The place of contacts on the rail."""

from django.utils.translation import gettext_lazy as _

from accounts import ports


def register() -> None:
    """Put contacts on the rail, between the inbox and the day."""
    ports.register_nav("contacts", _("Contacts"), "contacts:list", "people", 15)
