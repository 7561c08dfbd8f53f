"""Callers who talk with the assistant while everything that can go wrong on the way does.

Words are guessed wrongly or not at all, reports come twice, a worker dies before its transaction ends and the carrier
asks again, the assistant is switched off for a moment, somebody takes the conversation over, callers press 0 or hang up.
Each conversation has to end in an outcome there is a word for, nobody may be left on a line on which nothing follows, and
nothing may be done twice.
"""

import random
import re
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from accounts.models import Industry, Member, Organisation, Role
from conversations import ports
from conversations.domain.plans import Gather, HangUp, Plan, Record, Room
from conversations.errors import AlreadyClaimed, MoveRefused
from conversations.models import Entry, Line
from conversations.services import claim_conversation
from core import clock
from core.transactions import reading, tenant_transaction
from receptionist.domain.policy.acts import Outcome
from receptionist.models import Dialogue, ReceptionistSettings, Turn
from scheduling.models import Appointment
from tests.factories import accounts as people
from tests.factories import conversations as texts
from tests.factories import receptionist as assistants
from tests.factories import scheduling
from tests.factories.racing import at_once
from tests.factories.talking import Caller, lead_to_assistant, said

MOST_TURNS = 24
# What may be heard after a takeover: the goodbye of the assistant, and what the flow says by itself.
QUIET = ("", "One moment, please.", "One moment, please. Please leave a message.")
WISHES = (
    "I want to book a service call for a dripping tap",
    "can I leave a message for the office about my invoice",
    "I'd like to book a service call, the sink is clogged",
    "let me talk to a person",
    "I smell gas in the kitchen and my head hurts",
    "what are your opening hours",
    "quisiera una cita para una llave que gotea",
)
# What a caller answers who hears this; the first that fits.
ANSWERS = (
    (r"speaking with|spell the name|nombre", "Ann Wu"),
    (r"number you're calling from|número desde", "yes"),
    (r"best number|digit by digit", "602 555 0143"),
    (r"street address|dirección", "12 Oak Street"),
    (r"day and time|Which weekday|Which other day|día y hora|día", "tomorrow afternoon"),
    (r"suits you|suit you|conviene", "the first one"),
    (r"right\?|correcto", "yes"),
    (r"anything else|algo más", "no thank you"),
    (r"what is it about|de qué", "a dripping tap"),
    (r"in danger", "no, nobody is"),
    (r"somebody call you|get back to you\?", "yes please"),
)
GARBAGE = ("blah wug", "the the of", "mm", "frobble a dax it", "ksh")
# How often in a hundred turns something happens.
FAULTS = (
    ("garbage", 5), ("silence", 5), ("twice", 15), ("killed", 6), ("taken", 2), ("off", 1), ("zero", 1), ("gone", 3),
)  # fmt: skip
# What has to be nought.
WRONGS = ("dead_lines", "undeclared", "answered_differently", "done_twice", "spoke_after_takeover", "broke")


class Killed(Exception):
    """The worker died before its transaction ended."""


@dataclass(slots=True)
class Found:
    """What came of it all; what has to be nought is counted."""

    conversations: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    dead_lines: int = 0
    undeclared: int = 0
    answered_differently: int = 0
    done_twice: int = 0
    spoke_after_takeover: int = 0
    broke: int = 0
    seconds: float = 0.0
    # Each one that went wrong, whole: what was, and what was said on both sides.
    told: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, int]:
        """Give what must be nought and is not."""
        return {name: value for name in WRONGS if (value := getattr(self, name))}


Each = Callable[[Found], None]


@dataclass(frozen=True, slots=True)
class House:
    """A plumber whose line leads to its assistant."""

    organisation: Organisation
    owner: Member
    line: Line
    now: datetime


def open_house(*, now: datetime | None = None) -> House:
    """Make a plumber who can be booked, with an assistant on the line."""
    now = now or clock.now()
    firm = people.organisation(
        name="Quick Pipes", slug=f"quick-{random.getrandbits(40)}", industry=Industry.HOME
    )
    owner = people.member(organisation=firm, name="Bo Ray", role=Role.OWNER)
    line = texts.line(organisation=firm, address=f"+1480{random.getrandbits(23) % 10**7:07d}")
    hours = scheduling.schedule(firm)
    plumbers = [scheduling.provider(firm, hours=hours, name=f"Plumber {number}") for number in range(6)]
    scheduling.service(firm, *plumbers, name="Service call", interval=30)
    lead_to_assistant(line, owner, now=now)
    assistants.assistant(firm, answers_calls=True, trade="plumbing")
    return House(firm, owner, line, now)


def run(*, conversations: int, seed: int = 7, house: House | None = None, each: Each | None = None) -> Found:
    """Let so many talk with the assistant, one after the other; `each` looks at what was found after each."""
    house, found, began = house or open_house(), Found(), time.monotonic()
    for number in range(conversations):
        dice = random.Random(f"{seed} {number}")
        talk = partial(_talk, house, number, dice, found)
        _watched(found, talk, f"talk {number}", began)
        if each:
            each(found)
    return found


def race(*, rounds: int, house: House | None = None, each: Each | None = None) -> Found:
    """Let a takeover and a turn of the same call come at once, over and over."""
    house, found, began = house or open_house(), Found(), time.monotonic()
    for number in range(rounds):
        _watched(found, partial(_race, house, number, found), f"race {number}", began)
        if each:
            each(found)
    return found


