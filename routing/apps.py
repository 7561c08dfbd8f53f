"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoutingConfig(AppConfig):
    """This will decide who takes a call."""

    name = "routing"

    def ready(self) -> None:
        """Load the handlers and put the pages of lines and of who is on call among the settings."""
        from accounts.policies import is_technician  # noqa: PLC0415
        from accounts.ports import SettingsGroup, register_nav, register_settings_page  # noqa: PLC0415
        from conversations.ports.days import register_day_notes  # noqa: PLC0415
        from routing import handlers, hub, ports  # noqa: F401, PLC0415
        from routing.domain.graph import NodeKind  # noqa: PLC0415
        from routing.presenters import callbacks  # noqa: PLC0415
        from routing.services import erasing  # noqa: PLC0415
        from routing.services.oncall import OnCallDesk  # noqa: PLC0415
        from routing.services.queues.breaking_out import CallbackDesk  # noqa: PLC0415
        from routing.services.queues.entering import QueueDesk  # noqa: PLC0415
        from routing.views.rotas import notes_of_day  # noqa: PLC0415

        register_settings_page("calls", _("Calls"), "routing:lines", 10, group=SettingsGroup.CALLS)
        register_settings_page("queues", _("Queues"), "routing:queues", 12, group=SettingsGroup.CALLS)
        register_settings_page("skills", _("Skills"), "routing:skills", 14, group=SettingsGroup.CALLS)
        register_settings_page("oncall", _("On call"), "routing:on_call", 20, group=SettingsGroup.CALLS)
        register_settings_page("coverage", _("Coverage"), "routing:coverage", 22, group=SettingsGroup.CALLS)
        # In a van the jobs of the day take its room in the bottom bar.
        register_nav(
            "wallboard",
            _("Live"),
            "routing:wallboard",
            "board",
            40,
            on_phone=lambda member: not is_technician(member),
        )
        register_day_notes("oncall", notes_of_day)
        hub.register()
        erasing.register()
        callbacks.register()
        ports.install(NodeKind.QUEUE, QueueDesk())
        ports.install(NodeKind.CALLBACK, CallbackDesk())
        ports.install(NodeKind.ON_CALL, OnCallDesk())
