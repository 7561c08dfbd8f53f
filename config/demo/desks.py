"""Gives each house queues, skills and a flow for its Spanish line, by the services its owner would use. Once only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Member
from conversations.models import Line, MemberPhone
from core.transactions import reading
from routing import selectors
from routing import services as routing
from routing.domain.capacity import USUAL, Room
from routing.domain.matching import Strategy
from routing.domain.presence import Choice
from routing.domain.seating import Place
from routing.models import Queue
from routing.services import queues, skills

SPANISH = "Spanish"


@dataclass(frozen=True)
class Desk:
    """One queue: `seats` by log-in, with the tier in which each is asked."""

    name: str
    seats: tuple[tuple[str, int], ...]
    strategy: Strategy = Strategy.LONGEST_IDLE
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desks:
    """A house's queues, the first of which takes the Spanish line, and what its members can do."""

    queues: tuple[Desk, ...]
    skills: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    few_messages: tuple[str, ...] = ()


DESKS: Mapping[str, Desks] = {
    "hale-ortiz": Desks(
        queues=(
            Desk(
                "Intake",
                (("ana@hale-ortiz.example", 1), ("ben@hale-ortiz.example", 1), ("lou@hale-ortiz.example", 2)),
                codes=("Consultation booked", "Not our field", "Call again", "Wrong number"),
            ),
            Desk("Our cases", (("ben@hale-ortiz.example", 1), ("ana@hale-ortiz.example", 2)), Strategy.FIXED),
        ),
        skills=(
            (SPANISH, (("ana@hale-ortiz.example", 5), ("ben@hale-ortiz.example", 2))),
            ("Family law", (("ana@hale-ortiz.example", 5), ("lou@hale-ortiz.example", 3))),
        ),
        few_messages=("ana@hale-ortiz.example",),
    ),
    "saguaro-clinic": Desks(
        queues=(
            Desk(
                "Front desk",
                (("cole@saguaro-clinic.example", 1), ("priya@saguaro-clinic.example", 2)),
                codes=("Visit booked", "Moved", "Passed to a nurse", "Other"),
            ),
            Desk("Nurses", (("priya@saguaro-clinic.example", 1), ("mina@saguaro-clinic.example", 1))),
        ),
        skills=(
            (SPANISH, (("cole@saguaro-clinic.example", 4),)),
            ("Triage", (("priya@saguaro-clinic.example", 5), ("mina@saguaro-clinic.example", 4))),
        ),
        few_messages=("priya@saguaro-clinic.example",),
    ),
    "brightwater": Desks(
        queues=(
            Desk(
                "Dispatch",
                (
                    ("luz@brightwater.example", 1),
                    ("rosa@brightwater.example", 1),
                    ("dez@brightwater.example", 2),
                ),
                Strategy.ROUND_ROBIN,
                codes=("Visit booked", "Emergency sent", "Price only", "Outside our area"),
            ),
        ),
        skills=(
            (SPANISH, (("luz@brightwater.example", 5), ("rosa@brightwater.example", 3))),
            ("Water heaters", (("dez@brightwater.example", 5),)),
        ),
        few_messages=("dez@brightwater.example",),
    ),
}
WELCOME = {
    "es-US": "Gracias por llamar a {business}. En un momento le atendemos.",
    "en-US": "Thank you for calling {business}. Somebody will be with you in a moment.",
}
NOTICE = {
    "es-US": "Esta llamada puede grabarse. Si no lo desea, oprima 9 o diga no.",
    "en-US": "This call may be recorded. If you do not want that, press 9 or say no.",
}
CLOSED = {
    "es-US": "Gracias por llamar a {business}. Ahora estamos cerrados. Deje un mensaje después del tono.",
    "en-US": "Thank you for calling {business}. We are closed now. Please leave a message after the tone.",
}
NOBODY = {
    "es-US": "En este momento nadie está libre. Deje un mensaje después del tono.",
    "en-US": "Nobody is free right now. Please leave a message after the tone.",
}


