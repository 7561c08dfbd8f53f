"""Pages of API keys and of the requests that came by them."""

from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.acting import act_as_member
from accounts.models import ApiKey, IdempotencyRecord, Member
from accounts.services import api_keys
from core import clock
from core.administration import OwnRowsFilter, ReadOnlyAdmin


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Keys, without what would let one use them."""

    left_out = ("key_hash",)
    list_display = ("name", "prefix", "created_by", "rate_per_minute", "last_used_at", "revoked_at")
    list_filter = ("revoked_at", "last_used_at")
    list_select_related = ("created_by__user",)
    search_fields = ("name", "prefix")
    date_hierarchy = "created_at"
    actions = ("revoke",)

    @admin.action(description=_("Revoke"), permissions=["act"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        """Shut keys off."""

        def deed(by: Member, api_key_id: UUID) -> object:
            return api_keys.revoke_api_key(by=by, api_key_id=api_key_id, now=clock.now())

        act_as_member(request, list(queryset.values_list("pk", flat=True)), deed)


@admin.register(IdempotencyRecord)
class IdempotencyRecordAdmin(ReadOnlyAdmin):
    """Requests that must happen once, without their answers: those may hold message text."""

    left_out = ("body", "digest")
    list_display = ("key", "api_key", "status", "started_at")
    list_filter = ("status", ("api_key", OwnRowsFilter))
    list_select_related = ("api_key",)
    search_fields = ("key",)
    date_hierarchy = "started_at"
