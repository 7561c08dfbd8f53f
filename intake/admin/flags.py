"""Pages of red flags: to look at; lists are signed and flags settled on their own pages."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import RedFlagAlert, RedFlagList


@admin.register(RedFlagList)
class RedFlagListAdmin(ReadOnlyAdmin):
    """Signed lists."""

    list_display = ("version", "clinician", "credential", "signed_by", "signed_at")
    list_select_related = ("signed_by__user",)
    search_fields = ("clinician", "credential")
    date_hierarchy = "signed_at"


@admin.register(RedFlagAlert)
class RedFlagAlertAdmin(ReadOnlyAdmin):
    """Each time somebody described an emergency."""

    list_display = ("raised_at", "source", "kinds", "who", "acknowledged_at", "disposition")
    list_filter = ("source", "disposition")
    search_fields = ("who",)
    date_hierarchy = "raised_at"
