"""What a flow is proven against at a place of the organisation: its calendar, and who could take a call there."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location, Member
from conversations.models import MemberPhone
from core.transactions import step
from routing import ports
from routing.domain.graph import Flow
from routing.domain.verify import Person, Problem, Proof, Staff, Staffed, World, prove
from routing.models import MemberSkill, Queue, QueueSeat, Skill


@step
def world_of(location: Location, *, now: datetime) -> World:
    """Read the coming year of a place and everybody a flow there may name."""
    organisation = location.organisation_id
    with_phone = set(MemberPhone.objects.of(organisation).values_list("member_id", flat=True))
    skilled: dict[UUID, dict[UUID, int]] = {}
    for row in MemberSkill.objects.of(organisation):
        skilled.setdefault(row.member_id, {})[row.skill_id] = row.level
    members = {
        member.pk: Person(
            name=member.name,
            is_active=member.is_active,
            # Taking no calls just now is no flaw of the flow; having nowhere to be rung is.
            has_telephone=member.pk in with_phone,
            is_elsewhere=bool(member.location_ids) and location.pk not in member.location_ids,
            skills=skilled.get(member.pk, {}),
        )
        for member in Member.objects.filter(organisation_id=organisation).select_related("user")
    }
    return World(
        calendar=accounts.get_calendar(location, now=now),
        starts=now,
        staff=Staff(members=members, queues=_queues(organisation), skills=_skills(organisation)),
        installed=ports.installed(),
    )


def _queues(organisation: UUID) -> dict[UUID, Staffed]:
    seats: dict[UUID, list[UUID]] = {}
    for seat in QueueSeat.objects.of(organisation).order_by("tier", "position"):
        seats.setdefault(seat.queue_id, []).append(seat.member_id)
    rows = Queue.objects.of(organisation).filter(is_active=True)
    return {row.pk: Staffed(row.name, tuple(seats.get(row.pk, ()))) for row in rows}


def _skills(organisation: UUID) -> dict[UUID, str]:
    return {row.pk: row.name for row in Skill.objects.of(organisation)}


@step
def prove_at(flow: Flow, locations: Iterable[Location], *, now: datetime) -> Proof:
    """Prove a flow at every place whose lines have it; what is wrong at several is told once."""
    return prove_in(flow, [world_of(location, now=now) for location in locations])


def prove_in(flow: Flow, worlds: Iterable[World]) -> Proof:
    """Prove a flow in every world; it takes seconds and reads nothing, so do it outside any transaction."""
    found: dict[tuple[str, str, str], Problem] = {}
    moments = situations = decisions = 0
    for world in worlds:
        proof = prove(flow, world)
        moments, situations = moments + proof.moments, situations + proof.situations
        decisions += proof.decisions
        for problem in proof.problems:
            about = problem.values.get("exit") or problem.values.get("id", "")
            found.setdefault((problem.code.value, problem.node, about), problem)
    return Proof(tuple(found.values()), moments, situations, decisions)
