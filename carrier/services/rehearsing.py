"""Calling one's own business over the simulator: dialling, speaking, and who of the team picks up."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from carrier.simulator.client import HeardEntry, LegView, SimulatorControl
from conversations.models import Call, Leg, Line, MemberPhone
from conversations.services import calls
from core.errors import NotFound
from core.transactions import reading

SALT = "carrier.own-call"
PICKS_UP_AFTER, SPEAKS_AFTER = 3.0, 4.0
# The carrier's news of an end travels while the page looks.
OUTCOME_SECONDS = 60.0
# The one key is asked for in every language of the greeting.
ASKED_FOR_ONE = r"\b1\b"


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A make-believe call as its caller has it: the leg, what was heard, and our record of it, None before it came.

    `now` is the carrier's clock; `legs` are everybody's on our record.
    """

    leg: LegView
    heard: tuple[HeardEntry, ...]
    now: float
    call: Call | None = None
    legs: tuple[Leg, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Say whether nothing more comes: it is over, and its outcome known or not to be expected any more."""
        if self.leg.ended_at is None:
            return False
        return bool(self.call and self.call.outcome) or self.now - self.leg.ended_at > OUTCOME_SECONDS


def dial(
    control: SimulatorControl,
    line: Line,
    *,
    handset: str,
    phones: list[MemberPhone],
    taker: str,
    greeting: str,
) -> str:
    """Ring a line from a handset and return a signed name of the call; `taker` is the id of who picks up, "" nobody."""
    for phone in phones:
        _behave(control, phone, picks_up=str(phone.member_id) == taker, greeting=greeting)
    leg = control.dial(to=line.address.removeprefix("+"), handset=handset.removeprefix("+"))
    return signing.dumps([str(line.organisation_id), leg.uuid], salt=SALT)


def leg_of(token: str, organisation: UUID) -> str:
    """Read the name of a call.

    Raises:
        NotFound: it was not given out to this organisation.
    """
    try:
        owner, uuid = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise NotFound from error
    if owner != str(organisation):
        raise NotFound
    return str(uuid)


def look(control: SimulatorControl, organisation: UUID, leg: str) -> OwnCall:
    """Look at a call from both sides."""
    seen, told = control.leg(leg), control.transcript(leg)
    with reading(organisation):
        rows = Leg.objects.of(organisation).filter(carrier_leg_id=leg)
        row = rows.select_related("call__line", "call__answered_by__user").first()
        legs = tuple(calls.legs_of(row.call)) if row else ()
    return OwnCall(seen, told.entries, told.now, row.call if row else None, legs)


def _behave(control: SimulatorControl, phone: MemberPhone, *, picks_up: bool, greeting: str) -> None:
    """Let a member's make-believe telephone be picked up and the 1 be pressed, or ring out.

    A browser is taken as by its button, after the same while; whoever sits there may still be faster.
    """
    words = greeting % {"name": phone.member.name}
    if phone.takes_in_browser:
        script = [{"say": words, "after": SPEAKS_AFTER}] if picks_up else []
        control.set_user(
            calls.app_user(phone.member_id),
            answer_after=PICKS_UP_AFTER,
            no_answer=not picks_up,
            script=script,
        )
        return
    if not phone.number:
        return
    presses = [
        {"hears": ASKED_FOR_ONE, "press": "1"},
        {"hears": ASKED_FOR_ONE, "say": words, "after": SPEAKS_AFTER},
    ]
    control.set_voice(
        phone.number.removeprefix("+"),
        answer_after=PICKS_UP_AFTER,
        no_answer=not picks_up,
        script=presses if picks_up else [],
        name=phone.member.name,
    )
