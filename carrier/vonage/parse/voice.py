"""What the carrier tells about calls. Nothing here decides; a field of a wrong type is left out."""

from collections.abc import Mapping
from dataclasses import replace

from carrier.vonage.parse.classify import leg_id
from carrier.vonage.parse.values import (
    Fields,
    address,
    amount,
    inner,
    instant,
    is_true,
    items,
    phone_or_text,
    text,
    whole,
    word,
)
from conversations.ports import (
    CallOffered,
    Heard,
    InputReceived,
    LegMoved,
    LegState,
    LegStatus,
    Notified,
    RecordingReady,
    ScriptError,
    TranscriptReady,
    Unrecognised,
)

LEG_STATUSES: Mapping[str, LegStatus] = {status.value.lower(): status for status in LegStatus}
SIP_HEADER = "sipheader_"
MOST_GUESSES = 20


def parse_offer(payload: Fields) -> CallOffered:
    """Read a call that waits for a plan. A browser agent's call has a user instead of a caller."""
    caller, caller_kind = address(word(payload, "from"))
    headers = tuple(
        sorted((name, word(payload, name)) for name in payload if name.lower().startswith(SIP_HEADER))
    )
    return CallOffered(
        leg_id=leg_id(payload),
        room_id=word(payload, "conversation_uuid"),
        to=phone_or_text(word(payload, "to")),
        caller=caller,
        caller_kind=caller_kind,
        endpoint=word(payload, "endpoint_type"),
        app_user=word(payload, "from_user"),
        region=word(payload, "region_url"),
        fallback_reason=word(payload, "reason"),
        custom=payload.get("custom_data"),
        sip_headers=headers,
    )


def parse_leg(payload: Fields) -> LegState | Unrecognised:
    """Read news of a leg; a status we do not know, or one without its leg, is `Unrecognised`, and kept."""
    raw_status = word(payload, "status").lower()
    status = LEG_STATUSES.get(raw_status)
    if status is None or not leg_id(payload):
        return Unrecognised(kind=f"voice.event.{raw_status}", provider_id=leg_id(payload))
    return LegState(
        leg_id=leg_id(payload),
        room_id=word(payload, "conversation_uuid"),
        status=status,
        raw_status=raw_status,
        to=phone_or_text(word(payload, "to")),
        caller=phone_or_text(word(payload, "from")),
        direction=word(payload, "direction"),
        detail=word(payload, "detail") or word(payload, "sub_state"),
        sip_code=whole(payload, "sip_code"),
        occurred_at=instant(payload, "timestamp"),
        duration_seconds=whole(payload, "duration"),
        price=amount(payload, "price"),
        ended_by=word(payload, "disconnected_by"),
        started_at=instant(payload, "start_time"),
    )


def parse_input(payload: Fields) -> InputReceived:
    """Read pressed keys and spoken words; the old form of keys is plain text."""
    dtmf, speech = inner(payload, "dtmf"), inner(payload, "speech")
    digits = word(dtmf, "digits") if dtmf else word(payload, "dtmf") or word(payload, "digit")
    return InputReceived(
        leg_id=leg_id(payload),
        room_id=word(payload, "conversation_uuid"),
        digits="".join(key for key in digits if key in "0123456789*#"),
        timed_out=is_true(dtmf or payload, "timed_out"),
        heard=_guesses(speech),
        timeout_reason=word(speech, "timeout_reason"),
        error=_speech_error(speech),
        recording_url=word(speech, "recording_url"),
        caller=phone_or_text(word(payload, "from")),
        to=phone_or_text(word(payload, "to")),
        occurred_at=instant(payload, "timestamp"),
    )


def parse_recording(payload: Fields) -> RecordingReady:
    """Read the notice of a recording; real ones come with an empty address (node-sdk#132)."""
    return RecordingReady(
        recording_id=word(payload, "recording_uuid"),
        room_id=word(payload, "conversation_uuid"),
        url=(text(payload, "recording_url") or "").strip()[:2048],
        size_bytes=whole(payload, "size"),
        started_at=instant(payload, "start_time"),
        ended_at=instant(payload, "end_time"),
    )


def parse_transcript(payload: Fields) -> TranscriptReady:
    """Read the notice of a transcript."""
    return TranscriptReady(
        recording_id=word(payload, "recording_uuid"),
        room_id=word(payload, "conversation_uuid"),
        url=(text(payload, "transcription_url") or "").strip()[:2048],
    )


def parse_transfer(payload: Fields) -> LegMoved:
    """Read a leg's move from one named conversation to another."""
    return LegMoved(
        leg_id=leg_id(payload),
        from_room=word(payload, "conversation_uuid_from"),
        to_room=word(payload, "conversation_uuid_to"),
        occurred_at=instant(payload, "timestamp"),
    )


def parse_notice(payload: Fields) -> Notified:
    """Read a mark that we ourselves put into a plan."""
    return Notified(
        room_id=word(payload, "conversation_uuid"), payload=payload.get("payload"), leg_id=leg_id(payload)
    )


def parse_error(payload: Fields) -> ScriptError:
    """Read that a plan of ours could not be carried out."""
    return ScriptError(
        room_id=word(payload, "conversation_uuid"),
        reason=word(payload, "reason"),
        leg_id=leg_id(payload),
        occurred_at=instant(payload, "timestamp"),
    )


def parse_fallback(payload: Fields) -> ScriptError:
    """Read that a plan could not be fetched in mid-call, and that another is asked for."""
    return replace(
        parse_error(payload),
        is_fallback=True,
        asked=word(inner(payload, "original_request"), "url"),
        mark=payload.get("payload"),
    )


def _guesses(speech: Fields) -> tuple[Heard, ...]:
    """Give the guesses, best first; without confidence the carrier's order stands."""
    guesses = [Heard(text(item, "text") or "", _confidence(item)) for item in items(speech, "results")]
    guesses.sort(key=lambda guess: -(guess.confidence or 0.0))
    return tuple(guess for guess in guesses if guess.text)[:MOST_GUESSES]


def _confidence(item: Fields) -> float | None:
    try:
        confidence = float(text(item, "confidence") or "")
    except ValueError:
        return None
    return confidence if 0.0 <= confidence <= 1.0 else None


def _speech_error(speech: Fields) -> str:
    error = speech.get("error")
    return word(speech, "error") or (
        word(inner(speech, "error"), "message") if isinstance(error, dict) else ""
    )
