"""The app's configuration."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class ReceptionistConfig(AppConfig):
    """This will answer at once, know its limits and hand over without losing a word."""

    name = "receptionist"

    def ready(self) -> None:
        """Make the means of asking a language model known, refuse a setting that names none; say how facts read."""
        from accounts.policies import can_administer  # noqa: PLC0415
        from accounts.ports import SettingsGroup, register_nav, register_settings_page  # noqa: PLC0415
        from conversations.ports.whispers import install_whisper  # noqa: PLC0415
        from receptionist import adapters, handlers, policies, ports  # noqa: F401, PLC0415
        from receptionist.presenters import facts  # noqa: PLC0415
        from receptionist.services import calling, dangers, erasing, stopping, whispering  # noqa: PLC0415
        from routing.ports import install_assistant  # noqa: PLC0415

        adapters.register()
        dangers.register()
        erasing.register()
        if settings.LANGUAGE_MODEL and settings.LANGUAGE_MODEL not in ports.known_models():
            kinds = " or ".join(sorted(ports.known_models()))
            raise ImproperlyConfigured(f"LANGUAGE_MODEL must be {kinds}, not {settings.LANGUAGE_MODEL!r}.")
        facts.register()
        install_assistant(calling.Telephone())
        install_whisper(whispering.whisper)
        ports.install_name_check(stopping.may_conflict)
        register_settings_page(
            "receptionist", _("Receptionist"), "receptionist:setup", 7, group=SettingsGroup.CHANNELS
        )
        register_settings_page(
            "guide",
            _("Set up the receptionist"),
            "receptionist:guide",
            6,
            group=SettingsGroup.CHANNELS,
            is_for=can_administer,
        )
        register_settings_page(
            "chat", _("Web chat"), "receptionist:chat_settings", 8, group=SettingsGroup.CHANNELS
        )
        register_nav(
            "review",
            _("Review"),
            "receptionist:review",
            "spark",
            45,
            on_phone=False,
            is_for=policies.can_review,
        )
