"""Pages of what lines do with calls."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from routing.models import (
    CallRun,
    DraftCall,
    Flow,
    FlowStep,
    FlowVersion,
    Ladder,
    LadderClimb,
    LadderDrill,
    LadderRung,
    LineHandling,
    MemberCapacity,
    MemberSkill,
    Presence,
    Queue,
    QueueSeat,
    RehearsalReminder,
    Replay,
    ReplayedCall,
    RingRotation,
    RingTurn,
    Rota,
    RotaOverride,
    RotaShift,
    Skill,
    WorkItem,
    WorkOffer,
)


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


@admin.register(Queue)
class QueueAdmin(ReadOnlyAdmin):
    """Queues; changed on the organisation's own page."""

    list_display = ("name", "strategy", "ring_seconds", "places", "longest_seconds", "is_active", "version")
    list_filter = ("strategy", "is_active")
    search_fields = ("name",)


@admin.register(QueueSeat)
class QueueSeatAdmin(ReadOnlyAdmin):
    """Who sits in which queue."""

    list_display = ("queue", "tier", "position", "member", "turn_at")
    list_select_related = ("queue", "member__user")
    search_fields = ("member__user__name", "queue__name")


@admin.register(Skill)
class SkillAdmin(ReadOnlyAdmin):
    """What members can do."""

    list_display = ("name", "created_at")
    search_fields = ("name",)


@admin.register(MemberSkill)
class MemberSkillAdmin(ReadOnlyAdmin):
    """How well they can do it."""

    list_display = ("member", "skill", "level")
    list_select_related = ("member__user", "skill")
    search_fields = ("member__user__name", "skill__name")


@admin.register(MemberCapacity)
class MemberCapacityAdmin(ReadOnlyAdmin):
    """How much members hold beside calls."""

    list_display = ("member", "capacity", "chat_weight", "message_weight")
    list_select_related = ("member__user",)
    search_fields = ("member__user__name",)


@admin.register(Presence)
class PresenceAdmin(ReadOnlyAdmin):
    """Whether members take work."""

    list_display = ("member", "choice", "engagement", "since", "heartbeat_at", "version")
    list_filter = ("choice", "engagement")
    list_select_related = ("member__user",)
    search_fields = ("member__user__name",)


@admin.register(WorkItem)
class WorkItemAdmin(ReadOnlyAdmin):
    """What waits, or waited, in queues."""

    private = ("callback_number",)
    list_display = ("queue", "channel", "state", "priority", "queued_at", "answered_at", "member", "overflow")
    list_filter = ("state", "channel", "priority", "overflow")
    list_select_related = ("queue", "member__user")
    search_fields = ("=id", "=call__id")


@admin.register(WorkOffer)
class WorkOfferAdmin(ReadOnlyAdmin):
    """Who was asked, why, and what came of it."""

    list_display = ("item", "member", "result", "offered_at", "ended_at")
    list_filter = ("result",)
    list_select_related = ("item", "member__user")
    search_fields = ("=item__id", "member__user__name")


@admin.register(Flow)
class FlowAdmin(ReadOnlyAdmin):
    """Flows; edited, published and archived on the organisation's own page."""

    list_display = ("title", "organisation", "created_at", "archived_at")
    list_select_related = ("organisation",)
    search_fields = ("title",)


@admin.register(FlowVersion)
class FlowVersionAdmin(ReadOnlyAdmin):
    """Versions of flows."""

    list_display = ("flow", "number", "state", "revision", "edited_by", "edited_at", "published_at")
    list_filter = ("state",)
    list_select_related = ("flow", "edited_by__user")
    search_fields = ("flow__title",)


@admin.register(FlowStep)
class FlowStepAdmin(ReadOnlyAdmin):
    """Steps of drafts, to undo."""

    list_display = ("version", "position", "revision", "by", "at")
    list_select_related = ("version", "by__user")
    search_fields = ("version__flow__title",)


@admin.register(RingRotation)
class RingRotationAdmin(ReadOnlyAdmin):
    """Whose turn it was last."""

    list_display = ("node", "member", "rung_at")
    list_select_related = ("member__user",)
    search_fields = ("node",)


@admin.register(Rota)
class RotaAdmin(ReadOnlyAdmin):
    """Rotas; changed on the organisation's own page."""

    list_display = ("name", "location", "version")
    list_select_related = ("location",)
    search_fields = ("name",)


@admin.register(RotaShift)
class RotaShiftAdmin(ReadOnlyAdmin):
    """Who is on call every week."""

    list_display = ("rota", "weekday", "starts_minute", "ends_minute", "member")
    list_select_related = ("rota", "member__user")
    search_fields = ("rota__name", "member__user__name")


@admin.register(RotaOverride)
class RotaOverrideAdmin(ReadOnlyAdmin):
    """Who was on instead of whom, agreed by whom."""

    list_display = ("rota", "member", "covers", "starts_at", "ends_at", "made_by")
    list_select_related = ("rota", "member__user", "covers__user", "made_by__user")
    search_fields = ("rota__name", "member__user__name")


@admin.register(Ladder)
class LadderAdmin(ReadOnlyAdmin):
    """Ladders; changed on the organisation's own page."""

    list_display = ("name", "has_drills", "drill_due_at", "version")
    list_filter = ("has_drills",)
    search_fields = ("name",)


@admin.register(LadderRung)
class LadderRungAdmin(ReadOnlyAdmin):
    """The rungs of ladders."""

    list_display = ("ladder", "position", "member", "rota", "seconds", "times")
    list_select_related = ("ladder", "member__user", "rota")
    search_fields = ("ladder__name",)


@admin.register(LadderClimb)
class LadderClimbAdmin(ReadOnlyAdmin):
    """Callers for whom a ladder was rung, and who took them."""

    list_display = ("ladder", "call", "position", "started_at", "ended_at", "taken_by")
    list_select_related = ("ladder", "call", "taken_by__user")
    search_fields = ("=call__id",)


@admin.register(LadderDrill)
class LadderDrillAdmin(ReadOnlyAdmin):
    """Rehearsals of ladders, and who answered."""

    list_display = ("ladder", "started_at", "position", "taken_by", "ended_at")
    list_select_related = ("ladder", "taken_by__user")
    search_fields = ("ladder__name",)


@admin.register(DraftCall)
class DraftCallAdmin(ReadOnlyAdmin):
    """Drafts that are about to be tried by telephone."""

    private = ("document",)
    list_display = ("flow", "draft_number", "line", "asked_by", "expires_at")
    list_select_related = ("flow", "line", "asked_by__user")
    search_fields = ("flow__title",)


@admin.register(RehearsalReminder)
class RehearsalReminderAdmin(ReadOnlyAdmin):
    """Who was asked to rehearse what nobody took."""

    list_display = ("flow", "quarter", "task")
    list_select_related = ("flow", "task")
    search_fields = ("flow__title",)


@admin.register(Replay)
class ReplayAdmin(ReadOnlyAdmin):
    """Replays of recorded calls."""

    list_display = ("flow", "starts_on", "ends_on", "state", "calls", "change_count", "asked_at")
    list_filter = ("state",)
    list_select_related = ("flow",)
    search_fields = ("flow__title",)


@admin.register(ReplayedCall)
class ReplayedCallAdmin(ReadOnlyAdmin):
    """Calls that would have gone otherwise."""

    list_display = ("replay", "call", "place")
    list_select_related = ("replay", "call")
    search_fields = ("=replay__id", "=call__id")
