"""Pages of lines, conversations, entries and what members keep beside them."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import act_as_member
from accounts.models import Member
from conversations import services
from conversations.domain.states import Outcome
from conversations.errors import TemplateTells
from conversations.models import (
    CannedReply,
    ChatWidget,
    Conversation,
    Draft,
    Entry,
    Label,
    Line,
    Mention,
    ReadMark,
    SavedView,
    Task,
)
from conversations.services import linting
from core import clock
from core.administration import OrganisationAdmin, OrganisationForm, OwnRowsFilter, ReadOnlyAdmin
from core.transactions import require_organisation


@admin.register(ChatWidget)
class ChatWidgetAdmin(ReadOnlyAdmin):
    """How the chat greets; changed on the organisation's own page."""

    list_display = ("line", "greeting", "away")
    list_select_related = ("line",)
    search_fields = ("greeting", "away")


@admin.register(Line)
class LineAdmin(OrganisationAdmin):
    """Numbers, mailboxes, chats and forms."""

    list_display = ("name", "kind", "address", "location", "is_active", "replies_to_opt_out")
    list_filter = ("kind", "is_active", ("location", OwnRowsFilter))
    list_select_related = ("location",)
    search_fields = ("name", "address")
    readonly_fields = ("created_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: conversations hang on it; switch it off."""
        return False


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    """Threads. Status and ownership move through the services, in the administrator's own name."""

    private = ("latest_text",)
    list_display = (
        "title",
        "status",
        "ownership",
        "owner",
        "line",
        "latest_channel",
        "waiting_since",
        "latest_at",
    )
    list_filter = ("status", "ownership", "control", "latest_channel", "outcome", ("line", OwnRowsFilter))
    list_select_related = ("owner__user", "line")
    search_fields = ("title", "party_value", "=id")
    date_hierarchy = "latest_at"
    ordering = ("-latest_at", "-id")
    actions = ("mark_spam", "mark_not_spam", "reopen", "resolve", "release")

    @admin.action(description=_("Mark as spam"), permissions=["act"])
    def mark_spam(self, request: HttpRequest, queryset: QuerySet[Conversation]) -> None:
        """Put among spam."""
        _act(request, queryset, services.mark_spam)

    @admin.action(description=_("Not spam"), permissions=["act"])
    def mark_not_spam(self, request: HttpRequest, queryset: QuerySet[Conversation]) -> None:
        """Take out of spam."""
        _act(request, queryset, services.mark_not_spam)

    @admin.action(description=_("Reopen"), permissions=["act"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Conversation]) -> None:
        """Bring back."""
        _act(request, queryset, services.reopen_conversation)

    @admin.action(description=_("Resolve as follow-up"), permissions=["act"])
    def resolve(self, request: HttpRequest, queryset: QuerySet[Conversation]) -> None:
        """End with an outcome that loses nobody."""
        _act(request, queryset, partial(services.resolve_conversation, outcome=Outcome.FOLLOW_UP, reason=""))

    @admin.action(description=_("Release to the team"), permissions=["act"])
    def release(self, request: HttpRequest, queryset: QuerySet[Conversation]) -> None:
        """Put back into the team's view."""
        _act(request, queryset, services.release_conversation)


@admin.register(Label)
class LabelAdmin(ReadOnlyAdmin):
    """Labels as lists find them; a trigger copies them from their conversation."""

    list_display = ("tag", "conversation", "status", "latest_at")
    list_filter = ("status",)
    list_select_related = ("conversation",)
    search_fields = ("tag", "=conversation__id")


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Messages, notes and facts."""

    private = ("text", "media")
    left_out = ("search",)
    list_display = ("occurred_at", "kind", "channel", "state", "failure_reason", "segments", "conversation")
    list_filter = ("kind", "channel", "state", "failure_reason", "is_automatic", ("line", OwnRowsFilter))
    list_select_related = ("conversation",)
    search_fields = ("address", "provider_id", "=id", "=conversation__id")
    date_hierarchy = "occurred_at"
    ordering = ("-occurred_at", "-seq")


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """Half-written replies, of which nobody but their member touches a word."""

    private = ("text",)
    list_display = ("saved_at", "member", "conversation", "is_note")
    list_filter = ("is_note",)
    list_select_related = ("member__user", "conversation")
    search_fields = ("member__user__name", "conversation__title")
    date_hierarchy = "saved_at"


@admin.register(ReadMark)
class ReadMarkAdmin(ReadOnlyAdmin):
    """How far members have read."""

    list_display = ("member", "conversation", "seq")
    list_select_related = ("member__user", "conversation")
    search_fields = ("member__user__name", "conversation__title")


@admin.register(Mention)
class MentionAdmin(ReadOnlyAdmin):
    """Members named in notes."""

    list_display = ("created_at", "member", "conversation", "read_at")
    list_filter = ("read_at",)
    list_select_related = ("member__user", "conversation")
    search_fields = ("member__user__name", "conversation__title")
    date_hierarchy = "created_at"


class CannedReplyForm(OrganisationForm):
    """A saved reply; a clinic's carries nothing about health."""

    def clean_text(self) -> str:
        """Read the words as they will be sent."""
        text = str(self.cleaned_data["text"])
        try:
            linting.check_template(require_organisation(), text)
        except TemplateTells as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
        return text


@admin.register(CannedReply)
class CannedReplyAdmin(OrganisationAdmin):
    """Saved replies."""

    form = CannedReplyForm
    list_display = ("title", "shortcut", "language", "uses")
    list_filter = ("language",)
    search_fields = ("title", "shortcut", "text")
    readonly_fields = ("uses", "created_at")


@admin.register(SavedView)
class SavedViewAdmin(OrganisationAdmin):
    """Saved filters."""

    list_display = ("name", "view", "member", "created_at")
    list_filter = ("view",)
    list_select_related = ("member__user",)
    search_fields = ("name",)
    raw_id_fields = ("member",)
    readonly_fields = ("created_at",)


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    """What is owed."""

    list_display = ("title", "owner", "team", "due_at", "done_at")
    list_filter = ("due_at", "done_at", ("team", OwnRowsFilter))
    list_select_related = ("owner__user", "team")
    search_fields = ("title", "owner__user__name")
    date_hierarchy = "due_at"
    actions = ("finish", "reopen")

    @admin.action(description=_("Done"), permissions=["act"])
    def finish(self, request: HttpRequest, queryset: QuerySet[Task]) -> None:
        """Mark as done."""
        act_as_member(
            request,
            _keys(queryset),
            lambda by, key: services.finish_task(by=by, task_id=key, now=clock.now()),
        )

    @admin.action(description=_("Not done"), permissions=["act"])
    def reopen(self, request: HttpRequest, queryset: QuerySet[Task]) -> None:
        """Mark as owed again."""
        act_as_member(
            request,
            _keys(queryset),
            lambda by, key: services.reopen_task(by=by, task_id=key, now=clock.now()),
        )


def _act(request: HttpRequest, rows: QuerySet[Conversation], service: Any) -> None:
    def deed(by: Member, conversation_id: UUID) -> object:
        return service(by=by, conversation_id=conversation_id, now=clock.now())

    act_as_member(request, _keys(rows), deed)


def _keys(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.values_list("pk", flat=True))
