"""Pages of matters, conflict checks and walls: to look at; what happens to them happens on their own pages."""

from django.contrib import admin

from core.administration import ReadOnlyAdmin
from intake.models import (
    CheckEvent,
    ConflictCheck,
    ConflictHit,
    ConflictRun,
    Consent,
    EthicalWall,
    HitDecision,
    ListedParty,
    Matter,
    MatterParty,
    WallMember,
)


@admin.register(Matter)
class MatterAdmin(ReadOnlyAdmin):
    """Matters and inquiries."""

    list_display = ("number", "title", "status", "practice_area", "opened_on", "closed_on")
    list_filter = ("status",)
    search_fields = ("number", "title")
    date_hierarchy = "created_at"


@admin.register(MatterParty)
class MatterPartyAdmin(ReadOnlyAdmin):
    """Who is around a matter."""

    list_display = ("party", "role", "side", "matter", "since", "until")
    list_filter = ("role", "side")
    list_select_related = ("party", "matter")
    search_fields = ("party__display_name", "matter__number")
    date_hierarchy = "created_at"


@admin.register(ListedParty)
class ListedPartyAdmin(ReadOnlyAdmin):
    """Which list somebody came from."""

    list_display = ("party", "listed", "line", "created_at")
    list_select_related = ("party", "listed")
    search_fields = ("party__display_name", "listed__file_name")
    date_hierarchy = "created_at"


@admin.register(ConflictCheck)
class ConflictCheckAdmin(ReadOnlyAdmin):
    """How each check stands."""

    list_display = ("number", "state", "matter", "decided_at", "expires_at")
    list_filter = ("state",)
    list_select_related = ("matter",)
    search_fields = ("number", "matter__number")
    date_hierarchy = "created_at"


@admin.register(ConflictRun)
class ConflictRunAdmin(ReadOnlyAdmin):
    """Each search."""

    list_display = ("check_of", "number", "trigger", "corpus_rows", "milliseconds", "run_at")
    list_filter = ("trigger",)
    list_select_related = ("check_of",)
    search_fields = ("check_of__number",)
    date_hierarchy = "run_at"


@admin.register(ConflictHit)
class ConflictHitAdmin(ReadOnlyAdmin):
    """What was found."""

    list_display = ("number", "level", "score", "run")
    list_filter = ("level",)
    list_select_related = ("run",)
    search_fields = ("name", "term")
    date_hierarchy = "created_at"


@admin.register(HitDecision)
class HitDecisionAdmin(ReadOnlyAdmin):
    """What was said of what was found."""

    list_display = ("hit", "verdict", "by", "decided_at", "carried_from")
    list_filter = ("verdict",)
    list_select_related = ("hit", "by__user")
    search_fields = ("hit__name",)
    date_hierarchy = "decided_at"


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """Consents of clients; the words are theirs and the firm's."""

    left_out = ("words",)
    list_display = ("signer", "party", "check_of", "signed_on")
    list_select_related = ("party", "check_of")
    search_fields = ("signer", "sha256")
    date_hierarchy = "created_at"


@admin.register(CheckEvent)
class CheckEventAdmin(ReadOnlyAdmin):
    """The links of the chains."""

    list_display = ("check_of", "seq", "verb", "by", "at", "digest")
    list_filter = ("verb",)
    list_select_related = ("check_of", "by__user")
    search_fields = ("digest", "check_of__number")
    date_hierarchy = "at"


@admin.register(EthicalWall)
class EthicalWallAdmin(ReadOnlyAdmin):
    """Walls around matters."""

    list_display = ("matter", "made_by", "made_at", "lifted_at", "is_fee_excluded")
    list_select_related = ("matter", "made_by__user")
    search_fields = ("matter__number", "reason")
    date_hierarchy = "made_at"


@admin.register(WallMember)
class WallMemberAdmin(ReadOnlyAdmin):
    """Whom walls keep out."""

    list_display = ("wall", "member", "acknowledged_at")
    list_select_related = ("wall__matter", "member__user")
    search_fields = ("wall__matter__number", "member__user__name")
    date_hierarchy = "created_at"
