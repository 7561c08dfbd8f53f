"""The carrier app."""

from django.apps import AppConfig


class CarrierConfig(AppConfig):
    """Registers the carrier app."""

    name = "carrier"
