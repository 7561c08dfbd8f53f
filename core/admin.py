"""Pages of the event log, of what it owes to handlers, and of the processes' signs of life."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock, deliveries
from core.administration.rows import ReadOnlyAdmin
from core.models import Delivery, Event, Heartbeat


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The audit log of the organisation."""

    list_display = ("recorded_at", "name", "actor_id", "body")
    list_filter = ("name", "recorded_at")
    search_fields = ("name", "=actor_id")
    date_hierarchy = "recorded_at"


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Work owed to handlers; what failed too often is parked here."""

    list_display = ("handler", "state", "attempts", "due_at", "done_at", "error")
    list_filter = ("state", "handler")
    search_fields = ("handler", "error", "=event_id")
    date_hierarchy = "due_at"
    ordering = ("-due_at",)
    actions = ("retry",)

    @admin.action(description=_("Try parked deliveries again"), permissions=["act"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Make parked deliveries due now."""
        keys = list(queryset.values_list("pk", flat=True))
        count = deliveries.retry_parked(delivery_ids=keys, now=clock.now())
        text = ngettext("%(count)d delivery is due again.", "%(count)d deliveries are due again.", count)
        messages.info(request, text % {"count": count})


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """Signs of life of the installation; they belong to no organisation."""

    list_display = ("name", "beat_at")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show them all."""
        return Heartbeat.objects.all()
