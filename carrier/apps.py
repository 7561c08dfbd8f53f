"""The carrier app."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class CarrierConfig(AppConfig):
    """Registers the carrier app, and the demo's make-believe telephones in the top bar."""

    name = "carrier"

    def ready(self) -> None:
        """Offer the telephones where the carrier is make-believe."""
        from accounts.ports import SettingsGroup, register_demo_link, register_settings_page  # noqa: PLC0415
        from carrier import mail_webhooks  # noqa: PLC0415
        from carrier.services import erasing  # noqa: PLC0415

        mail_webhooks.register()
        erasing.register()
        register_settings_page(
            "mailboxes", _("Mailboxes"), "carrier:mailboxes", 7, group=SettingsGroup.CHANNELS
        )

        if settings.DEMO and settings.CARRIER == "simulator":
            from carrier.views.own_call import RehearsalHandset  # noqa: PLC0415
            from routing.ports import install_handset  # noqa: PLC0415

            install_handset(RehearsalHandset())
            register_demo_link(_("Test phone"), "carrier:handset")
            register_demo_link(_("Call your business"), "carrier:own_call")
