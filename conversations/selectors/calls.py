"""Calls as they are shown: each with its legs and its recordings, a fixed number of statements however many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from conversations.domain.calls import CallOutcome
from conversations.errors import Quarantined
from conversations.models import Call, CallCommand, Direction, Entry, EntryKind, Leg, Recording
from conversations.selectors.views import in_sight
from core.errors import NotFound

CALLS_A_PAGE: Final = 50
# Nobody of ours spoke with them, whatever the reason.
UNANSWERED: Final = frozenset(
    {
        CallOutcome.VOICEMAIL,
        CallOutcome.MISSED_NO_AGENT,
        CallOutcome.ABANDONED_IN_GREETING,
        CallOutcome.ABANDONED_IN_MENU,
        CallOutcome.ABANDONED_IN_QUEUE,
        CallOutcome.FAILED_PROVIDER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQuery:
    """Which calls a list shows; empty means not narrowed."""

    line_id: UUID | None = None
    direction: str = ""
    outcome: str = ""
    is_missed: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.line_id or self.direction or self.outcome or self.is_missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlace:
    """The last call of a page, after which the next begins."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPageSource:
    """One page of calls and where the next one starts, None at the end."""

    calls: tuple[Call, ...]
    following: CallPlace | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStory:
    """A call with everything that happened in it, each in its order."""

    call: Call
    legs: tuple[Leg, ...]
    recordings: tuple[Recording, ...]


def list_stories(*, organisation_id: UUID, entries: Iterable[Entry]) -> Mapping[UUID, CallStory]:
    """Read the calls behind entries, by the entry's id; nothing is asked when there are none."""
    wanted = [entry.pk for entry in entries if entry.kind == EntryKind.CALL]
    if not wanted:
        return {}
    return {
        story.call.entry_id: story
        for story in stories_of(organisation_id, shown(organisation_id).filter(entry__in=wanted))
    }


def stories_of(organisation_id: UUID, calls: Iterable[Call]) -> list[CallStory]:
    """Give calls their legs and recordings, in two statements."""
    found = list(calls)
    legs: dict[UUID, list[Leg]] = {call.pk: [] for call in found}
    recordings: dict[UUID, list[Recording]] = {call.pk: [] for call in found}
    for leg in (
        Leg.objects.of(organisation_id)
        .filter(call__in=found)
        .select_related("member__user")
        .order_by("started_at", "created_at")
    ):
        legs[leg.call_id].append(leg)
    for recording in Recording.objects.of(organisation_id).filter(call__in=found).order_by("created_at"):
        recordings[recording.call_id].append(recording)
    return [
        CallStory(call=call, legs=tuple(legs[call.pk]), recordings=tuple(recordings[call.pk]))
        for call in found
    ]


def shown(organisation_id: UUID) -> QuerySet[Call]:
    """Select calls with what is shown of each."""
    return Call.objects.of(organisation_id).select_related(
        "line", "answered_by__user", "conversation__contact"
    )


def get_recording(*, member: Member, recording_id: UUID) -> Recording:
    """Get a recording of a conversation the member may see.

    Raises:
        NotFound: there is none, or its conversation is out of sight.
        Quarantined: what was said is closed for everybody as yet.
    """
    rows = Recording.objects.of(member.organisation_id).select_related("call__conversation")
    found = rows.filter(pk=recording_id).first()
    if found is None or not in_sight(member, found.call.conversation):
        raise NotFound
    if found.call.conversation.is_quarantined:
        raise Quarantined
    return found


def list_calls(
    *,
    member: Member,
    query: CallQuery,
    after: CallPlace | None = None,
    only: Collection[UUID] | None = None,
    limit: int = CALLS_A_PAGE,
) -> CallPageSource:
    """List the calls the member may see, the newest first, after a place; `only` some of them."""
    rows = visible_calls(member)
    if only is not None:
        rows = rows.filter(pk__in=only)
    if query.line_id is not None:
        rows = rows.filter(line_id=query.line_id)
    if query.direction in set(Direction):
        rows = rows.filter(direction=query.direction)
    if query.outcome in set(CallOutcome):
        rows = rows.filter(outcome=query.outcome)
    if query.is_missed:
        rows = rows.filter(outcome__in=sorted(UNANSWERED))
    if after is not None:
        rows = rows.filter(started_at__lte=after.at).filter(Q(started_at__lt=after.at) | Q(pk__lt=after.id))
    found = list(rows.order_by("-started_at", "-id")[: limit + 1])
    following = None
    if len(found) > limit:
        following = CallPlace(at=found[limit - 1].started_at, id=found[limit - 1].pk)
    return CallPageSource(calls=tuple(found[:limit]), following=following)


def list_touched_calls(
    *, member: Member, call_ids: Collection[UUID], conversation_ids: Collection[UUID]
) -> dict[UUID, int]:
    """Tell the versions of the calls named, or of a conversation named, that the member may see; the newest 200."""
    if not call_ids and not conversation_ids:
        return {}
    rows = visible_calls(member).filter(Q(pk__in=call_ids) | Q(conversation__in=conversation_ids))
    return dict(rows.order_by("-started_at").values_list("pk", "version")[:200])


def is_call_of(*, organisation_id: UUID, call_id: UUID, conversation_ids: Collection[UUID]) -> bool:
    """Say whether a call belongs to one of the conversations."""
    rows = Call.objects.of(organisation_id).filter(pk=call_id, conversation__in=conversation_ids)
    return bool(conversation_ids) and rows.exists()


def get_call(*, member: Member, call_id: UUID) -> CallStory:
    """Get a call the member may see.

    Raises:
        NotFound: there is none, or its conversation is out of sight.
    """
    found = stories_of(member.organisation_id, visible_calls(member).filter(pk=call_id))
    if not found:
        raise NotFound
    return found[0]


def list_commands(*, call: Call) -> Sequence[CallCommand]:
    """List what the carrier was asked to do for a call, in order; the newest two hundred."""
    rows = CallCommand.objects.of(call.organisation_id).filter(call=call).select_related("leg__member__user")
    return list(reversed(rows.order_by("-requested_at", "-created_at")[:200]))


def visible_calls(member: Member) -> QuerySet[Call]:
    """Select the calls of the member's locations, on their side of every wall."""
    rows = shown(member.organisation_id)
    if member.location_ids:
        rows = rows.filter(conversation__location__in=member.location_ids)
    if member.is_walled:
        rows = rows.exclude(conversation__walled_from__contains=[member.pk])
    return rows
