"""The contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Registers the contacts app and its place in the shell."""

    name = "contacts"

    def ready(self) -> None:
        """Put contacts on the rail once every model is ready."""
        # Models exist only now, so this import cannot stand at the top.
        from contacts.presenters import people_lists, place  # noqa: PLC0415

        place.register()
        people_lists.register()
