"""Pages of users, memberships, teams and invitations."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.acting import act_as_member
from accounts.models import Invitation, Member, Team, User
from accounts.services import invitations, members
from core import clock
from core.administration import OrganisationAdmin, ReadOnlyAdmin
from core.transactions import require_organisation

POWERS = ("is_active", "is_staff", "is_superuser", "may_read_messages", "groups", "user_permissions")


@admin.register(User)
class UserAdmin(OrganisationAdmin):
    """People of the chosen organisation, and those who belong to none yet. A new user sets a password by mail."""

    form = forms.ModelForm
    exclude = ("password",)
    private = ("password",)
    list_display = ("name", "email", "is_active", "is_staff", "may_read_messages", "last_login")
    list_filter = ("is_active", "is_staff", "may_read_messages")
    search_fields = ("name", "email")
    date_hierarchy = "date_joined"
    filter_horizontal = ("groups", "user_permissions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Keep colleagues of the chosen organisation and people without any."""
        here = Member.objects.filter(organisation_id=require_organisation()).values("user_id")
        return User.objects.defer("password").filter(Q(pk__in=here) | Q(memberships=None))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Let superusers alone hand out powers."""
        powers = () if getattr(request.user, "is_superuser", False) else POWERS
        return ("last_login", "date_joined", *powers)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep administrators' accounts from everyone but superusers: a changed address takes an account over."""
        is_guarded = obj is not None and (obj.is_staff or obj.is_superuser)
        return super().has_change_permission(request, obj) and (
            not is_guarded or bool(getattr(request.user, "is_superuser", False))
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what they wrote stays theirs; switch the account off."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give a new user a password nobody knows."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Member)
class MemberAdmin(OrganisationAdmin):
    """Memberships. Role and standing of an existing one change through the product's own services."""

    list_display = ("user", "role", "team", "is_active", "created_at")
    list_filter = ("role", "is_active")
    list_select_related = ("user", "team")
    search_fields = ("user__name", "user__email")
    raw_id_fields = ("user",)
    date_hierarchy = "created_at"
    actions = ("deactivate", "reactivate")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Freeze what services change."""
        return ("user", "role", "is_active", "created_at") if obj else ("is_active",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: members are deactivated, so that what they did keeps their name."""
        return False

    @admin.action(
        description=_("Deactivate: log off, and return what they own to the team"), permissions=["change"]
    )
    def deactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Deactivate members."""

        def deed(by: Member, member_id: UUID) -> object:
            return members.deactivate_member(by=by, member_id=member_id, now=clock.now())

        act_as_member(request, list(queryset.values_list("pk", flat=True)), deed)

    @admin.action(description=_("Reactivate"), permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[Member]) -> None:
        """Let members in again."""

        def deed(by: Member, member_id: UUID) -> object:
            return members.reactivate_member(by=by, member_id=member_id, now=clock.now())

        act_as_member(request, list(queryset.values_list("pk", flat=True)), deed)


@admin.register(Team)
class TeamAdmin(OrganisationAdmin):
    """Teams."""

    list_display = ("name",)
    search_fields = ("name",)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations; the link's token is never shown."""

    left_out = ("token_hash",)
    list_display = ("email", "role", "invited_by", "expires_at", "accepted_at", "revoked_at")
    list_filter = ("role", "accepted_at", "revoked_at")
    list_select_related = ("invited_by__user",)
    search_fields = ("email",)
    date_hierarchy = "created_at"
    actions = ("revoke",)

    @admin.action(description=_("Take back"), permissions=["act"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """Take invitations back."""

        def deed(by: Member, invitation_id: UUID) -> object:
            return invitations.revoke_invitation(by=by, invitation_id=invitation_id, now=clock.now())

        act_as_member(request, list(queryset.values_list("pk", flat=True)), deed)
