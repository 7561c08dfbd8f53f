"""What a caller would go through by a draft, with whoever is there at that moment or is supposed to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import override

from accounts.domain.hours import Calendar, Reason
from conversations.domain import recording_consent
from conversations.models import Line
from conversations.services import calls
from conversations.services.calls.blocking import find_block
from routing import ports
from routing.domain import flow as engine
from routing.domain.attending import Attends, House
from routing.domain.graph import Flow, NodeKind
from routing.domain.oncall import Try
from routing.domain.rehearsal import RehearsedStep, Staffing, rehearse
from routing.domain.verify import Staff
from routing.models import Queue
from routing.selectors import oncall
from routing.services import flows, gathering, proving
from routing.services.rehearsing import list_free

# What everybody does where not each of them is thought of.
_ALIKE: Mapping[Staffing, Attends] = {
    Staffing.ANSWERS: Attends.ANSWERS,
    Staffing.DECLINES: Attends.DECLINES,
    Staffing.AWAY: Attends.AWAY,
    Staffing.CUT: Attends.DECLINES,
}


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of a call that is tried on a draft: who calls, in which language, what they do, who is there.

    `attends` is what was said of single members; the others do as `staffing` has it.
    """

    at: datetime
    number: str = ""
    caller: str = "new"
    language: str = ""
    staffing: Staffing = Staffing.PLANNED
    acts: tuple[str, ...] = ()
    attends: Mapping[UUID, Attends] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attendant:
    """A member the flow may ring: whether they are at work then by hours and rotas, and what they do in this trial."""

    member_id: UUID
    is_there: bool
    is_on_duty: bool
    does: Attends


@dataclass(frozen=True, slots=True)
class DraftRehearsal:
    """What a caller would go through by a draft; `reason` is that of the place's calendar."""

    steps: tuple[RehearsedStep, ...]
    is_open: bool
    reason: Reason
    people: tuple[Attendant, ...] = ()


