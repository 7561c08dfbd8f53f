"""The two books of a call compared: what happened on the line at the simulator, and what Portico wrote down."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import psycopg

from carrier.simulator.client import HeardEntry, LegView, SimulatorControl
from carrier.simulator.records import DeliveryRow

LEAST_MESSAGE_SECONDS = 2.0
OVER = {"ENDED", "CLOSED"}
# A request under way while a caller hangs up may be on either side of it: a second of ours, by the trial's clock.
NEARLY_SECONDS = 15.0
# A recording that is none of these was neither kept nor found empty nor declared missing.
DECLARED = {"STORED", "TRANSCRIBED", "EMPTY", "MISSING", "EXPIRED"}
_CALLS = """
    SELECT leg.carrier_leg_id, call.id::text, call.state, call.outcome, call.stage, call.has_failed,
           call.was_blocked, call.path, leg.ended_at, call.answered_at
      FROM conversations_leg leg JOIN conversations_call call ON call.id = leg.call_id
     WHERE leg.role = 'CALLER'
"""
_PERHAPS_HEARD = "SELECT DISTINCT call_id::text FROM conversations_callcommand WHERE error = 'perhaps heard'"
_LEGS = "SELECT carrier_leg_id, call_id::text FROM conversations_leg WHERE carrier_leg_id <> ''"
_RECORDINGS = "SELECT call_id::text, carrier_recording_id, state FROM conversations_recording"


@dataclass(frozen=True, slots=True)
class Written:
    """One call as Portico has it."""

    call: str
    state: str
    outcome: str
    stage: str
    has_failed: bool
    was_blocked: bool
    path: list[dict[str, str]]
    ended_at: datetime | None
    answered_at: datetime | None
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Books:
    """Portico's tables, by what the carrier calls things; `legs` says of which call each is."""

    calls: Mapping[str, list[Written]]
    legs: Mapping[str, str]
    recordings: Mapping[str, dict[str, str]]
    unnamed: Mapping[str, list[str]]
    perhaps_heard: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A recording the carrier made; `is_told` when Portico was told of it at least once."""

    uuid: str
    seconds: float
    size: int
    is_told: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened to one caller."""

    leg: LegView
    is_blocked: bool
    is_joined: bool
    was_rung: bool
    was_nearly_rung: bool
    was_ever_rung: bool
    was_rung_before_told: bool
    was_broken: bool
    was_end_told: bool
    was_tone_told: bool
    was_move_lost: bool
    was_asked: bool
    was_being_asked: bool
    heard_anything: bool
    has_spoken: bool
    recordings: tuple[Made, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Portico wrote of a call, and what it may be."""

    path: str
    written: tuple[Written, ...]
    right: frozenset[str]
    truth: Truth
    lost_recordings: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def is_right(self) -> bool:
        """One call, over, with an outcome that is true."""
        return (
            len(self.written) == 1 and self.written[0].state in OVER and self.written[0].outcome in self.right
        )

    def __str__(self) -> str:
        found = [f"{row.state} {row.outcome} {row.path}" for row in self.written] or ["no call"]
        made = [f"{one.seconds:.1f} s, told {one.is_told}" for one in self.truth.recordings]
        kept = f"recordings made {made}, kept {list(self.notes)}"
        return f"{self.path}: {found}, should be {sorted(self.right)}; {kept}\n{self.truth.text}"


def read(database: "psycopg.Connection[tuple[object, ...]]") -> Books:
    """Read what Portico has."""
    found: dict[str, list[Written]] = defaultdict(list)
    for row in database.execute(_CALLS):
        values = tuple(row)
        found[str(values[0])].append(
            Written(*values[1:], is_ours=not str(values[0]).startswith("demo"))  # type: ignore[arg-type]
        )
    recordings: dict[str, dict[str, str]] = defaultdict(dict)
    unnamed: dict[str, list[str]] = defaultdict(list)
    for call, uuid, state in database.execute(_RECORDINGS):
        if uuid:
            recordings[str(call)][str(uuid)] = str(state)
        else:
            unnamed[str(call)].append(str(state))
    legs = {str(leg): str(call) for leg, call in database.execute(_LEGS)}
    perhaps_heard = frozenset(str(call) for (call,) in database.execute(_PERHAPS_HEARD))
    return Books(found, legs, recordings, unnamed, perhaps_heard)


def truth(
    control: SimulatorControl, uuid: str, *, books: Books, members: Mapping[str, LegView], is_blocked: bool
) -> Truth:
    """Ask the simulator what happened on a caller's line; `members` are the legs to those who may have been rung.

    Calls of one house follow each other closely: a member who was rung for another call was not rung for this one.
    """
    leg = control.leg(uuid)
    entries = control.transcript(uuid).entries
    tone = next((one.t for one in entries if one.text == "beep" and uuid in one.heard_by), None)
    heard = [one for one in entries if uuid in one.heard_by]
    mine = {None, *(row.call for row in books.calls.get(uuid, ()))}
    near = [view for view in members.values() if books.legs.get(view.uuid) in mine]
    rung = [view for view in near if leg.created_at <= view.created_at <= (leg.ended_at or float("inf"))]
    told = [
        row
        for one in (uuid, *(view.uuid for view in rung))
        for row in control.deliveries(message_uuid=one, limit=500).deliveries
    ]
    own = [row for row in told if row.subject == uuid and row.outcome == "accepted"]
    edge = leg.ended_at or leg.created_at
    ends = (row.at for row in own if row.kind == "event" and _says(row.body, "completed"))
    told_at = min(ends, default=float("inf"))
    # A message begun in the moment of hanging up is none: by our own rule what is shorter is silence.
    last_word = edge - LEAST_MESSAGE_SECONDS
    return Truth(
        leg=leg,
        is_blocked=is_blocked,
        is_joined=any(_joins(one, uuid, members) for one in heard),
        was_rung=bool(rung),
        was_nearly_rung=any(abs(view.created_at - edge) < NEARLY_SECONDS for view in near),
        was_ever_rung=any(view.uuid in books.legs for view in near),
        was_rung_before_told=any(view.uuid in books.legs and view.created_at <= told_at for view in near),
        was_broken=any(row.kind in {"fallback", "error"} for row in told),
        was_end_told=any(row.kind == "event" and _says(row.body, "completed") for row in own),
        was_tone_told=any(row.kind == "notify" for row in own),
        was_move_lost=any(_is_lost(told, view.uuid) for view in rung),
        was_asked=any("after the tone" in one.words for one in heard),
        # Why nobody comes is said first, in one breath with it: whose line began to say that was being asked.
        was_being_asked=any("Please leave" in one.text for one in heard),
        heard_anything=bool(heard),
        has_spoken=tone is not None
        and any(one.leg == uuid and one.kind == "speech" and tone <= one.t <= last_word for one in entries),
        recordings=_recordings(told),
        text=control.transcript_text(uuid),
    )


def _says(body: str, status: str) -> bool:
    return bool(body) and json.loads(body).get("status") == status


def _is_lost(told: Sequence[DeliveryRow], uuid: str) -> bool:
    """Say whether a line came to another room, and no news of it arrived."""
    moves = [row for row in told if row.subject == uuid and row.kind == "transfer"]
    return bool(moves) and not any(row.outcome == "accepted" for row in moves)


def _joins(entry: HeardEntry, uuid: str, members: Mapping[str, LegView]) -> bool:
    return entry.kind == "bridge" and any(other in members for other in entry.heard_by if other != uuid)


def _recordings(deliveries: Sequence[DeliveryRow]) -> tuple[Made, ...]:
    told: dict[str, tuple[dict[str, object], bool]] = {}
    for row in deliveries:
        if row.kind == "record":
            body = json.loads(row.body)
            uuid = str(body["recording_uuid"])
            was_told = told[uuid][1] if uuid in told else False
            told[uuid] = (body, was_told or row.outcome == "accepted")
    return tuple(
        Made(uuid, _seconds(body), int(str(body["size"])), is_told) for uuid, (body, is_told) in told.items()
    )


def _seconds(body: Mapping[str, object]) -> float:
    begin, end = (datetime.fromisoformat(str(body[name])) for name in ("start_time", "end_time"))
    return (end - begin).total_seconds()


def judge(books: Books, found: Truth, *, path: str) -> Verdict:
    """Say which outcomes are right, and whether what Portico wrote is one of them."""
    written = tuple(books.calls.get(found.leg.uuid, ()))
    right = _right(found, written[0] if written else None)
    if written and "ABANDONED_IN_QUEUE" in right and written[0].call in books.perhaps_heard:
        # The carrier's answer to the plan that asks for a message was lost, and none came to the plan put again: whether
        # they heard it nobody but the carrier knows.
        right |= {"MISSED_NO_AGENT"}
    lost = ()
    if written:
        lost = tuple(_lost(books, found, written[0].call))
    kept = tuple(books.recordings.get(written[0].call, {}).values()) if written else ()
    return Verdict(path, written, frozenset(right), found, lost, kept)


def _right(found: Truth, written: Written | None) -> set[str]:
    if found.is_joined:
        return {"ANSWERED_HUMAN"}
    right = _missed(found)
    if written is None:
        return right
    if written.outcome == "ANSWERED_HUMAN" and not found.was_end_told and found.was_ever_rung:
        # A member pressed 1 to an empty line, and nobody had told us that the caller was gone. By the books' time of
        # it, which this clock sets in our future, it would be known.
        right |= {"ANSWERED_HUMAN"}
    if written.outcome == "ANSWERED_HUMAN" and found.was_move_lost:
        # A member pressed 1 in time, and nobody had told us that they came to the caller only when those had gone.
        right |= {"ANSWERED_HUMAN"}
    if found.was_rung_before_told:
        # For the same reason: whether a telephone rang before they had gone, or after, while that was told late or never.
        right |= {"ABANDONED_IN_QUEUE"} if "ABANDONED_IN_GREETING" in right else set()
    if written.has_failed and found.was_broken:
        right |= {"FAILED_PROVIDER"}
    if "ABANDONED_IN_QUEUE" in right and _was_being_asked(written):
        right |= {"MISSED_NO_AGENT"}
    return right


def _missed(found: Truth) -> set[str]:
    """Say what a call may be that no member took."""
    missed = {"BLOCKED"} if found.is_blocked else {"MISSED_NO_AGENT"}
    if found.has_spoken:
        # What the carrier never told of cannot be known; that it is missing must be.
        told = bool(found.recordings) and all(made.is_told for made in found.recordings)
        return {"VOICEMAIL"} if told else {"VOICEMAIL"} | missed
    if found.leg.status == "failed" or any(one["status"] == "failed" for one in found.leg.history):
        return {"FAILED_PROVIDER"} | (missed if found.is_blocked else set())
    if found.was_asked or found.is_blocked:
        return missed
    if found.leg.disconnected_by == "platform" and found.was_end_told:
        # Nobody hung up: a plan came to its end.
        return {"MISSED_NO_AGENT"}
    right = {"ABANDONED_IN_QUEUE" if found.was_rung else "ABANDONED_IN_GREETING"}
    if found.was_being_asked:
        right |= missed
    if not found.heard_anything:
        # Nobody knew of them while they waited, so they were missed.
        right |= missed
    return right | ({"ABANDONED_IN_QUEUE", "ABANDONED_IN_GREETING"} if found.was_nearly_rung else set())


def _was_being_asked(written: Written) -> bool:
    """Say whether the caller hung up while the words that ask for a message were on their way to them."""
    asked = [datetime.fromisoformat(line["at"]) for line in written.path if line["node"] == "voicemail"]
    if not asked or written.ended_at is None:
        return False
    return abs((written.ended_at - asked[-1]).total_seconds()) < 2.0


def _lost(books: Books, found: Truth, call: str) -> list[str]:
    """List recordings the carrier made that are neither here nor declared missing, though we were told of any."""
    known, unnamed = books.recordings.get(call, {}), list(books.unnamed.get(call, ()))
    lost = []
    for made in found.recordings:
        state = known.get(made.uuid) or (unnamed.pop() if unnamed else "")
        is_knowable = made.is_told or (found.was_tone_told and not found.is_joined)
        if state not in DECLARED and (state or is_knowable):
            lost.append(f"{call} {made.uuid} {made.seconds:.0f} s: {state or 'unknown'}")
    return lost + [f"{call}: {state}" for state in unnamed if state not in DECLARED]
