"""Pages of places where work is done."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import ServiceSite, SitePerson


@admin.register(ServiceSite)
class ServiceSiteAdmin(ReadOnlyAdmin):
    """Places; how one gets in stands on their own page alone."""

    left_out = ("gate_code", "access_notes", "hazards", "pets", "raw")
    list_display = ("street", "unit", "city", "postcode", "precision", "validated_by", "updated_at")
    list_filter = ("precision", "validated_by")
    search_fields = ("street", "city", "postcode", "norm_key")
    date_hierarchy = "created_at"


@admin.register(SitePerson)
class SitePersonAdmin(ReadOnlyAdmin):
    """Who is what to a place."""

    list_display = ("site", "role", "contact", "since", "until")
    list_filter = ("role",)
    list_select_related = ("site", "contact")
    search_fields = ("site__street", "contact__display_name")
    date_hierarchy = "created_at"