def rehearse_draft(line: Line, flow: Flow, supposed: Supposed) -> DraftRehearsal:
    """Say what a caller would go through by a flow that need not be live, on a line."""
    calendar = flows.calendar_of(line, now=supposed.at)
    is_open = bool(gathering.open_facts(calendar, now=supposed.at)["is_open"])
    staff = proving.world_of(line.location, now=supposed.at).staff or Staff()
    ladders = _ladders(line, supposed.at)
    on_duty = _on_duty(line, supposed.at)
    there = frozenset(staff.members) if is_open else on_duty
    house = _house(line, supposed, staff, there=there, ladders=ladders)
    lasting = _lasting(line, flow, supposed, calendar, house)
    zone = ZoneInfo(calendar.time_zone)
    begins = supposed.at.astimezone(zone)

    def facts_at(moment: datetime) -> engine.Facts:
        local = moment.astimezone(zone)
        return replace(
            lasting,
            **gathering.open_facts(calendar, now=moment),
            weekday=local.weekday(),
            minute=local.hour * 60 + local.minute,
        )

    def strike(minute: int) -> engine.Facts:
        """Let the clock go on to the next time it is that minute of the day."""
        struck = begins.replace(hour=minute // 60, minute=minute % 60, second=0)
        return facts_at(struck if struck >= begins else struck + timedelta(days=1))

    steps = rehearse(flow, facts_at(supposed.at), supposed.acts, house=house, clock=strike)
    people = tuple(
        Attendant(one, one in there, one in on_duty, house.attends.get(one, Attends.AWAY))
        for one in _may_ring(flow, staff, ladders)
    )
    return DraftRehearsal(steps, is_open, calendar.reason_at(supposed.at), people)


def _house(
    line: Line,
    supposed: Supposed,
    staff: Staff,
    *,
    there: frozenset[UUID],
    ladders: Mapping[UUID, tuple[Try, ...]],
) -> House:
    """Say who takes the call: by plan whoever is there does, and whoever is on call."""
    alike = _ALIKE.get(supposed.staffing)
    planned = {one: Attends.ANSWERS if one in there else Attends.AWAY for one in staff.members}
    attends = planned if alike is None else dict.fromkeys(staff.members, alike)
    on_call = dict.fromkeys(staff.members, alike or Attends.ANSWERS)
    queues = list(Queue.objects.of(line.organisation_id).filter(is_active=True))
    return House(
        attends={**attends, **supposed.attends},
        on_call={**on_call, **supposed.attends},
        staff=staff,
        ladders=ladders,
        by_hours=frozenset(row.pk for row in queues if row.keeps_hours),
        rings={row.pk: row.ring_seconds for row in queues},
        outside_answers=supposed.staffing in {Staffing.PLANNED, Staffing.ANSWERS},
    )


def _may_ring(flow: Flow, staff: Staff, ladders: Mapping[UUID, tuple[Try, ...]]) -> list[UUID]:
    """List whom the flow may ring, by the names they go by."""
    found: set[UUID] = set()
    for node in flow.nodes.values():
        match node.kind:
            case NodeKind.RING:
                found |= {turn.member_id for turn in node.settings.turns}
            case NodeKind.QUEUE if node.settings.queue_id in staff.queues:
                found |= set(staff.queues[node.settings.queue_id].members)
            case NodeKind.ON_CALL:
                found |= {one.member_id for one in ladders.get(node.settings.ladder_id, ())}
            case _:
                pass
    able = (one for one in found if one in staff.members and staff.members[one].can_be_rung)
    return sorted(able, key=staff.name_of)


def _on_duty(line: Line, at: datetime) -> frozenset[UUID]:
    """List who is on in any rota at a moment."""
    rotas = oncall.list_rotas(organisation_id=line.organisation_id, now=at)
    return frozenset(member_id for row in rotas if (member_id := row.roster.on_at(at).member_id) is not None)


def _ladders(line: Line, at: datetime) -> dict[UUID, tuple[Try, ...]]:
    """List whom each ladder of the organisation would ring at a moment."""
    rows = oncall.list_ladders(organisation_id=line.organisation_id, now=at)
    return {row.ladder.pk: oncall.tries_at(row, at=at) for row in rows}


def _lasting(line: Line, flow: Flow, supposed: Supposed, calendar: Calendar, house: House) -> engine.Facts:
    """Give what stays so for the whole of a call that is tried."""
    recording = flows.consent_on(line, other=calls.state_of(supposed.number))
    block = find_block(
        organisation=line.organisation_id,
        number=supposed.number,
        is_client=supposed.caller == "client",
        now=supposed.at,
    )
    return engine.Facts(
        room="rehearsal",
        sender=line.address,
        is_blocked=block is not None or supposed.caller == "blocked",
        why_blocked=block.reason if block else "",
        records=flows.handling_of(line).records_calls,
        needs_notice=recording.needs is recording_consent.Needs.NOTICE,
        can_command=supposed.staffing is not Staffing.CUT,
        free=tuple(one for one in list_free(line) if house.attends.get(one.member_id) is not Attends.AWAY),
        caller=_supposed(supposed),
        installed=ports.installed(),
        values={
            language: {"business": line.organisation.name, "opens": _opens(calendar, language, supposed.at)}
            for language in flow.languages
        },
    )


def _supposed(supposed: Supposed) -> engine.CallerFacts:
    """Turn the kind of caller that was chosen into facts."""
    is_known = supposed.caller in ("known", "client", "vip")
    return engine.CallerFacts(
        number="" if supposed.caller == "withheld" else supposed.number or "+16025550100",
        is_known=is_known,
        is_client=supposed.caller == "client",
        is_vip=supposed.caller == "vip",
        spam_score=100 if supposed.caller == "spam" else 0,
        language=supposed.language,
    )


def _opens(calendar: Calendar, language: str, at: datetime) -> str:
    with override(language[:2]):
        return flows.opens_in_words(calendar, now=at)
