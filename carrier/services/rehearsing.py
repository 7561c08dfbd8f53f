"""Calling one's own business over the simulator: dialling, speaking, and who of the team picks up."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from carrier.simulator.client import HeardEntry, LegView, SimulatorControl
from conversations.models import Call, Leg, Line, MemberPhone
from core.errors import NotFound

SALT = "carrier.own-call"
PICKS_UP_AFTER, SPEAKS_AFTER = 3.0, 4.0
# The one key is asked for in every language of the greeting.
ASKED_FOR_ONE = r"\b1\b"


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A make-believe call as its caller has it: the leg, what was heard, and our record of it, None before it came."""

    leg: LegView
    heard: tuple[HeardEntry, ...]
    call: Call | None


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


def find_call(organisation: UUID, leg: str) -> Call | None:
    """Find our record of the call; inside `reading`."""
    row = (
        Leg.objects.of(organisation)
        .filter(carrier_leg_id=leg)
        .select_related("call__line", "call__answered_by__user")
        .first()
    )
    return row.call if row else None


def _behave(control: SimulatorControl, phone: MemberPhone, *, picks_up: bool, greeting: str) -> None:
    """Let a member's make-believe telephone be picked up and the 1 be pressed, or ring out."""
    if not phone.number:
        return
    script = [
        {"hears": ASKED_FOR_ONE, "press": "1"},
        {"hears": ASKED_FOR_ONE, "say": greeting % {"name": phone.member.name}, "after": SPEAKS_AFTER},
    ]
    control.set_voice(
        phone.number.removeprefix("+"),
        answer_after=PICKS_UP_AFTER,
        no_answer=not picks_up,
        script=script if picks_up else [],
        name=phone.member.name,
    )
