"""Lets the demo's calls of the past happen, by the same services and facts as if a carrier had told them."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts import selectors as accounts
from accounts.domain.hours import Calendar
from accounts.models import Member, Organisation
from carrier.models import Attempt, AttemptOutcome, CarrierAccount
from carrier.services.calling import CALL_CHANNEL
from carrier.simulator.voice.audio import Sounding, wav
from config.demo.rung import Rung, Spoken
from config.demo.texts import deliver, hear
from conversations import ports
from conversations.domain.calls import CommandState
from conversations.models import Call, CallCommand, Entry, Leg, Line
from conversations.services import calls
from core.transactions import reading, tenant_transaction
from routing import services as routing

GREETED, TAKEN, GAVE_UP, TONE, TEXTED, WROTE = (
    timedelta(seconds=seconds) for seconds in (6, 14, 24, 9, 40, 180)
)
# Somebody speaks about this fast; a voice is a row of short tones, for no words can be spoken here.
CHARACTERS_A_SECOND = 15
PITCHES = {"CUSTOMER": (196, 220, 247, 208), "MEMBER": (131, 147, 139, 156)}


class CallDemo:
    """One house's telephone line, at which callers rang."""

    def __init__(
        self, organisation: Organisation, line: Line, members: dict[str, Member], account: CarrierAccount
    ) -> None:
        self.organisation, self.line, self.members, self.account = organisation, line, members, account

    def ring(self, rung: Rung, *, now: datetime) -> None:
        """Let one call come, be taken or not, and end. A call that came before does not come again."""
        carrier_leg = f"demo-{self.organisation.slug}-{rung.key}"
        with reading(self.organisation):
            if Leg.objects.of(self.organisation).filter(carrier_leg_id=carrier_leg).exists():
                return
            calendar = accounts.get_calendar(self.line.location, now=now)
        at = _moment(calendar, rung, now=now)
        offered = ports.CallOffered(
            leg_id=carrier_leg,
            room_id=f"CON-{carrier_leg}",
            to=self.line.address,
            caller=rung.caller,
            caller_kind=ports.AddressKind.PHONE,
        )
        with tenant_transaction(self.organisation):
            answered = routing.answer_step(organisation=self.organisation, offered=offered, now=at)
            self._enter(carrier_leg, at=at)
        self._settle(now=at)
        if any(isinstance(step, ports.Gather) for step in answered.plan):
            self._hear_nothing(answered.leg_id, now=at + GREETED)
        if rung.taken_by:
            self._talk(rung, answered.leg_id, now=at + TAKEN)
        elif rung.said:
            self._leave_message(rung, answered.leg_id, now=at + TONE)
        else:
            self._give_up(rung, answered.leg_id, now=at + GAVE_UP)
        self._settle(now=now)

    def _enter(self, carrier_leg: str, *, at: datetime) -> None:
        leg = Leg.objects.of(self.organisation).select_related("call").get(carrier_leg_id=carrier_leg)
        Attempt.objects.create(
            organisation=self.organisation,
            account=self.account,
            provider_id=carrier_leg,
            channel=CALL_CHANNEL,
            outcome=AttemptOutcome.ENTRY,
            entry_id=leg.call.entry_id,
            occurred_at=at,
        )

    def _talk(self, rung: Rung, caller: UUID, *, now: datetime) -> None:
        leg = self._ring_until(self.members.get(rung.taken_by), now=now)
        if leg is None:
            self._give_up(rung, caller, now=now)
            return
        self._tell(leg, ports.LegStatus.ANSWERED, now=now)
        heard = ports.InputReceived(leg_id=f"demo-{leg}", room_id="", digits="1")
        with tenant_transaction(self.organisation):
            routing.take_input_step(organisation=self.organisation, leg_id=leg, heard=heard, now=now)
        over = now + timedelta(seconds=_length(rung.said))
        self._record(rung, caller, began=now, ended=over)
        self._tell(caller, ports.LegStatus.COMPLETED, now=over)
        self._settle(now=over)
        self._tell(leg, ports.LegStatus.COMPLETED, now=over + timedelta(seconds=1), ended_by="platform")

    def _ring_until(self, member: Member | None, *, now: datetime) -> UUID | None:
        """Let those before a member in the order not answer; None when the member cannot be rung."""
        for leg in self._ringing():
            if member is not None and leg.member_id == member.pk:
                return leg.pk
            self._tell(leg.pk, ports.LegStatus.TIMEOUT, now=now)
            self._settle(now=now)
        return None

    def _leave_message(self, rung: Rung, caller: UUID, *, now: datetime) -> None:
        for leg in self._ringing():
            self._tell(leg.pk, ports.LegStatus.TIMEOUT, now=now)
            self._settle(now=now)
        with tenant_transaction(self.organisation):
            routing.mark_step(
                organisation=self.organisation,
                leg_id=caller,
                marked=ports.Notified("", "voicemail"),
                now=now,
            )
        over = now + timedelta(seconds=_length(rung.said))
        self._record(rung, caller, began=now, ended=over)
        self._tell(caller, ports.LegStatus.COMPLETED, now=over + timedelta(seconds=1))
        self._text_back(rung, now=over)

    def _give_up(self, rung: Rung, caller: UUID, *, now: datetime) -> None:
        self._tell(caller, ports.LegStatus.COMPLETED, now=now)
        self._settle(now=now)
        for leg in self._legs(role="MEMBER", ended_at=None):
            self._tell(leg.pk, ports.LegStatus.CANCELLED, now=now, ended_by="platform")
        self._text_back(rung, now=now)

    def _text_back(self, rung: Rung, *, now: datetime) -> None:
        with reading(self.organisation):
            call = Call.objects.of(self.organisation).get(legs__carrier_leg_id=self._name(rung))
        routing.consider_text_back(organisation=self.organisation.pk, call_id=call.pk, now=now)
        routing.text_back(organisation=self.organisation.pk, call_id=call.pk, now=now + TEXTED)
        with reading(self.organisation):
            sent = Entry.objects.of(self.organisation).filter(
                conversation_id=call.conversation_id, is_automatic=True, kind="MESSAGE_OUT"
            )
            entry = sent.order_by("seq").last()
        if entry is not None:
            deliver(self.organisation, entry, at=now + TEXTED)
        if rung.writes:
            hear(
                self.organisation,
                self.line,
                self.account,
                sender=rung.caller,
                text=rung.writes,
                key=rung.key,
                at=now + WROTE,
            )

    def _record(self, rung: Rung, caller: UUID, *, began: datetime, ended: datetime) -> None:
        with reading(self.organisation):
            call = Call.objects.of(self.organisation).get(legs=caller)
        if rung.taken_by and not call.is_recorded:
            return
        content = _sound(rung.said, seconds=(ended - began).total_seconds())
        ready = ports.RecordingReady(
            recording_id=f"demo-{caller}",
            room_id="",
            url="https://api.nexmo.com/v1/files/demo",
            size_bytes=len(content),
            started_at=began,
            ended_at=ended,
        )
        with tenant_transaction(self.organisation):
            routing.recording_step(
                organisation=self.organisation, leg_id=caller, ready=ready, received_at=ended, now=ended
            )
            routing.transcript_step(
                organisation=self.organisation,
                leg_id=caller,
                ready=ports.TranscriptReady(ready.recording_id, "", ready.url),
                now=ended,
            )
        with reading(self.organisation):
            recording_id = call.recordings.get(carrier_recording_id=ready.recording_id).pk
        path = default_storage.save(f"{self.organisation.pk}/calls/{recording_id}.wav", ContentFile(content))
        calls.keep_recording(
            organisation=self.organisation.pk,
            recording_id=recording_id,
            path=path,
            mime="audio/wav",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            duration_seconds=(ended - began).total_seconds(),
            now=ended,
        )
        calls.keep_transcript(
            organisation=self.organisation.pk,
            recording_id=recording_id,
            sentences=[calls.Sentence(one.who, round(one.at * 1000), one.text) for one in rung.said],
            now=ended,
        )

    def _ringing(self) -> Iterator[Leg]:
        """Give whoever rings now, again and again, until nobody does."""
        while found := self._legs(role="MEMBER", offer="RINGING"):
            yield found[0]

    def _legs(self, **fitting: object) -> list[Leg]:
        with reading(self.organisation):
            rows = Leg.objects.of(self.organisation).filter(call__line=self.line, **fitting)
            return list(rows.order_by("started_at", "created_at"))

    def _tell(self, leg_id: UUID, status: ports.LegStatus, *, now: datetime, ended_by: str = "user") -> None:
        state = ports.LegState(
            leg_id=f"demo-{leg_id}",
            room_id="",
            status=status,
            raw_status=status.lower(),
            occurred_at=now,
            ended_by=ended_by,
        )
        with tenant_transaction(self.organisation):
            routing.fold_leg_step(
                organisation=self.organisation, leg_id=leg_id, state=state, received_at=now, now=now
            )

    def _hear_nothing(self, leg_id: UUID, *, now: datetime) -> None:
        heard = ports.InputReceived(leg_id="", room_id="", timed_out=True)
        with tenant_transaction(self.organisation):
            routing.take_input_step(organisation=self.organisation, leg_id=leg_id, heard=heard, now=now)
        self._settle(now=now)

    def _settle(self, *, now: datetime) -> None:
        """Count as done what the carrier was asked: these calls are over, and nothing may be rung for them."""
        with reading(self.organisation):
            queued = CallCommand.objects.of(self.organisation).filter(
                state=CommandState.QUEUED, call__legs__carrier_leg_id__startswith="demo-"
            )
            found = list(queued.distinct().values_list("pk", "leg_id"))
        for command_id, leg_id in found:
            begun = calls.begin_command(organisation=self.organisation.pk, command_id=command_id, now=now)
            if begun is not None:
                calls.settle_command(
                    organisation=self.organisation.pk,
                    command_id=command_id,
                    state=CommandState.DONE,
                    carrier_leg_id=f"demo-{leg_id}",
                    now=now,
                )

    def _name(self, rung: Rung) -> str:
        return f"demo-{self.organisation.slug}-{rung.key}"


def _moment(calendar: Calendar, rung: Rung, *, now: datetime) -> datetime:
    """Choose when a call came: within the hours, or in the last hours in which the house was closed."""
    if not rung.closed:
        at = calendar.subtract_business_seconds(now, rung.before * 60)
        return at or now - timedelta(minutes=rung.before)
    at = now - timedelta(minutes=rung.before)
    while calendar.windows and calendar.open_at(at) and now - at < timedelta(days=2):
        at -= timedelta(minutes=20)
    return at


def _length(said: tuple[Spoken, ...]) -> float:
    last = said[-1]
    return last.at + len(last.text) / CHARACTERS_A_SECOND + 0.8


def _sound(said: tuple[Spoken, ...], *, seconds: float) -> bytes:
    """Make a file that sounds like somebody speaking behind a wall: a tone a syllable, a rest after every word."""
    tones = []
    for one in said:
        at = one.at
        for place, word in enumerate(one.text.split()):
            length = len(word) / CHARACTERS_A_SECOND
            pitches = PITCHES[one.who]
            tones.append(Sounding(0, at, at + length, pitches[(place + len(word)) % len(pitches)]))
            at += length + 1 / CHARACTERS_A_SECOND
    return wav(seconds, 1, tones)
