"""Calls, made by what a carrier would tell."""

import io
import wave
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts import selectors as accounts
from accounts.models import Member, Organisation
from conversations import ports
from conversations.domain.calls import CommandState
from conversations.models import Call, CallCommand, Leg, Line, MemberPhone, Recording
from conversations.ports import LegStatus
from conversations.services import calls
from core.transactions import reading, tenant_transaction
from routing import services as routing
from routing.domain.graph import Turn
from routing.services.settings import Wanted, save_handling

_ids = count(1)
CALLER = "+16025550134"


def phone(member: Member, number: str = "", *, in_browser: bool = False) -> MemberPhone:
    """Give a member a telephone."""
    return calls.save_own_phone(
        by=member,
        number=number or f"+1602555{next(_ids) + 7000:04}",
        takes_in_browser=in_browser,
        takes_calls=True,
        now=member.created_at,
    )


def ring_order(line: Line, by: Member, *members: Member, now: datetime, **wanted: object) -> None:
    """Set in which order a line rings."""
    save_handling(
        by=by,
        line_id=line.pk,
        wanted=Wanted(**wanted),  # type: ignore[arg-type]
        turns=[Turn(member.pk, 20) for member in members],
        seen_version=0,
        now=now,
    )


def offered(line: Line, *, caller: str = CALLER, leg_id: str = "") -> ports.CallOffered:
    """Say that somebody rings a line."""
    return ports.CallOffered(
        leg_id=leg_id or f"leg-{next(_ids)}",
        room_id="CON-1",
        to=line.address,
        caller=caller,
        caller_kind=ports.AddressKind.PHONE,
    )


def answer(organisation: Organisation, call: ports.CallOffered, *, now: datetime) -> routing.Answered:
    """Let the carrier ask what a caller goes through."""
    with tenant_transaction(organisation):
        return routing.answer_step(organisation=organisation, offered=call, now=now)


def ring(organisation: Organisation, line: Line, *, now: datetime, caller: str = CALLER) -> ports.CallOffered:
    """Let somebody ring."""
    call = offered(line, caller=caller)
    answer(organisation, call, now=now)
    return call


def talk(
    organisation: Organisation, line: Line, *, now: datetime, caller: str = CALLER, wait: float = 0
) -> ports.CallOffered:
    """Let somebody ring, and whom the line rings first take the call after `wait` seconds."""
    call = ring(organisation, line, now=now, caller=caller)
    press(organisation, legs(organisation, "MEMBER")[-1].pk, "1", now=later(now, wait))
    return call


def tell(
    organisation: Organisation,
    status: LegStatus,
    *,
    leg_id: UUID | None = None,
    carrier_leg_id: str = "",
    now: datetime,
    seconds: int | None = None,
    to: str = "",
    caller: str = "",
    direction: str = "",
    ended_by: str = "user",
    sip_code: int | None = None,
    room: str = "",
) -> bool:
    """Let the carrier tell news of a leg. A line we ring is in a room of its own until it is sent to that of a call."""
    is_alone = leg_id is not None and ports.LEG_RANK[status] <= ports.LEG_RANK[LegStatus.ANSWERED]
    state = ports.LegState(
        leg_id=carrier_leg_id or (f"carrier-{leg_id}" if leg_id else ""),
        room_id=room or (own_room(leg_id) if is_alone else "CON-1"),
        status=status,
        raw_status=status.lower(),
        to=to,
        caller=caller,
        direction=direction,
        occurred_at=now,
        duration_seconds=seconds,
        ended_by=ended_by,
        sip_code=sip_code,
    )
    with tenant_transaction(organisation):
        return routing.fold_leg_step(
            organisation=organisation, leg_id=leg_id, state=state, received_at=now, now=now
        )


def own_room(leg_id: UUID | None) -> str:
    """Name the room in which a line is that we ring, before it is sent anywhere."""
    return f"CON-of-{leg_id}"


def press(organisation: Organisation, leg_id: UUID, digits: str, *, now: datetime) -> ports.Plan | None:
    """Let whoever is at a leg press keys."""
    heard = ports.InputReceived(
        leg_id=f"carrier-{leg_id}", room_id=own_room(leg_id), digits=digits, occurred_at=now
    )
    with tenant_transaction(organisation):
        return routing.take_input_step(organisation=organisation, leg_id=leg_id, heard=heard, now=now)


