"""What a flow is proven against at a place of the organisation: its calendar, and who could take a call there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location, Member
from conversations.models import MemberPhone
from core.transactions import step
from routing import ports
from routing.domain.graph import Flow
from routing.domain.oncall import Shift, gaps_of
from routing.domain.verify import Person, Problem, Proof, Staff, Staffed, World, prove
from routing.models import MemberSkill, Queue, QueueSeat, Skill
from routing.selectors import oncall


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
        staff=Staff(
            members=members,
            queues=_queues(organisation),
            ladders=_ladders(location, members, now=now),
            skills=_skills(organisation),
        ),
        installed=ports.installed(),
    )


def _queues(organisation: UUID) -> dict[UUID, Staffed]:
    seats: dict[UUID, list[UUID]] = {}
    for seat in QueueSeat.objects.of(organisation).order_by("tier", "position"):
        seats.setdefault(seat.queue_id, []).append(seat.member_id)
    rows = Queue.objects.of(organisation).filter(is_active=True)
    return {row.pk: Staffed(row.name, tuple(seats.get(row.pk, ()))) for row in rows}


def _ladders(location: Location, members: Mapping[UUID, Person], *, now: datetime) -> dict[UUID, Staffed]:
    """Read the ladders with who can be rung on them, and when that is nobody, on the clock of `location`."""
    found = {}
    for row in oncall.list_ladders(organisation_id=location.organisation_id, now=now):
        always = {rung.member_id for rung in row.values if rung.member_id is not None}
        shifts: list[Shift] = []
        for roster in (rung.roster for rung in row.values if rung.roster is not None):
            shifts += roster.shifts_on(location.time_zone, now)
        able = [shift for shift in shifts if _can_be_rung(shift.member_id, members)]
        on_it = dict.fromkeys([*always, *(shift.member_id for shift in shifts)])
        is_there = not able or any(_can_be_rung(one, members) for one in always)
        found[row.ladder.pk] = Staffed(row.ladder.name, tuple(on_it), () if is_there else gaps_of(able))
    return found


def _can_be_rung(member_id: UUID, members: Mapping[UUID, Person]) -> bool:
    return member_id in members and members[member_id].can_be_rung


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
