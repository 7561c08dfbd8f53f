"""Pages of what can be booked and what is booked. All of it is changed on the organisation's own pages."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from scheduling.models import (
    Appointment,
    AppointmentChange,
    CalendarFeed,
    Claim,
    DateOverride,
    ExternalBusy,
    ExternalCalendar,
    ExternalCopy,
    GroupSession,
    Hold,
    Pool,
    PoolPlace,
    Reminder,
    ReminderRule,
    Resource,
    Schedule,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    TimeBlock,
    TimeOffer,
    TravelZone,
    VisitorCode,
    WeeklyWindow,
)


@admin.register(Schedule)
class ScheduleAdmin(ReadOnlyAdmin):
    """Hours of resources."""

    list_display = ("name", "timezone", "version")
    list_filter = ("timezone",)
    search_fields = ("name",)


@admin.register(WeeklyWindow)
class WeeklyWindowAdmin(ReadOnlyAdmin):
    """Their weeks."""

    list_display = ("schedule", "weekday", "opens_minute", "closes_minute")
    list_filter = ("weekday",)
    list_select_related = ("schedule",)
    search_fields = ("schedule__name",)


@admin.register(DateOverride)
class DateOverrideAdmin(ReadOnlyAdmin):
    """Days that differ."""

    list_display = ("schedule", "day", "label")
    list_select_related = ("schedule",)
    search_fields = ("schedule__name", "label")


@admin.register(TravelZone)
class TravelZoneAdmin(ReadOnlyAdmin):
    """Days on another clock."""

    list_display = ("schedule", "from_on", "to_on", "timezone")
    list_select_related = ("schedule",)
    search_fields = ("schedule__name",)


@admin.register(Resource)
class ResourceAdmin(ReadOnlyAdmin):
    """Whom and what bookings take."""

    list_display = ("name", "kind", "location", "member", "is_active", "version")
    list_filter = ("kind", "is_active")
    list_select_related = ("location", "member__user")
    search_fields = ("name",)


@admin.register(Pool)
class PoolAdmin(ReadOnlyAdmin):
    """Things of one kind."""

    list_display = ("name", "created_at")
    search_fields = ("name",)


@admin.register(PoolPlace)
class PoolPlaceAdmin(ReadOnlyAdmin):
    """What is in them."""

    list_display = ("pool", "resource")
    list_select_related = ("pool", "resource")
    search_fields = ("pool__name", "resource__name")


@admin.register(Service)
class ServiceAdmin(ReadOnlyAdmin):
    """What can be booked."""

    list_display = ("name", "mode", "location_kind", "seats", "is_public", "is_active", "version")
    list_filter = ("mode", "location_kind", "is_public", "is_active")
    search_fields = ("name", "slug")


@admin.register(ServiceLocation)
class ServiceLocationAdmin(ReadOnlyAdmin):
    """Where services are given."""

    list_display = ("service", "location")
    list_select_related = ("service", "location")
    search_fields = ("service__name",)


@admin.register(ServiceProvider)
class ServiceProviderAdmin(ReadOnlyAdmin):
    """Who gives them."""

    list_display = ("service", "resource", "group", "is_fixed", "weight", "priority")
    list_filter = ("is_fixed",)
    list_select_related = ("service", "resource")
    search_fields = ("service__name", "resource__name")


@admin.register(ServiceNeed)
class ServiceNeedAdmin(ReadOnlyAdmin):
    """What they need."""

    list_display = ("service", "pool", "units")
    list_select_related = ("service", "pool")
    search_fields = ("service__name", "pool__name")


@admin.register(GroupSession)
class GroupSessionAdmin(ReadOnlyAdmin):
    """Sessions with several seats."""

    list_display = ("starts_at", "service", "provider", "seats", "ended_at")
    list_select_related = ("service", "provider")
    search_fields = ("service__name", "=id")


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    """What is booked."""

    private = ("note_for_customer", "note_from_customer", "note", "place", "phone", "cancel_reason")
    list_display = ("starts_at", "service", "provider", "status", "source", "sequence", "version")
    list_filter = ("status", "source")
    list_select_related = ("service", "provider")
    search_fields = ("=id", "=uid", "service__name")


@admin.register(AppointmentChange)
class AppointmentChangeAdmin(ReadOnlyAdmin):
    """What happened to appointments."""

    private = ("reason",)
    list_display = ("at", "kind", "by", "appointment")
    list_filter = ("kind", "by")
    list_select_related = ("appointment",)
    search_fields = ("=appointment__id",)


@admin.register(Hold)
class HoldAdmin(ReadOnlyAdmin):
    """Times kept for somebody."""

    list_display = ("starts_at", "kind", "service", "expires_at", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("service",)
    search_fields = ("=id", "service__name")


@admin.register(TimeBlock)
class TimeBlockAdmin(ReadOnlyAdmin):
    """Times not to be booked."""

    private = ("note",)
    list_display = ("starts_at", "ends_at", "resource", "ended_at")
    list_select_related = ("resource",)
    search_fields = ("resource__name",)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """Who has which time."""

    list_display = ("starts_at", "ends_at", "resource", "state", "expires_at")
    list_filter = ("state",)
    list_select_related = ("resource",)
    search_fields = ("resource__name", "=appointment__id")


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnlyAdmin):
    """Addresses at which calendar programs read."""

    private = ("secret", "secret_hash")
    list_display = ("resource", "made_at", "revoked_at")
    list_select_related = ("resource",)
    search_fields = ("resource__name",)


@admin.register(ExternalCalendar)
class ExternalCalendarAdmin(ReadOnlyAdmin):
    """Calendars elsewhere."""

    private = (
        "address", "credentials", "etag", "sync_token", "channel_id", "channel_secret", "channel_resource",
    )  # fmt: skip
    list_display = ("name", "resource", "kind", "is_active", "last_ok_at", "failing_since", "error")
    list_filter = ("kind", "is_active", "error")
    list_select_related = ("resource",)
    search_fields = ("name", "resource__name")


@admin.register(ExternalBusy)
class ExternalBusyAdmin(ReadOnlyAdmin):
    """Times taken elsewhere."""

    private = ("key", "part")
    list_display = ("starts_at", "ends_at", "resource", "calendar", "kind")
    list_filter = ("kind",)
    list_select_related = ("resource", "calendar")
    search_fields = ("resource__name", "calendar__name")


@admin.register(ExternalCopy)
class ExternalCopyAdmin(ReadOnlyAdmin):
    """Our appointments in calendars elsewhere."""

    private = ("key", "etag", "their_etag")
    list_display = ("calendar", "starts_at", "version", "clash", "clash_at")
    list_filter = ("clash",)
    list_select_related = ("calendar",)
    search_fields = ("calendar__name", "=uid", "=appointment__id")


@admin.register(ReminderRule)
class ReminderRuleAdmin(ReadOnlyAdmin):
    """What customers of a service are reminded of."""

    list_display = ("service", "kind", "minutes", "channel", "asks")
    list_filter = ("kind", "channel")
    list_select_related = ("service",)
    search_fields = ("service__name",)


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Reminders that are due or were sent."""

    list_display = ("appointment", "due_at", "state", "reason", "answer")
    list_filter = ("state", "answer")
    list_select_related = ("appointment",)
    search_fields = ("appointment__contact__display_name",)


@admin.register(TimeOffer)
class TimeOfferAdmin(ReadOnlyAdmin):
    """Times offered by text."""

    list_display = ("contact", "offered_at", "expires_at", "ended_at")
    list_select_related = ("contact",)
    search_fields = ("contact__display_name",)


@admin.register(VisitorCode)
class VisitorCodeAdmin(ReadOnlyAdmin):
    """Codes visitors asked for to show who they are."""

    list_display = ("kind", "asked_at", "expires_at", "tries", "used_at")
    list_filter = ("kind",)
    search_fields = ("value",)
    date_hierarchy = "asked_at"
