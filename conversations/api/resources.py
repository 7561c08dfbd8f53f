"""Lines and conversations: lists, one of them, and their entries."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import etags
from accounts.api.endpoints import Endpoint, ListEndpoint, model_rows
from accounts.api.once import PARAMETER, once
from accounts.api.paging import SequencePages
from accounts.domain.scopes import Scope
from conversations import selectors, services
from conversations.api.serializers import (
    ConversationSerializer,
    EntryInput,
    EntrySerializer,
    LineSerializer,
)
from conversations.domain.states import Status
from conversations.models import Conversation, Entry, EntryKind, Line, LineKind
from conversations.ports import Channel
from core import clock
from core.errors import NotFound
from core.transactions import reading


class LineFilters(filters.FilterSet):
    """Which lines."""

    kind = filters.ChoiceFilter(choices=LineKind.choices)
    location = filters.UUIDFilter(field_name="location_id")
    is_active = filters.BooleanFilter()

    class Meta:
        model = Line
        fields = ["kind", "location", "is_active"]


class ConversationFilters(filters.FilterSet):
    """Which conversations; filters add up."""

    status = filters.ChoiceFilter(choices=[(status.value, status.value) for status in Status])
    owner = filters.UUIDFilter(field_name="owner_id")
    unowned = filters.BooleanFilter(field_name="owner_id", lookup_expr="isnull")
    line = filters.UUIDFilter(field_name="line_id")
    location = filters.UUIDFilter(field_name="location_id")
    contact = filters.UUIDFilter(field_name="contact_id")
    tag = filters.CharFilter(method="tagged", max_length=40)
    channel = filters.ChoiceFilter(
        field_name="latest_channel", choices=[(channel.value, channel.value) for channel in Channel]
    )

    class Meta:
        model = Conversation
        fields = ["status", "owner", "unowned", "line", "location", "contact", "tag", "channel"]

    def tagged(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what carries the label."""
        return rows.filter(tags__contains=[value])


class EntryFilters(filters.FilterSet):
    """Which entries of a conversation."""

    kind = filters.ChoiceFilter(choices=EntryKind.choices)
    after_seq = filters.NumberFilter(field_name="seq", lookup_expr="gt", min_value=0, max_value=2_147_483_647)

    class Meta:
        model = Entry
        fields = ["kind", "after_seq"]


class LineList(ListEndpoint):
    """This will list the lines at the member's locations."""

    scopes = {"GET": Scope.LINES_READ}
    queryset = model_rows(Line)
    serializer_class = LineSerializer
    filterset_class = LineFilters

    @extend_schema(operation_id="listLines", tags=["Lines"], responses=LineSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List lines."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the lines the member works for."""
        return _lines(self)


class LineDetail(Endpoint):
    """This will show one line."""

    scopes = {"GET": Scope.LINES_READ}

    @extend_schema(operation_id="getLine", tags=["Lines"], responses=LineSerializer)
    def get(self, request: Request, line_id: UUID) -> Response:
        """Show a line."""
        with reading(self.key.organisation_id):
            found = _lines(self).filter(pk=line_id).first()
            if found is None:
                raise NotFound
            content = LineSerializer(found).data
        return self.one(content)


class ConversationList(ListEndpoint):
    """This will list the conversations at the member's locations, the newest first."""

    scopes = {"GET": Scope.CONVERSATIONS_READ}
    queryset = model_rows(Conversation)
    serializer_class = ConversationSerializer
    filterset_class = ConversationFilters

    @extend_schema(
        operation_id="listConversations", tags=["Conversations"], responses=ConversationSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List conversations."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select what the member sees."""
        return selectors.visible(self.member)


class ConversationDetail(Endpoint):
    """This will show one conversation."""

    scopes = {"GET": Scope.CONVERSATIONS_READ}

    @extend_schema(operation_id="getConversation", tags=["Conversations"], responses=ConversationSerializer)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        """Show a conversation; its ETag is its version."""
        with reading(self.key.organisation_id):
            found = selectors.get_conversation(member=self.member, conversation_id=conversation_id)
            content = ConversationSerializer(found).data
        return self.one(content, etag=etags.of_version(found.version))


class EntryList(ListEndpoint):
    """This will list a conversation's entries, the newest first, and add notes and replies."""

    scopes = {"GET": Scope.CONVERSATIONS_READ, "POST": None}
    queryset = model_rows(Entry)
    serializer_class = EntrySerializer
    filterset_class = EntryFilters
    pagination_class = SequencePages

    @extend_schema(operation_id="listEntries", tags=["Conversations"], responses=EntrySerializer(many=True))
    def get(self, request: Request, conversation_id: UUID) -> Response:
        """List entries."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the entries of a conversation the member sees."""
        key: UUID = self.kwargs["conversation_id"]
        found = selectors.get_conversation(member=self.member, conversation_id=key)
        return Entry.objects.of(self.key.organisation_id).filter(conversation=found).defer("search")

    @extend_schema(
        operation_id="addEntry",
        tags=["Conversations"],
        parameters=[PARAMETER],
        request=EntryInput,
        responses={201: EntrySerializer},
    )
    def post(self, request: Request, conversation_id: UUID) -> Response:
        """Add a note (scope conversations:write), or send a reply (scope messages:send)."""
        sent = self.sent(EntryInput)
        is_note = sent["kind"] == EntryKind.NOTE
        self.check_scope(Scope.CONVERSATIONS_WRITE if is_note else Scope.MESSAGES_SEND)

        def act(record_id: UUID) -> dict[str, Any]:
            write = self._note if is_note else self._reply
            return dict(EntrySerializer(write(conversation_id, sent, record_id)).data)

        return once(self, act)

    def _note(self, conversation_id: UUID, sent: dict[str, Any], record_id: UUID) -> Entry:
        return services.add_note(
            by=self.member,
            conversation_id=conversation_id,
            text=sent["text"],
            client_ref=str(record_id),
            now=clock.now(),
        )

    def _reply(self, conversation_id: UUID, sent: dict[str, Any], record_id: UUID) -> Entry:
        return services.send_reply(
            by=self.member,
            conversation_id=conversation_id,
            text=sent["text"],
            seen_seq=sent.get("seen_seq", 0),
            anyway="seen_seq" not in sent,
            line_id=sent.get("line_id"),
            client_ref=str(record_id),
            now=clock.now(),
        )


def _lines(endpoint: Endpoint) -> QuerySet[Line]:
    """Select the lines at the member's locations."""
    rows = Line.objects.of(endpoint.key.organisation_id)
    scope = endpoint.member.location_ids
    return rows.filter(location_id__in=scope) if scope else rows
