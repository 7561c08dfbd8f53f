"""Sound of a call: announced by the carrier, fetched, kept, written down, and missed when it never comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage

from conversations import events
from conversations.domain.calls import RECORDING_TRANSITIONS, LegRole, RecordingState
from conversations.domain.plans import Record
from conversations.domain.summaries import summarise
from conversations.models import Entry, Leg, Recording, RecordingKind
from conversations.ports import RecordingReady, TranscriptReady
from conversations.services import threads
from conversations.services.calls import ending, rows
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case

# A message this short is a breath and a click, never shown as one.
LEAST_MESSAGE_SECONDS = 2.0
# One in which nobody heard a word, and which was over as soon as silence ends one, is none either.
SILENT_SECONDS = Record().silence_seconds + 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said; `speaker` is CUSTOMER, MEMBER or "" when nobody knows."""

    speaker: str
    at_ms: int
    text: str


@step
def expect_step(
    held: rows.Held, leg: Leg | None, kind: RecordingKind, *, state: RecordingState, now: datetime
) -> Recording:
    """Note that a recording has begun, so that its absence is seen."""
    row = Recording(
        organisation_id=held.call.organisation_id,
        call=held.call,
        leg=leg,
        kind=kind,
        state=state,
        started_at=now,
        expected_at=now + ending.MISSING_AFTER if kind == RecordingKind.VOICEMAIL else None,
    )
    row.save(force_insert=True)
    return row


@step
def expect_call_step(held: rows.Held, *, now: datetime) -> None:
    """Note that a conversation is being recorded from here on; once, whoever else joins."""
    begun = Recording.objects.of(held.call.organisation_id).filter(call=held.call, kind=RecordingKind.CALL)
    if not begun.exists():
        expect_step(held, None, RecordingKind.CALL, state=RecordingState.RECORDING, now=now)


@step
def announce_recording_step(
    leg: Leg, ready: RecordingReady, *, keep_days: int, received_at: datetime, now: datetime
) -> Recording:
    """Take the carrier's word that there is a recording; it is fetched after the commit. Twice is once."""
    held, leg = rows.lock_leg(leg)
    rows_of = Recording.objects.of(leg.organisation_id).select_for_update(no_key=True).filter(call=held.call)
    row = rows_of.filter(carrier_recording_id=ready.recording_id).first() if ready.recording_id else None
    if row is not None and row.state != RecordingState.MISSING:
        return row
    waiting = [
        RecordingState.RECORDING,
        RecordingState.PAUSED,
        RecordingState.AWAITED,
        RecordingState.MISSING,
    ]
    row = row or rows_of.filter(carrier_recording_id="", state__in=waiting).order_by("created_at").first()
    if row is None:
        # How far the caller came may be told later than what they said: alone on the line, it is a message.
        is_alone = leg.role == LegRole.CALLER and held.call.answered_at is None
        is_message = is_alone or held.call.stage == "VOICEMAIL"
        kind = RecordingKind.VOICEMAIL if is_message else RecordingKind.CALL
        row = expect_step(held, leg, kind, state=RecordingState.RECORDING, now=now)
    row.carrier_recording_id = ready.recording_id[:120]
    row.url = ready.url[:500]
    row.size_bytes = ready.size_bytes
    row.started_at = ready.started_at or row.started_at or received_at
    row.ended_at = ready.ended_at or received_at
    row.duration_seconds = max(0.0, (row.ended_at - row.started_at).total_seconds())
    is_short = row.duration_seconds < LEAST_MESSAGE_SECONDS
    is_empty = not ready.is_downloadable or (row.kind == RecordingKind.VOICEMAIL and is_short)
    _move(row, RecordingState.EMPTY if is_empty else RecordingState.AWAITED)
    row.expected_at = None if is_empty else now + ending.MISSING_AFTER
    row.expires_on = (now + timedelta(days=keep_days)).date()
    _save(row)
    if not is_empty:
        record(
            events.RecordingAnnounced(call_id=held.call.pk, recording_id=row.pk, is_transcript=False), now=now
        )
    _tell(held, row, now=now)
    return row


@step
def announce_transcript_step(leg: Leg, ready: TranscriptReady, *, now: datetime) -> Recording | None:
    """Take the carrier's word that a recording was written down; None when the recording is not known."""
    held, leg = rows.lock_leg(leg)
    found = Recording.objects.of(leg.organisation_id).select_for_update(no_key=True).filter(call=held.call)
    row = (
        found.filter(carrier_recording_id=ready.recording_id).first() or found.order_by("-created_at").first()
    )
    if row is None or row.transcript:
        return row
    row.transcript_url = ready.url[:500]
    _save(row)
    record(events.RecordingAnnounced(call_id=held.call.pk, recording_id=row.pk, is_transcript=True), now=now)
    return row


