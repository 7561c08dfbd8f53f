"""Pages of calls and of what is known about numbers."""

from django.contrib import admin

from conversations.models import (
    Block,
    Call,
    CallCommand,
    Leg,
    MemberPhone,
    NumberFact,
    Recording,
    RecordingRule,
)
from core.administration import OrganisationAdmin, OwnRowsFilter, ReadOnlyAdmin


@admin.register(Call)
class CallAdmin(ReadOnlyAdmin):
    """Calls. What is asked of the carrier goes through the services."""

    list_display = (
        "started_at",
        "direction",
        "line",
        "state",
        "outcome",
        "answered_by",
        "talk_seconds",
        "cost",
    )
    list_filter = ("direction", "state", "outcome", ("line", OwnRowsFilter))
    list_select_related = ("line", "answered_by__user")
    search_fields = ("address", "room_name", "=id")
    date_hierarchy = "started_at"


@admin.register(Leg)
class LegAdmin(ReadOnlyAdmin):
    """One party's line into a call, as the carrier reported it."""

    list_display = (
        "started_at",
        "role",
        "member",
        "endpoint",
        "status",
        "offer",
        "duration_seconds",
        "price",
    )
    list_filter = ("role", "status", "offer")
    list_select_related = ("member__user",)
    search_fields = ("endpoint", "carrier_leg_id", "=call__id")


@admin.register(CallCommand)
class CallCommandAdmin(ReadOnlyAdmin):
    """What was asked of the carrier about a call."""

    private = ("body",)
    list_display = ("requested_at", "verb", "state", "attempts", "error", "done_at")
    list_filter = ("verb", "state")
    search_fields = ("=call__id", "=leg__id")


@admin.register(Recording)
class RecordingAdmin(ReadOnlyAdmin):
    """Voicemail and recordings, without their words."""

    private = ("transcript", "summary")
    list_display = ("created_at", "kind", "state", "duration_seconds", "size_bytes", "problem", "expires_on")
    list_filter = ("kind", "state")
    search_fields = ("=call__id", "carrier_recording_id")


@admin.register(NumberFact)
class NumberFactAdmin(ReadOnlyAdmin):
    """What was learned about numbers."""

    list_display = ("value", "line_type", "source", "checked_at", "unreachable_at", "texted_back_at")
    list_filter = ("line_type",)
    search_fields = ("value",)


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    """Who is not put through; changed on the organisation's own page."""

    list_display = ("value", "kind", "reason", "author", "expires_at", "hit_count", "hit_at")
    list_filter = ("kind",)
    list_select_related = ("author__user",)
    search_fields = ("value", "reason")


@admin.register(RecordingRule)
class RecordingRuleAdmin(OrganisationAdmin):
    """The organisation's own reading of a state's recording law."""

    list_display = ("region", "needs_everybody", "source", "checked_on")
    list_filter = ("needs_everybody",)
    search_fields = ("region", "source")
    readonly_fields = ("created_at",)


@admin.register(MemberPhone)
class MemberPhoneAdmin(ReadOnlyAdmin):
    """Where members take calls; each changes their own on their own page."""

    list_display = ("member", "number", "takes_in_browser", "takes_calls")
    list_filter = ("takes_in_browser", "takes_calls")
    list_select_related = ("member__user",)
    search_fields = ("number",)
