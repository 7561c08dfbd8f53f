"""The web chat: opened by the owner, written in by visitors, answered on the page on which they write."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Location, Member, Organisation
from conversations import errors
from conversations.domain.chat import LONGEST, visitor_address
from conversations.domain.states import MessageState
from conversations.models import ChatWidget, Entry, Line, LineKind
from conversations.ports import AddressKind, Channel, InboundMessage, Media
from conversations.services import sending
from conversations.services.receive import Received, receive_message_step
from core.errors import NotFound
from core.transactions import use_case

ADDRESS = "WEB"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatWords:
    """What the chat says by itself; empty words are the product's own."""

    greeting: str = ""
    greeting_es: str = ""
    away: str = ""
    away_es: str = ""


@use_case
def set_chat(*, by: Member, words: ChatWords, is_open: bool, now: datetime) -> ChatWidget:
    """Open the chat or close it, and say how it greets. Conversations begun in it stay.

    Raises:
        NotAllowed: only who administers may.
    """
    policies.check_can_administer(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    line = Line.objects.of(by.organisation_id).filter(kind=LineKind.CHAT, address=ADDRESS).first()
    if line is None:
        place = Location.objects.filter(organisation_id=by.organisation_id, is_default=True).first()
        if place is None:
            raise NotFound
        line = Line(organisation_id=by.organisation_id, location=place, kind=LineKind.CHAT, address=ADDRESS)
        line.name, line.replies_to_opt_out = _("Web chat"), False
    line.is_active = is_open
    line.save()
    values = {
        "greeting": words.greeting,
        "greeting_es": words.greeting_es,
        "away": words.away,
        "away_es": words.away_es,
    }
    widget, _made = ChatWidget.objects.update_or_create(
        organisation_id=by.organisation_id, line=line, defaults=values
    )
    return widget


@use_case
def write_in_chat(
    *,
    organisation: Organisation,
    visitor: UUID,
    ref: UUID,
    text: str,
    name: str = "",
    file: Media | None = None,
    now: datetime,
) -> Received:
    """Take what a visitor wrote; `ref`, made by the page, makes a repeated POST the same message.

    `file` lies in our storage already, and was looked at.

    Raises:
        TextEmpty, TextTooLong: what was typed cannot be taken.
        NoSuchLine: the chat is closed.
    """
    text = text.replace("\x00", "").strip()
    if not text and file is None:
        raise errors.TextEmpty
    if len(text) > LONGEST:
        raise errors.TextTooLong(LONGEST)
    message = InboundMessage(
        channel=Channel.CHAT,
        provider_id=f"{visitor}:{ref}",
        to=ADDRESS,
        sender=visitor_address(visitor),
        sender_kind=AddressKind.OTHER,
        text=text,
        profile_name=" ".join(name.split())[:80] or _("Web visitor"),
        media=(file,) if file is not None else (),
        segments=1,
    )
    return receive_message_step(organisation=organisation, message=message, received_at=now, now=now)


@use_case
def deliver_chat(*, organisation: UUID, entry_id: UUID, now: datetime) -> Entry | None:
    """Let a reply be seen on the visitor's page; None when it was taken back or may not go."""
    entry = sending.begin_sending_step(organisation=organisation, entry_id=entry_id, now=now)
    if entry is None:
        return None
    return sending.settle_sending_step(
        organisation=organisation, entry_id=entry_id, state=MessageState.DELIVERED, now=now
    )
