"""Pages of jobs and of kinds of jobs."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import Job, JobEvent, JobPhoto, JobType, UrgencyScript


@admin.register(JobType)
class JobTypeAdmin(ReadOnlyAdmin):
    """Kinds of jobs; kept on the page of the settings, where their parts are checked."""

    list_display = ("name", "minutes", "urgency", "is_active")
    list_filter = ("urgency", "is_active")
    search_fields = ("name",)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Jobs; what somebody told of theirs stands on its own page alone."""

    left_out = ("problem", "reason")
    list_display = ("type", "urgency", "state", "contact", "opened_at", "ended_at")
    list_filter = ("state", "urgency", "why_not")
    list_select_related = ("type", "contact")
    search_fields = ("contact__display_name", "site__street")
    date_hierarchy = "opened_at"


@admin.register(JobEvent)
class JobEventAdmin(ReadOnlyAdmin):
    """What happened to jobs."""

    left_out = ("note",)
    list_display = ("job", "move", "after", "by", "at")
    list_filter = ("move", "after")
    list_select_related = ("job", "by__user")
    search_fields = ("job__contact__display_name",)
    date_hierarchy = "at"


@admin.register(JobPhoto)
class JobPhotoAdmin(ReadOnlyAdmin):
    """Photos of jobs; looked at on the page of the job."""

    list_display = ("name", "job", "mime", "size", "origin", "is_elsewhere", "created_at")
    list_filter = ("origin", "is_elsewhere")
    list_select_related = ("job",)
    search_fields = ("name", "sha256")
    date_hierarchy = "created_at"


@admin.register(UrgencyScript)
class UrgencyScriptAdmin(ReadOnlyAdmin):
    """What firms say first themselves; kept on the page of the settings."""

    list_display = ("urgency", "may_book", "calls_out", "updated_at")
    list_filter = ("urgency",)
    search_fields = ("said_en", "said_es")
