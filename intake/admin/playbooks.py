"""Pages of playbooks and inquiries."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import Inquiry, Playbook


@admin.register(Playbook)
class PlaybookAdmin(ReadOnlyAdmin):
    """What is asked and done on a line."""

    list_display = ("name", "line", "is_active", "organisation")
    list_select_related = ("line", "organisation")
    search_fields = ("name", "organisation__name")


@admin.register(Inquiry)
class InquiryAdmin(ReadOnlyAdmin):
    """How far inquiries came."""

    list_display = ("conversation_id", "stage", "source", "opened_at", "organisation")
    list_filter = ("stage",)
    list_select_related = ("organisation",)
    search_fields = ("source", "organisation__name")
