"""Pages of patient records: that there is one, never what it says."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import GlassBreak, HealthItem, PatientAccess, PatientRecord


@admin.register(PatientRecord)
class PatientRecordAdmin(ReadOnlyAdmin):
    """Records; what they hold is for the clinic alone."""

    left_out = (
        "legal_name", "preferred_name", "previous_names", "born_on", "sex", "gender_identity", "pronouns", "language",
        "needs_interpreter", "record_number", "payer", "plan", "member_id", "subscriber",
    )  # fmt: skip
    list_display = ("id", "version", "created_at", "updated_at")
    search_fields = ("id",)
    date_hierarchy = "created_at"


@admin.register(GlassBreak)
class GlassBreakAdmin(ReadOnlyAdmin):
    """Records opened in an emergency."""

    left_out = ("reason",)
    list_display = ("at", "member", "until")
    list_select_related = ("member__user",)
    search_fields = ("member__user__name",)
    date_hierarchy = "at"


@admin.register(PatientAccess)
class PatientAccessAdmin(ReadOnlyAdmin):
    """Who was shown what."""

    list_display = ("at", "member", "groups", "is_emergency")
    list_filter = ("is_emergency",)
    list_select_related = ("member__user",)
    search_fields = ("member__user__name",)
    date_hierarchy = "at"


@admin.register(HealthItem)
class HealthItemAdmin(ReadOnlyAdmin):
    """That something was written of a patient's health, by whom and when; never what."""

    left_out = ("what", "detail", "course", "since", "severity", "is_risky", "is_none", "reason")
    list_display = ("recorded_at", "kind", "standing", "recorded_by", "confirmed_at", "ended_at")
    list_filter = ("kind", "standing")
    list_select_related = ("recorded_by__user",)
    search_fields = ("id",)
    date_hierarchy = "recorded_at"
