"""What the assistant promises becomes a task with an owner and an hour."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts import selectors as accounts
from conversations.domain.promises import PromisedBy
from conversations.models import Conversation
from conversations.services import owe_about_step
from core.transactions import step
from receptionist.domain.policy import DialogueState
from receptionist.domain.policy.spoken import say_day, say_time
from receptionist.models import ReceptionistSettings

SOON = timedelta(minutes=5)


@step
def promise_step(
    conversation: Conversation,
    state: DialogueState,
    *,
    settings: ReceptionistSettings,
    zone: str,
    now: datetime,
) -> str:
    """Owe an answer within the hours that were set, and say by when."""
    due = due_of(conversation.location_id, settings, now=now)
    who = state.value("name") or state.caller
    title = f"{who}: {state.value('reason') or state.need}"
    owe_about_step(
        conversation,
        title=title,
        owner_id=settings.owner_id,
        due_at=due,
        promised_by=PromisedBy.ASSISTANT,
        now=now,
    )
    return by_words(due, zone=zone, language=state.language)


def due_of(location_id: UUID, settings: ReceptionistSettings, *, now: datetime) -> datetime:
    """Say when an answer is due, in the hours of a place."""
    calendar = accounts.recall_calendar(location_id, now=now)
    minutes = settings.promise_minutes
    return calendar.add_business_seconds(now, minutes * 60) or now + timedelta(minutes=minutes)


def by_words(due: datetime, *, zone: str, language: str) -> str:
    """Say by when."""
    local = due.astimezone(ZoneInfo(zone))
    day, time = say_day(local, language), say_time(local, language)
    return f"antes del {day} a {time}" if language == "es" else f"by {day} at {time}"
