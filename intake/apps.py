"""The app's configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """This will ask what each trade must know, check it, and keep it."""

    name = "intake"

    def ready(self) -> None:
        """Let what happens be handled and told; put forms and checks beside people, matters of law firms on the rail."""
        from accounts.ports import register_nav, register_settings_page  # noqa: PLC0415
        from intake import handlers  # noqa: F401, PLC0415
        from intake.policies import has_red_flags, is_law  # noqa: PLC0415
        from intake.ports import register_stage_gate  # noqa: PLC0415
        from intake.presenters import (  # noqa: PLC0415
            client_lists,
            flag_panel,
            homes,
            law_panel,
            patients,
            playbooks,
            urgency_panel,
        )
        from intake.presenters.forms import alarm, booking  # noqa: PLC0415
        from intake.presenters.forms import people as forms  # noqa: PLC0415
        from intake.services import people as merging  # noqa: PLC0415
        from intake.services.flags.gating import RedFlagGate  # noqa: PLC0415
        from intake.services.law import gating  # noqa: PLC0415
        from scheduling.ports import register_gate  # noqa: PLC0415

        forms.register()
        merging.register()
        register_stage_gate("clearance", gating.FactsGate())
        register_gate("clearance", gating.ConsultGate(), binds_members=True)
        register_nav("matters", _("Matters"), "intake:matters", "form", 13, on_phone=False, is_for=is_law)
        register_gate("red_flag", RedFlagGate())
        flag_panel.register()
        alarm.register()
        register_settings_page("red_flags", _("Red flags"), "intake:red_flags", 7, is_for=has_red_flags)
        law_panel.register()
        client_lists.register()
        urgency_panel.register()
        homes.register()
        patients.register()
        booking.register()
        playbooks.register()
        register_nav("inquiries", _("Inquiries"), "intake:funnel", "filter", 15, on_phone=False)
        register_settings_page("playbooks", _("Playbooks"), "intake:playbooks", 8)
        register_settings_page("forms", _("Forms"), "intake:forms", 7)