def the_call(organisation: Organisation) -> Call:
    """Fetch the one call there is, with what is shown of it."""
    with reading(organisation):
        return Call.objects.select_related("conversation", "answered_by__user", "line").get()


def calls_of(organisation: Organisation, direction: str = "") -> list[Call]:
    """Fetch the calls, first begun first, with what is shown of them."""
    with reading(organisation):
        rows = Call.objects.select_related("conversation", "answered_by__user", "line").order_by(
            "started_at", "id"
        )
        return list(rows.filter(direction=direction) if direction else rows)


def legs(organisation: Organisation, role: str = "") -> list[Leg]:
    """Fetch the legs, first begun first."""
    with reading(organisation):
        rows = Leg.objects.select_related("member__user").order_by("started_at", "created_at")
        return list(rows.filter(role=role) if role else rows)


def commands(organisation: Organisation, verb: str = "") -> list[CallCommand]:
    """Fetch what the carrier was asked to do, in order."""
    with reading(organisation):
        rows = CallCommand.objects.select_related("leg").order_by("requested_at", "created_at")
        return list(rows.filter(verb=verb) if verb else rows)


def settle(organisation: Organisation, row: CallCommand, state: CommandState, *, now: datetime) -> None:
    """Let the carrier take up what it was asked, and say what became of it."""
    calls.begin_command(organisation=organisation.pk, command_id=row.pk, now=now)
    calls.settle_command(organisation=organisation.pk, command_id=row.pk, state=state, now=now)


def members(organisation: Organisation) -> list[Member]:
    """Fetch the organisation's members."""
    return accounts.list_members(organisation_id=organisation.pk)


def later(now: datetime, seconds: float) -> datetime:
    """Give a moment after another."""
    return now + timedelta(seconds=seconds)


def hang_up(organisation: Organisation, call: ports.CallOffered, *, now: datetime) -> None:
    """Let the caller hang up."""
    tell(organisation, LegStatus.COMPLETED, carrier_leg_id=call.leg_id, now=now)


def miss(organisation: Organisation, *, now: datetime) -> None:
    """Let every telephone that rings ring in vain, one after another."""
    while ringing := [leg for leg in legs(organisation, "MEMBER") if leg.offer == "RINGING"]:
        tell(organisation, LegStatus.UNANSWERED, leg_id=ringing[0].pk, now=now)


def sound(seconds: float = 3.0) -> bytes:
    """Give a WAV file of silence."""
    body = io.BytesIO()
    with wave.open(body, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * int(8000 * seconds))
    return body.getvalue()


def voicemail(
    organisation: Organisation,
    line: Line,
    *,
    now: datetime,
    caller: str = CALLER,
    said: Sequence[tuple[str, int, str]] = (),
    is_fetched: bool = True,
) -> Recording:
    """Let somebody ring in vain and leave a message, fetched and (when something is `said`) written down."""
    call = offered(line, caller=caller)
    answered = answer(organisation, call, now=now)
    miss(organisation, now=later(now, 20))
    ready = ports.RecordingReady(
        f"rec-{next(_ids)}", "CON-1", "https://api.nexmo.com/v1/files/1", 9000, later(now, 21), later(now, 33)
    )
    with tenant_transaction(organisation):
        marked = ports.Notified("CON-1", "voicemail")
        routing.mark_step(
            organisation=organisation, leg_id=answered.leg_id, marked=marked, now=later(now, 21)
        )
        at = later(now, 33)
        routing.recording_step(
            organisation=organisation, leg_id=answered.leg_id, ready=ready, received_at=at, now=at
        )
    hang_up(organisation, call, now=later(now, 34))
    with reading(organisation):
        row = Recording.objects.get(call__legs=answered.leg_id)
    if is_fetched:
        fetched(row, now=later(now, 36))
    if said:
        sentences = [calls.Sentence(speaker, at_ms, text) for speaker, at_ms, text in said]
        calls.keep_transcript(
            organisation=organisation.pk, recording_id=row.pk, sentences=sentences, now=later(now, 40)
        )
    return row


def fetched(row: Recording, *, now: datetime, seconds: float = 12.0) -> bytes:
    """Put the sound of a recording where it is kept."""
    body = sound(seconds)
    path = default_storage.save(f"recordings/{row.pk}.wav", ContentFile(body))
    calls.keep_recording(
        organisation=row.organisation_id,
        recording_id=row.pk,
        path=path,
        mime="audio/wav",
        size_bytes=len(body),
        sha256="",
        duration_seconds=seconds,
        now=now,
    )
    return body
