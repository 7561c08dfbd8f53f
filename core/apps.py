"""The core app: loads every app's handlers once all models are ready."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Event log, transactions, tenancy walls, clock."""

    name = "core"

    def ready(self) -> None:
        """Register handlers and announcers of every app."""
        autodiscover_modules("handlers")