def _watched(found: Found, acts: Callable[[list[str]], None], name: str, began: float) -> None:
    """Do one and keep it whole where something was wrong: nothing that breaks ends the trial."""
    lines: list[str] = [name]
    before = found.wrong
    found.conversations += 1
    try:
        acts(lines)
    except Exception:  # noqa: BLE001 - a fault of any kind is what is looked for
        found.broke += 1
        lines.append(traceback.format_exc())
    found.seconds = time.monotonic() - began
    if found.wrong != before:
        new = dict(Counter(found.wrong) - Counter(before))
        found.told.append("\n".join([f"{lines[0]}: {new}", *lines[1:]]))


def _race(house: House, number: int, found: Found, lines: list[str]) -> None:
    at = house.now + timedelta(minutes=number)
    caller = Caller(house.line, now=at, number=f"+1623{number:07d}")
    heard, talk = caller.heard("I need an appointment"), caller.talk
    at_once([lambda: caller.tell(heard), lambda: _take(house, talk, at=caller.at)])
    lines.append(f"assistant: {said(caller.plan)}")
    late = caller.tell(caller.heard("Ann Wu"))
    lines.append(f"assistant after the takeover: {said(late)}")
    found.dead_lines += bool(late) and not is_alive(late)
    found.spoke_after_takeover += said(late) not in QUIET or _spoke_late(house, talk)
    caller.hangs_up()


def is_alive(plan: Plan) -> bool:
    """Say whether somebody with this plan is listened to, waits, leaves a message, or is let go after a goodbye."""
    ways = [isinstance(step, Gather | Room | Record) for step in plan]
    return any(ways) or (bool(said(plan)) and isinstance(plan[-1], HangUp))


def _talk(house: House, number: int, dice: random.Random, found: Found, lines: list[str]) -> None:
    at = house.now + timedelta(minutes=10 * number)
    caller = Caller(house.line, now=at, number=f"+1623{number:07d}")
    wish, told = WISHES[number % len(WISHES)], 0
    for _turn in range(MOST_TURNS):
        lines.append(f"assistant: {said(caller.plan)}")
        if not is_alive(caller.plan):
            found.dead_lines += 1
        if not any(isinstance(step, Gather) for step in caller.plan):
            break
        fault = _fault(dice)
        found.faults[fault] += bool(fault)
        if fault == "gone":
            break
        heard = _heard(caller, fault, wish if not told else "", dice)
        lines.append(
            f"caller: {[one.text for one in heard.heard] or heard.digits}{f' ({fault})' if fault else ''}"
        )
        told += fault not in {"silence", "garbage"}
        found.turns += 1
        if fault == "taken":
            _take(house, caller.talk, at=caller.at)
        if fault == "off":
            _switch(house, on=False)
        try:
            if fault == "killed":
                _die(house, caller, heard)
            plan = caller.tell(heard)
        finally:
            if fault == "off":
                _switch(house, on=True)
        if fault == "twice" and any(isinstance(step, Gather) for step in plan):
            again = caller.tell(heard)
            lines.append(f"assistant, told twice: {said(again)}")
            found.answered_differently += again != plan
    caller.hangs_up()
    _judge(house, caller, found)


def _fault(dice: random.Random) -> str:
    at = dice.uniform(0, 100)
    for name, share in FAULTS:
        at -= share
        if at < 0:
            return name
    return ""


def _heard(caller: Caller, fault: str, wish: str, dice: random.Random) -> ports.InputReceived:
    if fault == "silence":
        return caller.heard()
    if fault == "zero":
        return caller.heard(digits="0")
    if fault == "garbage":
        return caller.heard(dice.choice(GARBAGE), sure=0.2)
    asked = said(caller.plan)
    fitting = (words for pattern, words in ANSWERS if re.search(pattern, asked, re.IGNORECASE))
    return caller.heard(wish or next(fitting, "no thank you"))


def _die(house: House, caller: Caller, heard: ports.InputReceived) -> None:
    """Do a turn whose worker dies before its transaction ends."""
    try:
        with tenant_transaction(house.organisation):
            caller.take(heard)
            raise Killed
    except Killed:
        return


def _switch(house: House, *, on: bool) -> None:
    with tenant_transaction(house.organisation):
        ReceptionistSettings.objects.of(house.organisation).update(answers_calls=on)


def _take(house: House, talk: UUID, *, at: datetime) -> None:
    try:
        claim_conversation(by=house.owner, conversation_id=talk, now=at)
    except (AlreadyClaimed, MoveRefused):
        return


def _spoke_late(house: House, talk: UUID) -> bool:
    with reading(house.organisation):
        rows = Entry.objects.of(house.organisation).filter(conversation_id=talk, kind="FACT").order_by("seq")
        facts = [one.fact for one in rows if one.fact in {"assistant_turn", "claimed"}]
    return "claimed" in facts and "assistant_turn" in facts[facts.index("claimed") :]


def _judge(house: House, caller: Caller, found: Found) -> None:
    talk, firm = caller.talk, house.organisation
    with reading(firm):
        dialogues = list(Dialogue.objects.of(firm).filter(conversation_id=talk))
        keys = list(Turn.objects.of(firm).filter(conversation_id=talk).values_list("turn_key", flat=True))
        booked = Appointment.objects.of(firm).filter(conversation_id=talk).exclude(status="CANCELLED").count()
        confirmed = Turn.objects.of(firm).filter(conversation_id=talk, act="DONE", asks="anything").count()
    declared = {one.value for one in Outcome}
    for one in dialogues:
        found.outcomes[one.outcome] += 1
        found.undeclared += one.ended_at is None or one.outcome not in declared
    found.undeclared += not dialogues
    found.done_twice += len(keys) != len(set(keys)) or booked > max(1, confirmed)
    found.spoke_after_takeover += _spoke_late(house, talk)
