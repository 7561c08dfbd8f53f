"""Lines, texts and conversations, made by the services a carrier and members use."""

from datetime import datetime
from itertools import count
from uuid import UUID

from accounts.models import Location, Organisation
from conversations import ports, services
from conversations.models import Conversation, Line
from core.ids import new_id
from core.transactions import reading, tenant_transaction

_numbers = count(100)
OUR_NUMBER = "+16025550100"


def line(
    *,
    organisation: Organisation,
    address: str = OUR_NUMBER,
    name: str = "Main line",
    location: Location | None = None,
) -> Line:
    """Make an active number of the organisation."""
    place = location or organisation.locations.get(is_default=True)
    with tenant_transaction(organisation):
        return Line.objects.create(organisation=organisation, location=place, name=name, address=address)


def number() -> str:
    """Invent another fictional number."""
    return f"+1602555{next(_numbers) % 9000 + 1000 - 1000:04d}"


def text_in(
    *,
    organisation: Organisation,
    now: datetime,
    to: str = OUR_NUMBER,
    sender: str = "",
    text: str = "Do you take custody cases?",
    name: str = "",
    media: tuple[ports.Media, ...] = (),
    occurred_at: datetime | None = None,
) -> services.Received:
    """Let a customer's text arrive."""
    message = ports.InboundMessage(
        channel=ports.Channel.SMS,
        provider_id=str(new_id()),
        to=to,
        sender=sender or number(),
        sender_kind=ports.AddressKind.PHONE,
        text=text,
        media=media,
        occurred_at=occurred_at or now,
        profile_name=name,
    )
    return services.receive_message(organisation=organisation, message=message, received_at=now, now=now)


def conversation(*, organisation: Organisation, now: datetime, **more: str) -> Conversation:
    """Open a conversation by a text from somebody new."""
    received = text_in(organisation=organisation, now=now, **more)  # type: ignore[arg-type]
    return fresh(organisation=organisation, conversation_id=received.conversation_id)


def fresh(*, organisation: Organisation, conversation_id: UUID) -> Conversation:
    """Read a conversation as it stands now."""
    with reading(organisation):
        return (
            Conversation.objects.of(organisation)
            .select_related("owner__user", "line")
            .get(pk=conversation_id)
        )
