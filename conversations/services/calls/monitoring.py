"""A supervisor listens, whispers to the member, or speaks with both; each is written down."""

from datetime import datetime
from uuid import UUID

from accounts import policies as account_policies
from accounts.models import Member
from conversations.domain.calls import LegRole, Verb
from conversations.models import Call, Leg
from conversations.ports import Plan, Room
from conversations.services.calls import commanding, controls, offering, rows
from conversations.services.calls.how_ended import PEOPLE
from core.transactions import use_case

MODES = ("LISTEN", "WHISPER", "BARGE")


@use_case
def monitor_call(*, by: Member, call_id: UUID, mode: str, now: datetime) -> Call:
    """Let a supervisor listen, whisper to the member, or speak with both. Each is written down.

    Raises:
        NotAllowed: not a supervisor. NoWayToCall: the supervisor takes no calls.
    """
    account_policies.check_can_supervise(by)
    held = controls.live(by, call_id)
    mode = mode if mode in MODES else "LISTEN"
    hears, heard_by = _audible(held, mode)
    plan: Plan = (Room(held.call.room_name, starts=False, hears=hears, heard_by=heard_by),)
    leg = _monitoring(held, by)
    if leg is None:
        phone = controls.phone_of(by)
        to = offering.endpoint_of(phone)
        leg = Leg(
            organisation_id=held.call.organisation_id,
            call=held.call,
            role=LegRole.SUPERVISOR,
            member=by,
            endpoint_kind=to.kind,
            endpoint=to.value,
            started_at=now,
            monitor_mode=mode,
        )
        leg.save(force_insert=True)
        commanding.command(
            leg,
            Verb.PLACE,
            plan=plan,
            seconds=controls.CONSULT_SECONDS,
            sender=held.call.line.address,
            now=now,
        )
    else:
        leg.monitor_mode = mode
        leg.save(update_fields=["monitor_mode"])
        commanding.command(leg, Verb.RUN, plan=plan, now=now)
    rows.trace(held.call, node="monitor", why=f"{mode.lower()}: {by.name}", now=now)
    rows.changed(held, f"MONITOR_{mode}", actor_id=by.pk, now=now)
    return held.call


def _monitoring(held: rows.Held, by: Member) -> Leg | None:
    mine = [
        leg for leg in rows.legs_of(held.call) if leg.member_id == by.pk and leg.role == LegRole.SUPERVISOR
    ]
    return next((leg for leg in mine if leg.ended_at is None), None)


def _audible(held: rows.Held, mode: str) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Say whom a supervisor hears and is heard by; a whisper is never heard by the customer's leg."""
    legs = [leg for leg in rows.legs_of(held.call) if leg.ended_at is None and leg.carrier_leg_id]
    customer = [leg.carrier_leg_id for leg in legs if leg.role in {LegRole.CALLER, LegRole.CUSTOMER}]
    people = [leg.carrier_leg_id for leg in legs if leg.role in PEOPLE]
    if mode == "BARGE":
        return None, None
    return (*customer, *people), tuple(people) if mode == "WHISPER" else ()
