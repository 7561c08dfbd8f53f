"""What is done to a conversation: each address is one verb of `conversations.services`."""

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import etags
from accounts.api.endpoints import Endpoint
from accounts.domain.scopes import Scope
from conversations import services
from conversations.api.serializers import (
    AssignInput,
    ConversationSerializer,
    NothingInput,
    ResolveInput,
    SnoozeInput,
    TagsInput,
)
from conversations.domain.states import Outcome
from conversations.models import Conversation
from core import clock


class Act(Endpoint, ABC):
    """This will do one thing to a conversation and answer with how it stands afterwards."""

    scopes = {"POST": Scope.CONVERSATIONS_WRITE}
    operation_name = ""
    takes: type[serializers.Serializer[Any]] = NothingInput

    @extend_schema(tags=["Conversations"], responses={200: ConversationSerializer})
    def post(self, request: Request, conversation_id: UUID) -> Response:
        """Do it."""
        found = self.act(conversation_id, self.sent(self.takes))
        return self.one(ConversationSerializer(found).data, etag=etags.of_version(found.version))

    @abstractmethod
    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Call the service."""


class Claim(Act):
    """Take an unowned conversation."""

    operation_name = "claimConversation"

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Claim."""
        return services.claim_conversation(by=self.member, conversation_id=conversation_id, now=clock.now())


class Assign(Act):
    """Give a conversation to a colleague."""

    operation_name = "assignConversation"
    takes = AssignInput

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Assign."""
        return services.assign_conversation(
            by=self.member, conversation_id=conversation_id, to=sent["member_id"], now=clock.now()
        )


class Release(Act):
    """Put a conversation back into the team's view."""

    operation_name = "releaseConversation"

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Release."""
        return services.release_conversation(by=self.member, conversation_id=conversation_id, now=clock.now())


class Snooze(Act):
    """Put a conversation aside until a time, a reply, or whichever comes first."""

    operation_name = "snoozeConversation"
    takes = SnoozeInput

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Snooze."""
        return services.snooze_conversation(
            by=self.member,
            conversation_id=conversation_id,
            until=sent.get("until"),
            until_reply=sent["until_reply"],
            now=clock.now(),
        )


class Resolve(Act):
    """End a conversation with its outcome."""

    operation_name = "resolveConversation"
    takes = ResolveInput

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Resolve."""
        return services.resolve_conversation(
            by=self.member,
            conversation_id=conversation_id,
            outcome=Outcome(sent["outcome"]),
            reason=sent["reason"],
            now=clock.now(),
        )


class Reopen(Act):
    """Bring a resolved conversation back; where the person has a live one meanwhile, that one is given."""

    operation_name = "reopenConversation"

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Reopen."""
        return services.reopen_conversation(by=self.member, conversation_id=conversation_id, now=clock.now())


class Spam(Act):
    """Put a conversation among spam."""

    operation_name = "markSpam"

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Mark."""
        return services.mark_spam(by=self.member, conversation_id=conversation_id, now=clock.now())


class NotSpam(Act):
    """Take a conversation out of spam."""

    operation_name = "markNotSpam"

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Unmark."""
        return services.mark_not_spam(by=self.member, conversation_id=conversation_id, now=clock.now())


class Tags(Act):
    """Replace the labels."""

    operation_name = "tagConversation"
    takes = TagsInput

    def act(self, conversation_id: UUID, sent: dict[str, Any]) -> Conversation:
        """Label."""
        return services.tag_conversation(
            by=self.member, conversation_id=conversation_id, tags=sent["tags"], now=clock.now()
        )
