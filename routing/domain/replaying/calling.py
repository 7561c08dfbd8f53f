"""One recorded call walked through a flow by the engine of real calls, with the staffing of its day."""

from bisect import insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar, DayKind
from conversations.domain.plans import Endpoint, EndpointKind, HangUp, Plan, Record, Say
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.flow import Decision, Facts, Free, State
from routing.domain.graph import Flow
from routing.domain.kinds import NodeKind
from routing.domain.replaying.houses import House
from routing.domain.replaying.recorded import USUAL_DELAY, Arrival, Served
from routing.domain.settings import Queue
from routing.domain.verifying.speech import seconds_to_say
from routing.domain.waiting import Limits, standing, would_wait_too_long

MOST_DECISIONS: Final = 120
NOTICE_SECONDS: Final = 2
# Who waited for half a minute would have waited for a little more.
_PATIENCE: Final = 15.0
_PHONE: Final = Endpoint(EndpointKind.PHONE, "+16025550101")
_RUNG_SECONDS: Final = 60.0


class Outcome(StrEnum):
    """How a replayed call ends."""

    ANSWERED = "ANSWERED"
    OUTSIDE = "OUTSIDE"
    VOICEMAIL = "VOICEMAIL"
    CALLBACK = "CALLBACK"
    TEXTED = "TEXTED"
    GAVE_UP = "GAVE_UP"
    LET_GO = "LET_GO"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one call. `is_certain` is False where something had to be supposed.

    `queue_id` is the queue in which they were taken or gave up, `waited_in` the one they last stood in, whatever came.
    """

    outcome: Outcome
    node: str
    wait_seconds: float
    member_id: UUID | None = None
    queue_id: UUID | None = None
    was_closed: bool = False
    is_certain: bool = True
    waited_in: UUID | None = None


class Call:
    """One call under way: where it is, how long it has taken, and what of it had to be supposed."""

    def __init__(self, flow: Flow, arrival: Arrival, house: House, calendar: Calendar | None = None) -> None:
        self._flow, self._arrival, self._house = flow, arrival, house
        self._calendar = calendar = calendar or house.calendar
        self._said = deque(arrival.said)
        self._seconds = 0.0
        self._is_certain = True
        self._zone = ZoneInfo(calendar.time_zone)
        self._was_closed = bool(calendar.windows) and not calendar.open_at(arrival.at)
        self._texted = False
        self._waited_in: UUID | None = None

    @property
    def _now(self) -> datetime:
        return self._arrival.at + timedelta(seconds=self._seconds)

    def result(self) -> Result:
        """Walk it to its end."""
        state = engine.begin(self._flow)
        following: deque[happenings.Event] = deque([happenings.Started()])
        for _ in range(MOST_DECISIONS):
            decision = engine.step(self._flow, state, following.popleft(), self._facts())
            state = decision.state
            self._listen(decision.plan or ())
            if following:
                continue
            if self._has_given_up():
                break
            after = self._after(decision)
            if isinstance(after, Result):
                return after
            following.extend(after)
        return self._ended(Outcome.GAVE_UP, state)

    def _after(self, decision: Decision) -> Result | Sequence[happenings.Event]:
        """Say how the call ends here, or what happens next."""
        state, plan = decision.state, decision.plan or ()
        self._texted = self._texted or self._is_texted(decision)
        if any(isinstance(step, Record) for step in plan):
            return self._ended(Outcome.VOICEMAIL, state)
        if any(isinstance(step, HangUp) for step in plan):
            return self._ended(Outcome.TEXTED if self._texted else Outcome.LET_GO, state)
        offers = [one for one in decision.effects if isinstance(one, happenings.Offer)]
        if offers:
            return self._rung(state, offers)
        for effect in decision.effects:
            match effect:
                case happenings.HandOver():
                    return self._handed_over(state, effect)
                case happenings.PutThrough(seconds=seconds):
                    return self._outside(state, seconds)
                case happenings.AskWebhook(asked=asked, timeout_seconds=seconds):
                    # What a program would have answered then, nobody knows now.
                    self._suppose(seconds)
                    return [happenings.WebhookAnswered(asked, False, why="replayed")]
                case _:
                    pass
        return [self._heard(state)]

    def _is_texted(self, decision: Decision) -> bool:
        sent = any(isinstance(one, happenings.SendText) for one in decision.effects)
        return sent or (decision.state.texts_back and bool(self._arrival.caller.number))

    def _rung(self, state: State, offers: Sequence[happenings.Offer]) -> Result | Sequence[happenings.Event]:
        """Ring them: the quickest of those who take it answers."""
        takers = [one.member_id for one in offers if self._takes(one.member_id, one.seconds)]
        if takers:
            return self._taken(state, min(takers, key=self._house.staffing.delay))
        self._seconds += max(one.seconds for one in offers)
        return [happenings.OfferEnded("did not answer", one.member_id) for one in offers]

    def _takes(self, member_id: UUID, seconds: float) -> bool:
        takes, is_known = self._house.staffing.takes(self._arrival, member_id)
        self._is_certain = self._is_certain and is_known
        return takes and self._house.staffing.delay(member_id) <= seconds

    def _taken(self, state: State, member_id: UUID, queue_id: UUID | None = None) -> Result:
        """Join them: the member is busy for as long as was talked on the day."""
        self._seconds += self._house.staffing.delay(member_id)
        if self._has_given_up():
            return self._ended(Outcome.GAVE_UP, state, queue_id=queue_id)
        self._house.took(member_id, state.node, self._now, self._arrival.talked)
        if queue_id is not None:
            talked = self._arrival.talked
            self._house.served(queue_id, queued=self._arrival.at, answered=self._now, talked=talked)
        return self._ended(Outcome.ANSWERED, state, member_id, queue_id)

    def _handed_over(self, state: State, over: happenings.HandOver) -> Result | Sequence[happenings.Event]:
        staffing = self._house.staffing
        match over.kind:
            case NodeKind.QUEUE:
                served = staffing.queues.get(over.settings.queue_id, Served(()))
                return self._queued(state, over.settings, served)
            case NodeKind.ON_CALL:
                return self._on_call(state, staffing.ladders.get(over.settings.ladder_id, Served(())))
            case NodeKind.CALLBACK:
                wants = bool(self._said) and self._said.popleft().digits == "1"
                self._is_certain = False
                return (
                    self._ended(Outcome.CALLBACK, state)
                    if wants
                    else [happenings.GivenBack("next", "no callback wanted")]
                )
            case _:
                return [happenings.GivenBack("next", "no receptionist in a replay")]

    def _queued(self, state: State, wanted: Queue, served: Served) -> Result | Sequence[happenings.Event]:
        """Wait for the first of the queue who comes free and takes it."""
        began, limit = self._now, wanted.longest_seconds or served.longest_seconds
        staffing = self._house.staffing
        if served.keeps_hours and not self._is_open(began):
            return [happenings.GivenBack("closed", "the queue is closed")]
        able = staffing.asked_after(served, wanted.skills)
        self._is_certain = self._is_certain and not staffing.assumed & able.keys()
        if not any(staffing.shift_at(one, began) for one in able):
            return [happenings.GivenBack("nobody", "nobody on shift")]
        line = self._house.line_of(wanted.queue_id, began)
        places = wanted.places or served.places
        if places and len(line) >= places:
            return [happenings.GivenBack("full", f"{len(line)} waiting")]
        there = [one for one in able if staffing.shift_at(one, began)]
        free = sum(self._house.busy_until.get(one, began) <= began for one in there)
        handled = self._house.handled_seconds(wanted.queue_id, began)
        place = standing(len(line) + 1, handled, members=len(there), free=free)
        if would_wait_too_long(Limits(longest_seconds=limit), place):
            return [happenings.GivenBack("too_long", "would wait longer than the queue allows")]
        asked = set[UUID]()
        self._waited_in = wanted.queue_id
        opens = {one: began + timedelta(seconds=after) for one, after in able.items()}
        while (soonest := self._house.soonest(opens, asked, self._now)) is not None:
            at, member_id = soonest
            if (at - began).total_seconds() > limit:
                break
            self._seconds = max(self._seconds, (at - self._arrival.at).total_seconds())
            if self._has_given_up():
                break
            if self._takes(member_id, served.ring_seconds):
                insort(line, self._now)
                return self._taken(state, member_id, wanted.queue_id)
            self._seconds += served.ring_seconds
            asked.add(member_id)
        self._seconds = max(self._seconds, (began - self._arrival.at).total_seconds() + limit)
        insort(line, self._now)
        return [happenings.GivenBack("too_long", "waited too long")]

    def _on_call(self, state: State, served: Served) -> Result | Sequence[happenings.Event]:
        for member_id in served.members:
            if self._house.busy_until.get(member_id, self._now) <= self._now and self._takes(
                member_id, _RUNG_SECONDS
            ):
                return self._taken(state, member_id)
            self._seconds += _RUNG_SECONDS
        return [happenings.GivenBack("nobody", "nobody on call answered")]

    def _outside(self, state: State, seconds: int) -> Result | Sequence[happenings.Event]:
        self._is_certain = False
        if self._house.staffing.outside_answers:
            self._seconds += min(USUAL_DELAY, seconds)
            return self._ended(Outcome.OUTSIDE, state)
        self._seconds += seconds
        return [happenings.OfferEnded("did not answer")]

    def _heard(self, state: State) -> happenings.Event:
        """Let the caller press what they pressed on the day, then nothing."""
        node = engine.node_of(self._flow, state)
        if node.kind is NodeKind.NOTICE:
            self._seconds += NOTICE_SECONDS
            return happenings.Heard("9" if self._arrival.declines_recording else "")
        if self._said:
            return self._said.popleft()
        self._seconds += float(getattr(node.settings, "wait_seconds", NOTICE_SECONDS))
        # Who never was asked may well have pressed something.
        self._is_certain = False
        return happenings.Heard()

    def _listen(self, plan: Plan) -> None:
        self._seconds += sum(seconds_to_say(one.text, one.language) for one in plan if isinstance(one, Say))

    def _suppose(self, seconds: float) -> None:
        self._seconds += seconds
        self._is_certain = False

    def _has_given_up(self) -> bool:
        """Say whether they had left by now on the day; whether who stayed would have waited longer is not known."""
        if self._seconds > self._arrival.waited and not self._arrival.gave_up:
            self._is_certain = self._is_certain and self._seconds <= self._arrival.waited + _PATIENCE
        return self._arrival.gave_up and self._seconds > self._arrival.waited

    def _ended(
        self, outcome: Outcome, state: State, member_id: UUID | None = None, queue_id: UUID | None = None
    ) -> Result:
        return Result(
            outcome=outcome,
            node=state.node,
            wait_seconds=round(self._seconds, 1),
            member_id=member_id,
            queue_id=queue_id,
            was_closed=self._was_closed,
            is_certain=self._is_certain,
            waited_in=self._waited_in,
        )

    def _is_open(self, at: datetime) -> bool:
        return self._calendar.open_at(at) or not self._calendar.windows

    def _facts(self) -> Facts:
        at, calendar = self._now, self._calendar
        local = at.astimezone(self._zone)
        special = calendar.special_days.get(local.date())
        return Facts(
            room="replay",
            sender=self._arrival.dialled,
            is_open=self._is_open(at),
            is_holiday=special is not None and special.kind is DayKind.HOLIDAY,
            is_blocked=self._arrival.is_blocked,
            free=tuple(Free(one, _PHONE) for one in self._house.free(at)),
            caller=self._arrival.caller,
            weekday=local.weekday(),
            minute=local.hour * 60 + local.minute,
            ringing=self._house.ringing(local),
            installed=self._house.staffing.installed,
            records=self._arrival.hears_notice,
            needs_notice=self._arrival.hears_notice,
        )
