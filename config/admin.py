"""The administration site."""

from django.contrib import admin


class PorticoAdminSite(admin.AdminSite):
    """This will serve Django's admin to administrators, inside one chosen organisation."""

    site_header = "Portico administration"
    site_title = "Portico"
