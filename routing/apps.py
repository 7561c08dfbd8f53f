"""The app's configuration."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """This will decide who takes a call."""

    name = "routing"

    def ready(self) -> None:
        """Load the handlers."""
        from routing import handlers  # noqa: F401, PLC0415
