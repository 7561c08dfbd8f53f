"""Puts home service where members look: the rail, beside people, the settings, before a booking."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import is_technician
from accounts.ports import register_nav, register_settings_page
from intake.policies import is_home
from intake.presenters import jobs_panel, sites_panel
from intake.services.homes import geocoding
from intake.services.homes.visiting import SafetyGate
from scheduling.ports import register_gate


def register() -> None:
    """Register everything; called once the apps are ready."""
    register_nav("jobs", _("Jobs"), "intake:jobs", "tool", 13, on_phone=is_technician, is_for=is_home)
    register_nav("sites", _("Places"), "intake:sites", "home", 14, on_phone=False, is_for=is_home)
    register_settings_page("jobs", _("Jobs"), "intake:job_settings", 8, is_for=is_home)
    register_gate("safety", SafetyGate())
    jobs_panel.register()
    sites_panel.register()
    geocoding.register()
