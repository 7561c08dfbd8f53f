"""Playbooks and inquiries, made by the services their owners and customers use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Member
from conversations.models import Conversation
from core.transactions import reading
from intake.models import Inquiry, Playbook
from intake.services.playbooks import following, keeping
from tests.factories.forms import words

FITS: dict[str, Any] = {
    "key": "fits",
    "label": words("It fits"),
    "stage": "QUALIFIED",
    "next": "TASK",
    "words": "Send the letter",
    "hours": 4,
    "who": "",
    "team": "",
}
LOST: dict[str, Any] = {
    **FITS,
    "key": "lost",
    "label": words("No case"),
    "stage": "LOST",
    "next": "",
    "words": "",
}
BOOK: dict[str, Any] = {**FITS, "key": "book", "label": words("Wants a time"), "next": "BOOK", "words": ""}


def thread(conversation_id: UUID, organisation_id: UUID) -> Conversation:
    """Read a conversation."""
    with reading(organisation_id):
        return Conversation.objects.of(organisation_id).get(pk=conversation_id)


def playbook(by: Member, line_id: UUID, *, now: datetime, name: str = "Callers", **more: Any) -> Playbook:
    """Make a playbook of a line."""
    values = {"outcomes": (FITS, LOST, BOOK), **more}
    return keeping.keep_playbook(
        by=by, playbook_id=None, values=keeping.Values(name=name, line_id=line_id, **values), now=now
    )


def inquiry(organisation_id: UUID, conversation_id: UUID, *, now: datetime) -> Inquiry:
    """Open the inquiry of a conversation."""
    row = following.open_inquiry(organisation=organisation_id, conversation_id=conversation_id, now=now)
    assert row is not None
    return row


def things(by: Member, conversation_id: UUID, *, now: datetime) -> dict[str, UUID]:
    """Give a playbook and an inquiry by it."""
    held = thread(conversation_id, by.organisation_id)
    made = playbook(by, held.line_id, now=now)
    return {"playbook_id": made.pk, "inquiry_id": inquiry(by.organisation_id, conversation_id, now=now).pk}
