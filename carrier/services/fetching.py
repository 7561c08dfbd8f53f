"""Fetching what the carrier keeps of a call for a while: its sound and the words in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from carrier.services import silence
from carrier.vonage.parse.values import Fields, items, text, whole
from conversations.models import Recording, RecordingKind
from conversations.ports import CarrierRejected, Fetched, VoiceCarrier
from conversations.services import calls
from core.transactions import reading

# What players take, by what the bytes are and not by what their server calls them.
SOUNDS: Mapping[str, tuple[str, str]] = {
    "audio/mpeg": ("audio/mpeg", ".mp3"),
    "audio/mp3": ("audio/mpeg", ".mp3"),
    "audio/wav": ("audio/wav", ".wav"),
    "audio/x-wav": ("audio/wav", ".wav"),
    "audio/wave": ("audio/wav", ".wav"),
    "audio/ogg": ("audio/ogg", ".ogg"),
}
LONGEST_TRANSCRIPT = 4 * 1024 * 1024
MOST_SENTENCES = 20_000


class Unusable(Exception):
    """What was fetched is not what was announced; the word says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a recording's row says about what is to be fetched."""

    url: str
    size_bytes: int | None
    is_kept: bool
    is_voicemail: bool


def fetch_recording(*, organisation: UUID, recording_id: UUID, carrier: VoiceCarrier, now: datetime) -> None:
    """Download a recording once, check that it is whole and sound, and keep it.

    Raises:
        CarrierUnavailable, RateLimited: try again; the carrier keeps it for thirty days.
    """
    wanted = _wanted(organisation, recording_id, is_transcript=False)
    if wanted.is_kept:
        return
    path = mime = digest = problem = ""
    size, is_quiet = 0, False
    try:
        fetched = carrier.fetch_media(wanted.url)
        mime, ending = _checked(fetched, wanted.size_bytes)
    except (CarrierRejected, Unusable) as error:
        problem = str(getattr(error, "code", "")) or str(error)
    else:
        is_quiet = wanted.is_voicemail and silence.is_silent(fetched.content)
        size, digest = len(fetched.content), hashlib.sha256(fetched.content).hexdigest()
        path = default_storage.save(
            f"{organisation}/calls/{recording_id}{ending}", ContentFile(fetched.content)
        )
    calls.keep_recording(
        organisation=organisation,
        recording_id=recording_id,
        path=path,
        mime=mime,
        size_bytes=size,
        sha256=digest,
        duration_seconds=None,
        is_silent=is_quiet,
        problem=problem,
        now=now,
    )


def fetch_transcript(*, organisation: UUID, recording_id: UUID, carrier: VoiceCarrier, now: datetime) -> None:
    """Download what was said and keep it as sentences.

    Raises:
        CarrierUnavailable, RateLimited: try again.
    """
    wanted = _wanted(organisation, recording_id, is_transcript=True)
    if wanted.is_kept:
        return
    sentences: list[calls.Sentence] = []
    problem = ""
    try:
        fetched = carrier.fetch_media(wanted.url)
        sentences = read_transcript(fetched.content, is_one_voice=wanted.is_voicemail)
    except (CarrierRejected, Unusable) as error:
        problem = str(getattr(error, "code", "")) or str(error)
    calls.keep_transcript(
        organisation=organisation, recording_id=recording_id, sentences=sentences, problem=problem, now=now
    )


def read_transcript(content: bytes, *, is_one_voice: bool) -> list[calls.Sentence]:
    """Read the carrier's transcript, one list a channel, into one list by time; the first channel is the customer's.

    A recording of one channel has no speakers, unless only one person spoke in it.

    Raises:
        Unusable: it is no transcript.
    """
    channels = items(_object(content), "channels")
    several = len(channels) > 1
    found = []
    for number, channel in enumerate(channels):
        speaker = "CUSTOMER" if is_one_voice or (several and number == 0) else "MEMBER" if several else ""
        for item in items(channel, "transcript"):
            words = (text(item, "sentence") or text(item, "raw_sentence") or "").strip()
            if words:
                found.append(calls.Sentence(speaker, whole(item, "timestamp") or 0, words))
    return sorted(found, key=lambda sentence: sentence.at_ms)[:MOST_SENTENCES]


def _object(content: bytes) -> Fields:
    if len(content) > LONGEST_TRANSCRIPT:
        raise Unusable("too large")
    try:
        read = json.loads(content.decode("utf-8").replace("\\u0000", ""))
    except (ValueError, RecursionError) as error:
        raise Unusable("no transcript") from error
    if not isinstance(read, dict):
        raise Unusable("no transcript")
    return read


def _checked(fetched: Fetched, announced: int | None) -> tuple[str, str]:
    """Give type and ending of a sound that is whole.

    Raises:
        Unusable: it is cut short, or no sound.
    """
    if announced is not None and len(fetched.content) < announced:
        raise Unusable("cut short")
    try:
        found = puremagic.from_string(fetched.content, mime=True)
    except (puremagic.PureError, ValueError) as error:
        raise Unusable("no sound") from error
    if found not in SOUNDS:
        raise Unusable("no sound")
    return SOUNDS[found]


def _wanted(organisation: UUID, recording_id: UUID, *, is_transcript: bool) -> Wanted:
    with reading(organisation):
        row = Recording.objects.of(organisation).get(pk=recording_id)
    is_kept = bool(row.transcript) if is_transcript else bool(row.path) or row.state == "EXPIRED"
    return Wanted(
        url=row.transcript_url if is_transcript else row.url,
        size_bytes=row.size_bytes,
        is_kept=is_kept,
        is_voicemail=row.kind == RecordingKind.VOICEMAIL,
    )