@use_case
def keep_recording(
    *,
    organisation: UUID,
    recording_id: UUID,
    path: str,
    mime: str,
    size_bytes: int,
    sha256: str,
    duration_seconds: float | None,
    is_silent: bool = False,
    problem: str = "",
    now: datetime,
) -> None:
    """Write down where the sound lies, or why it could not be had; a message in which nothing is heard is none."""
    held, row = _locked(organisation, recording_id)
    if problem:
        row.problem = problem[:60]
        _move(row, RecordingState.MISSING)
    else:
        row.path, row.mime, row.size_bytes, row.sha256 = path, mime, size_bytes, sha256
        row.duration_seconds = duration_seconds if duration_seconds is not None else row.duration_seconds
        row.problem = ""
        row.expected_at = None
        _move(row, RecordingState.STORED)
        if is_silent and row.kind == RecordingKind.VOICEMAIL and _is_silence(row):
            _move(row, RecordingState.EMPTY)
    _save(row)
    _tell(held, row, now=now)


@use_case
def keep_transcript(
    *, organisation: UUID, recording_id: UUID, sentences: Sequence[Sentence], problem: str = "", now: datetime
) -> None:
    """Keep what was said, with its summary; a transcript that could not be had is said so."""
    held, row = _locked(organisation, recording_id)
    row.transcript_problem = problem[:60]
    if sentences:
        record(events.TranscriptKept(call_id=row.call_id, recording_id=row.pk), now=now)
        row.transcript = [{"speaker": s.speaker, "at_ms": s.at_ms, "text": s.text} for s in sentences]
        row.summary = summarise([s.text for s in sentences])
        row.summary_actions, row.summary_by, row.summary_problem = [], "", ""
        if row.state in {RecordingState.STORED, RecordingState.EMPTY}:
            _move(row, RecordingState.TRANSCRIBED)
    elif not problem and row.kind == RecordingKind.VOICEMAIL and _is_silence(row):
        _move(row, RecordingState.EMPTY)
    _save(row)
    _tell(held, row, now=now)


@use_case
def flag_missing(*, organisation: UUID, now: datetime) -> int:
    """Raise the alarm for recordings that should have come ten minutes ago; returns how many."""
    due = Recording.objects.of(organisation).filter(
        state__in=[RecordingState.RECORDING, RecordingState.PAUSED, RecordingState.AWAITED],
        expected_at__lte=now,
    )
    found = list(due.values_list("pk", flat=True)[:100])
    for recording_id in found:
        held, row = _locked(organisation, recording_id)
        if row.expected_at is None or row.expected_at > now:
            continue
        row.problem = "never came"
        _move(row, RecordingState.MISSING)
        _save(row)
        _tell(held, row, now=now)
    return len(found)


@use_case
def expire_recordings(*, organisation: UUID, now: datetime) -> int:
    """Delete the sound of recordings whose time is over; that there was one stays known. Returns how many."""
    kept = Recording.objects.of(organisation).exclude(path="")
    due = kept.filter(
        state__in=[RecordingState.STORED, RecordingState.TRANSCRIBED, RecordingState.EMPTY],
        expires_on__lt=now.date(),
    )
    found = list(due.values_list("pk", flat=True)[:100])
    for recording_id in found:
        held, row = _locked(organisation, recording_id)
        default_storage.delete(row.path)
        row.path, row.transcript, row.summary, row.summary_actions = "", [], "", []
        _move(row, RecordingState.EXPIRED)
        _save(row)
        _tell(held, row, now=now)
    return len(found)


def _locked(organisation: UUID, recording_id: UUID) -> tuple[rows.Held, Recording]:
    known = (
        Recording.objects.of(organisation).filter(pk=recording_id).values_list("call_id", flat=True).first()
    )
    if known is None:
        raise NotFound
    held = rows.lock_call(organisation_id=organisation, call_id=known)
    return held, Recording.objects.of(organisation).select_for_update(no_key=True).get(pk=recording_id)


def _is_silence(row: Recording) -> bool:
    return (row.duration_seconds or 0.0) <= SILENT_SECONDS


def _move(row: Recording, state: RecordingState) -> None:
    """Move by the table; what the table has no line for came too late and changes nothing."""
    if state in RECORDING_TRANSITIONS[RecordingState(row.state)]:
        row.state = state


@step
def _save(row: Recording) -> None:
    row.version += 1
    row.save(update_fields=MUTABLE)


@step
def _tell(held: rows.Held, row: Recording, *, now: datetime) -> None:
    """Let lists and search find a message's words, and a call's outcome follow what was found."""
    if row.kind == RecordingKind.VOICEMAIL:
        ending.correct_outcome_step(held, "MESSAGE_LEFT", now=now)
        words = " ".join(item["text"] for item in row.transcript)
        if words and not held.conversation.is_quarantined:
            Entry.objects.of(row.organisation_id).filter(pk=held.call.entry_id).update(text=words)
            if held.call.started_at >= held.conversation.latest_at:
                held.conversation.latest_text = words[: threads.PREVIEW]
                held.conversation.save(update_fields=["latest_text"])
        return
    rows.changed(held, "RECORDING", now=now)


_FIXED = {"id", "organisation_id", "created_at", "call_id", "kind"}
MUTABLE = [field.attname for field in Recording._meta.local_concrete_fields if field.attname not in _FIXED]
