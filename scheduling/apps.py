"""The app's configuration."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """This will keep what is booked and say what is free."""

    name = "scheduling"
