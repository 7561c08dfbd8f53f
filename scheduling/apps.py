"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulingConfig(AppConfig):
    """This will keep what is booked and say what is free."""

    name = "scheduling"

    def ready(self) -> None:
        """Say what moves when two contacts become one; put the calendar on the rail and the settings among others."""
        from accounts.ports import register_nav, register_settings_page  # noqa: PLC0415
        from contacts import ports  # noqa: PLC0415
        from conversations.ports.followups import register_followup  # noqa: PLC0415
        from scheduling import admin_home, handlers, hub  # noqa: F401, PLC0415
        from scheduling.presenters import book_panel, people  # noqa: PLC0415
        from scheduling.services import erasing, merging, outside  # noqa: PLC0415

        erasing.register()
        ports.register_mover("scheduling", ports.Mover(merge=merging.merge, unmerge=merging.unmerge))
        register_nav("calendar", _("Calendar"), "scheduling:calendar", "cal", 12)
        hub.register()
        book_panel.register()
        register_followup("callback", book_panel.callback_link)
        register_settings_page("reminders", _("Reminders"), "scheduling:reminders", 6)
        register_settings_page("booking", _("Booking"), "scheduling:setup", 5)
        people.register()
        outside.register()
