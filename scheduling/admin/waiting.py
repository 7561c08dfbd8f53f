"""Pages of the waiting list and of short addresses in texts."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from scheduling.models import TapLink, WaitingEntry, WaitingOffer


@admin.register(TapLink)
class TapLinkAdmin(ReadOnlyAdmin):
    """Short addresses in texts."""

    list_display = ("made_at", "organisation", "hold_id")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)


@admin.register(WaitingEntry)
class WaitingEntryAdmin(ReadOnlyAdmin):
    """Who waits for a time."""

    list_display = ("contact", "service", "joined_at", "state", "hindrance")
    list_filter = ("state",)
    list_select_related = ("contact", "service")
    search_fields = ("contact__display_name", "service__name")


@admin.register(WaitingOffer)
class WaitingOfferAdmin(ReadOnlyAdmin):
    """Freed times they were offered."""

    list_display = ("entry", "starts_at", "offered_at", "expires_at", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("entry",)
    search_fields = ("entry__contact__display_name",)
