"""What the assistant did on a day, counted: no names, no words."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Member
from conversations.models import Task
from receptionist.domain.policy.acts import Outcome
from receptionist.models import Dialogue, DigestReader, Handoff, Turn
from receptionist.selectors.reviews import count_reviews

BOOKED = (Outcome.BOOKED.value, Outcome.RESCHEDULED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's figures. A promise is a task the assistant left about a conversation it spoke in."""

    conversations: int
    booked: int
    handed_over: int
    messages: int
    promises_open: int
    promises_late: int
    to_review: int
    tokens: int

    @property
    def is_quiet(self) -> bool:
        """Say whether there is nothing to tell."""
        return not (self.conversations or self.promises_open or self.to_review)


def count_day(*, member: Member, day: date, now: datetime) -> Day:
    """Count a day of the organisation's own clock; what is open is counted as of now."""
    organisation, zone = member.organisation_id, ZoneInfo(member.organisation.time_zone)
    begins = datetime.combine(day, time.min, tzinfo=zone)
    span = (begins, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone))
    of = Dialogue.objects.of(organisation)
    dialogues = of.filter(started_at__gte=span[0], started_at__lt=span[1])
    outcomes = list(dialogues.values_list("outcome", flat=True))
    handed = Handoff.objects.of(organisation).filter(made_at__gte=span[0], made_at__lt=span[1])
    owed = Task.objects.of(organisation).filter(
        created_by=None, done_at=None, conversation__in=of.values("conversation")
    )
    turns = Turn.objects.of(organisation).filter(
        happened_at__gte=span[0], happened_at__lt=span[1], understanding__has_key="opinion"
    )
    asked = turns.values_list("understanding__opinion", flat=True)
    return Day(
        conversations=len(outcomes),
        booked=sum(one in BOOKED for one in outcomes),
        handed_over=handed.count(),
        messages=outcomes.count(Outcome.MESSAGE_TAKEN.value),
        promises_open=owed.count(),
        promises_late=owed.filter(due_at__lt=now).count(),
        to_review=count_reviews(member=member, since=now).waiting,
        tokens=sum(int(one.get("tokens_in", 0)) + int(one.get("tokens_out", 0)) for one in asked),
    )


def reads_digest(*, member: Member) -> bool:
    """Say whether the member wants the assistant's day by mail."""
    return DigestReader.objects.of(member.organisation_id).filter(member=member).exists()
