"""Pages of what lines do with calls."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from routing.models import CallRun, LineHandling, RingTurn


@admin.register(LineHandling)
class LineHandlingAdmin(ReadOnlyAdmin):
    """How lines handle calls; changed on the organisation's own page, where the flow is drawn from it."""

    list_display = ("line", "language", "records_calls", "texts_back", "keep_days", "version")
    list_filter = ("language", "records_calls", "texts_back")
    list_select_related = ("line",)
    search_fields = ("line__name", "line__address")


@admin.register(RingTurn)
class RingTurnAdmin(ReadOnlyAdmin):
    """Who is rung, in which order."""

    list_display = ("handling", "position", "member", "seconds")
    list_select_related = ("handling", "member__user")
    search_fields = ("member__user__name",)


@admin.register(CallRun)
class CallRunAdmin(ReadOnlyAdmin):
    """Where calls are in their flow."""

    private = ("flow", "plan")
    list_display = ("call", "created_at", "version")
    list_select_related = ("call",)
    search_fields = ("=call__id",)
