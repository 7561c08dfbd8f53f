"""How conversations, entries and lines are written, and what may be sent."""

from typing import Any

from rest_framework import serializers

from accounts.api.serializers import Choice, Text
from conversations.domain.states import Outcome
from conversations.models import Conversation, Entry, Line
from conversations.services.replies import LONGEST_MAIL, LONGEST_NOTE, LONGEST_TEXT
from conversations.services.ways import LONGEST_SUBJECT

LARGEST_SEQ = 2_147_483_647
MOST_TAGS = 12


class LineSerializer(serializers.ModelSerializer[Line]):
    """How people reach the organisation: a number, a mailbox, a chat or a form."""

    location_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = Line
        fields = ["id", "kind", "name", "address", "location_id", "is_active", "created_at"]
        read_only_fields = fields


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    """A thread with one person at one location; `version` rises with every change."""

    location_id = serializers.UUIDField(read_only=True)
    line_id = serializers.UUIDField(read_only=True)
    contact_id = serializers.UUIDField(read_only=True, allow_null=True)
    owner_id = serializers.UUIDField(read_only=True, allow_null=True)
    address = serializers.CharField(source="party_value", read_only=True)

    class Meta:
        model = Conversation
        fields = [
            "id", "title", "status", "location_id", "line_id", "contact_id", "address", "owner_id", "tags",
            "version", "entry_count", "latest_at", "latest_text", "latest_channel", "waiting_since", "due_at",
            "first_response_seconds", "snoozed_until", "snoozed_until_reply", "resolved_at", "outcome",
            "outcome_reason", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """A message, note or fact; `seq` numbers the entries of a conversation from 1."""

    conversation_id = serializers.UUIDField(read_only=True)
    line_id = serializers.UUIDField(read_only=True, allow_null=True)
    author_id = serializers.UUIDField(read_only=True, allow_null=True)
    media = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = [
            "id", "conversation_id", "seq", "kind", "channel", "line_id", "address", "text", "author_id",
            "is_automatic", "fact", "occurred_at", "state", "failure_reason", "segments", "media",
        ]  # fmt: skip
        read_only_fields = fields

    def get_media(self, entry: Entry) -> list[dict[str, str]]:
        """Name the files, without where they are stored."""
        return [{name: str(item.get(name, "")) for name in ("kind", "name", "mime")} for item in entry.media]


class EntryInput(serializers.Serializer[Any]):
    """A note for colleagues, or a message to the person."""

    kind = Choice(choices=["NOTE", "MESSAGE"])
    text = Text(max_length=LONGEST_NOTE, help_text="A message holds at most 1600 characters.")
    seen_seq = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_SEQ,
        required=False,
        help_text="Newest entry the writer had read. With it, a colleague's newer reply stops the message (409).",
    )
    line_id = serializers.UUIDField(
        required=False, help_text="Leaves by this line instead of the conversation's."
    )


class MessageInput(serializers.Serializer[Any]):
    """A message to somebody first: a contact's address, or a number or e-mail address as people write it.

    It leaves as a text by a number of yours, as a mail by a mailbox of yours.
    """

    line_id = serializers.UUIDField()
    contact_id = serializers.UUIDField(required=False)
    address_id = serializers.UUIDField(
        required=False, help_text="One of the contact's; else the first number."
    )
    number = Text(max_length=40, required=False, help_text="Instead of contact_id.")
    email = Text(max_length=254, required=False, help_text="Instead of contact_id.")
    subject = Text(max_length=LONGEST_SUBJECT, required=False, help_text="A mail needs one.")
    text = Text(
        max_length=LONGEST_MAIL,
        help_text=f"At most {LONGEST_TEXT} characters of a text, {LONGEST_MAIL} of a mail.",
    )


class AssignInput(serializers.Serializer[Any]):
    """Who answers from now on."""

    member_id = serializers.UUIDField()


class SnoozeInput(serializers.Serializer[Any]):
    """Until when a conversation is put aside; one of both is needed."""

    until = serializers.DateTimeField(required=False, allow_null=True)
    until_reply = serializers.BooleanField(required=False, default=False)


class ResolveInput(serializers.Serializer[Any]):
    """How a conversation ended."""

    outcome = Choice(choices=[outcome.value for outcome in Outcome])
    reason = Text(max_length=200, required=False, allow_blank=True, default="")


class NothingInput(serializers.Serializer[Any]):
    """No fields."""


class TagsInput(serializers.Serializer[Any]):
    """The labels, replacing those before."""

    tags = serializers.ListField(child=Text(max_length=40), max_length=MOST_TAGS)
