"""What menus offer: colleagues, times to snooze until, outcomes and their reasons."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Member, Team
from accounts.pages import Choice
from accounts.policies import can_write
from accounts.presenters import initials, tint
from conversations.domain.states import Outcome
from conversations.presenters.labels import outcome_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from conversations.selectors import TEAM

MORNING = time(9)
OUTCOMES = (
    (Outcome.BOOKED, "cal"),
    (Outcome.FOLLOW_UP, "clock"),
    (Outcome.LOST, "x"),
    (Outcome.SPAM, "ban"),
    (Outcome.DISQUALIFIED, ""),
)


def member_choices(members: Sequence[Member], *, chosen: UUID | None = None) -> tuple[Choice, ...]:
    """Offer the colleagues who may answer, by name; alike for every reader, so that it is printed once for all."""
    return tuple(
        Choice(
            value=str(member.pk),
            label=member.name,
            initials=initials(member.name),
            tint=tint(member.pk),
            is_current=member.pk == chosen,
        )
        for member in members
        if can_write(member)
    )


def owner_choices(members: Sequence[Member], teams: Sequence[Team]) -> tuple[Choice, ...]:
    """Offer whose a task may be: the writer's own first, with an empty value, then colleagues, then teams."""
    return (
        Choice(value="", label=_("Mine"), is_current=True),
        *member_choices(members),
        *(
            Choice(value=f"{TEAM}{team.pk}", label=_("Team %(name)s") % {"name": team.name}, icon="people")
            for team in teams
        ),
    )


def snooze_times(*, reader: Reader) -> dict[str, datetime]:
    """Say what the choices of the snooze menu mean at the reader's now."""
    local = reader.now.astimezone(reader.zone)
    tomorrow = local.date() + timedelta(days=1)
    monday = local.date() + timedelta(days=7 - local.weekday())
    return {
        "later": reader.now + timedelta(hours=3),
        "tomorrow": datetime.combine(tomorrow, MORNING, reader.zone),
        "monday": datetime.combine(monday, MORNING, reader.zone),
    }


def snooze_choices(*, reader: Reader) -> tuple[Choice, ...]:
    """Offer when a conversation should come back.

    "In three hours" names no hour: the head stays on the screen, and a minute later the hour would be another.
    """
    times = snooze_times(reader=reader)
    return (
        Choice(value="later", label=_("In three hours")),
        Choice(
            value="tomorrow",
            label=_("Tomorrow morning"),
            detail=moment_label(times["tomorrow"], reader=reader),
        ),
        Choice(value="monday", label=_("Next week"), detail=moment_label(times["monday"], reader=reader)),
        Choice(value="reply", label=_("Until they reply"), icon="text"),
    )


def outcome_choices() -> tuple[Choice, ...]:
    """Offer how a conversation can end."""
    return tuple(Choice(value=item.value, label=outcome_label(item), icon=icon) for item, icon in OUTCOMES)


def reason_choices() -> tuple[Choice, ...]:
    """Offer why an inquiry was not for us; stored as the words themselves, in the reader's language."""
    words = (
        pgettext("reason", "Not our field"),
        pgettext("reason", "Outside our area"),
        pgettext("reason", "Conflict"),
        pgettext("reason", "Cannot pay"),
        pgettext("reason", "Wrong number"),
        pgettext("reason", "Other"),
    )
    return tuple(Choice(value=word, label=word) for word in words)