def set_up(slug: str, line: Line, members: dict[str, Member], *, by: Member, now: datetime) -> bool:
    """Set what owners set, unless somebody has made a queue or nobody can be rung; says whether it did."""
    wanted = DESKS.get(slug)
    with reading(by.organisation_id):
        if wanted is None or Queue.objects.of(by.organisation_id).exists():
            return False
        reached = set(MemberPhone.objects.of(by.organisation_id).values_list("member_id", flat=True))
    if not reached:
        return False
    made = [_queue(desk, members, by=by, now=now) for desk in wanted.queues]
    spanish = _skills(wanted, members, by=by, now=now)
    _flow(line, made[0], spanish, by=by, now=now)
    for member in members.values():
        if member.pk in reached:
            queues.choose_presence(by=member, choice=Choice.AVAILABLE, now=now)
    return True


def _queue(desk: Desk, members: dict[str, Member], *, by: Member, now: datetime) -> Queue:
    places = [Place(members[login].pk, tier) for login, tier in desk.seats if login in members]
    wanted = queues.WantedQueue(
        name=desk.name, strategy=desk.strategy, codes=desk.codes, longest_seconds=300, places=8
    )
    return queues.save_queue(by=by, wanted=wanted, places=places, now=now)


def _skills(wanted: Desks, members: dict[str, Member], *, by: Member, now: datetime) -> str:
    """Say who can do what and who holds few messages; returns the id of Spanish."""
    levels, spanish = [], ""
    for name, who in wanted.skills:
        skill = skills.add_skill(by=by, name=name, now=now)
        spanish = str(skill.pk) if name == SPANISH else spanish
        levels += [
            skills.LevelChange(members[login].pk, skill.pk, 0, level)
            for login, level in who
            if login in members
        ]
    rooms = [
        skills.RoomChange(members[login].pk, USUAL, Room(2, 1))
        for login in wanted.few_messages
        if login in members
    ]
    skills.save_skills(by=by, levels=levels, rooms=rooms, now=now)
    return spanish


def _flow(line: Line, queue: Queue, spanish: str, *, by: Member, now: datetime) -> None:
    """Draw, publish and assign the flow of the Spanish line; its messages wait in the same queue."""
    flow = routing.create_flow(by=by, document=_document(line, queue, spanish), now=now)
    routing.publish_flow(by=by, flow_id=flow.pk, note="", seen_revision=1, now=now)
    routing.assign_lines(by=by, flow_id=flow.pk, line_ids={line.pk}, now=now)
    with reading(by.organisation_id):
        found = selectors.get_line(organisation_id=by.organisation_id, line_id=line.pk)
    kept = {name: getattr(found.handling, name) for name in routing.Wanted.__dataclass_fields__}
    routing.save_handling(
        by=by,
        line_id=line.pk,
        wanted=routing.Wanted(**kept | {"messages_queue_id": queue.pk}),
        turns=found.turns,
        seen_version=found.handling.version,
        now=now,
    )


def _document(line: Line, queue: Queue, spanish: str) -> dict[str, Any]:
    to_voicemail = dict.fromkeys(("full", "closed", "too_long", "nobody"), "Voicemail")
    need = {"skill": spanish, "level": 3, "relaxes": [{"after_seconds": 45, "level": 0}]}
    return {
        "format": 1,
        "title": line.name,
        "start": "Who calls",
        "languages": ["es-US", "en-US"],
        "nodes": {
            "Who calls": {"kind": "CALLER", "exits": {"blocked": "Voicemail", "other": "Open now"}},
            "Open now": {"kind": "HOURS", "exits": {"open": "Recording", "closed": "Assistant"}},
            "Recording": {"kind": "NOTICE", "exits": {"next": "Welcome"}, "text": NOTICE},
            "Welcome": {"kind": "GREETING", "exits": {"next": queue.name}, "text": WELCOME},
            queue.name: {
                "kind": "QUEUE",
                "exits": to_voicemail,
                "queue": str(queue.pk),
                "skills": [need],
                "longest_seconds": 180,
            },
            # It takes calls once the owner lets it; until then they go on as if it were not there.
            "Assistant": {"kind": "RECEPTIONIST", "exits": {"next": "After hours"}},
            "After hours": {"kind": "VOICEMAIL", "exits": {}, "text": CLOSED},
            "Voicemail": {"kind": "VOICEMAIL", "exits": {}, "text": NOBODY},
        },
    }
