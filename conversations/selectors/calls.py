"""Calls as they are shown: each with its legs and its recordings, a fixed number of statements however many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Member
from conversations.models import Call, Entry, EntryKind, Leg, Recording
from core.errors import NotFound


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
    return Call.objects.of(organisation_id).select_related("line", "answered_by__user", "conversation")


def get_recording(*, member: Member, recording_id: UUID) -> Recording:
    """Get a recording of a conversation the member may see.

    Raises:
        NotFound: there is none, or its conversation is out of sight.
    """
    rows = Recording.objects.of(member.organisation_id).select_related("call__conversation")
    found = rows.filter(pk=recording_id).first()
    if found is None or (
        member.location_ids and found.call.conversation.location_id not in member.location_ids
    ):
        raise NotFound
    return found
