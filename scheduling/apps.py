"""The app's configuration."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    """This will keep what is booked and say what is free."""

    name = "scheduling"

    def ready(self) -> None:
        """Say what moves when two contacts become one."""
        from contacts import ports  # noqa: PLC0415
        from scheduling.services import merging  # noqa: PLC0415

        ports.register_mover("scheduling", ports.Mover(merge=merging.merge, unmerge=merging.unmerge))
