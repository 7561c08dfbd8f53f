"""What owners set about a line's calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import policies as account_policies
from accounts.models import Member
from conversations.models import Line, LineKind
from conversations.services.linting import check_template
from core.errors import NotFound
from core.events import record
from core.transactions import use_case
from routing import errors
from routing.domain.graph import Turn
from routing.events import HandlingChanged
from routing.models import LineHandling, Queue, RingTurn

LONGEST_RING = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line's calls shall be handled like; empty words mean those that ship."""

    language: str = "en"
    greeting: str = ""
    closed_greeting: str = ""
    voicemail_greeting: str = ""
    records_calls: bool = False
    notice: str = ""
    keep_days: int = 90
    texts_back: bool = True
    text_back_words: str = ""
    cooldown_hours: int = 12
    messages_queue_id: UUID | None = None


@use_case
def save_handling(
    *, by: Member, line_id: UUID, wanted: Wanted, turns: Sequence[Turn], seen_version: int, now: datetime
) -> LineHandling:
    """Set how a line handles calls, and in which order it rings.

    Raises:
        NotAllowed: not a supervisor. NotFound: no such line, member or queue in use.
        HandlingChangedMeanwhile: somebody saved it since the page was opened.
        RungTwice: a member stands twice in the order.
        TemplateTells: the text to missed callers of a clinic tells about health.
    """
    account_policies.check_can_supervise(by)
    line = Line.objects.of(by.organisation_id).filter(pk=line_id, kind=LineKind.PHONE).first()
    if line is None:
        raise NotFound
    _check_queue(by, wanted)
    check_template(by.organisation_id, wanted.text_back_words)
    row = LineHandling.objects.of(by.organisation_id).select_for_update(no_key=True).filter(line=line).first()
    if row is not None and row.version != seen_version:
        raise errors.HandlingChangedMeanwhile
    if len({turn.member_id for turn in turns}) != len(turns):
        raise errors.RungTwice
    known = set(
        Member.objects.filter(
            organisation_id=by.organisation_id, pk__in=[turn.member_id for turn in turns]
        ).values_list("pk", flat=True)
    )
    if len(known) != len(turns):
        raise NotFound
    row = row or LineHandling(organisation_id=by.organisation_id, line=line, version=0)
    for name in Wanted.__dataclass_fields__:
        setattr(row, name, getattr(wanted, name))
    row.version += 1
    row.save()
    RingTurn.objects.of(by.organisation_id).filter(handling=row).delete()
    RingTurn.objects.bulk_create(
        [
            RingTurn(
                organisation_id=by.organisation_id,
                handling=row,
                member_id=turn.member_id,
                position=place,
                seconds=max(5, min(LONGEST_RING, turn.seconds)),
            )
            for place, turn in enumerate(turns)
        ]
    )
    record(HandlingChanged(line_id=line.pk, version=row.version), actor_id=by.pk, now=now)
    return row


def _check_queue(by: Member, wanted: Wanted) -> None:
    """Hold the queue of a line's messages, so that it is not put away in the same moment."""
    if wanted.messages_queue_id is None:
        return
    queues = Queue.objects.of(by.organisation_id).select_for_update(no_key=True)
    if not queues.filter(pk=wanted.messages_queue_id, is_active=True).exists():
        raise errors.NoSuchQueue
