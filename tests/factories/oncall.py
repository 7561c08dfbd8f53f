"""Rotas and ladders, and a line whose flow rings one."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member, Organisation
from conversations.models import Line
from core.transactions import reading, tenant_transaction
from routing.models import Flow, FlowVersion, Ladder, LadderClimb, LadderDrill, LineHandling, Rota
from routing.selectors import oncall as selectors
from routing.services import oncall
from tests.factories import conversations as threads

EVERY_DAY = range(7)


def rota(by: Member, *, now: datetime, name: str = "Nights") -> Rota:
    """Begin a rota."""
    return oncall.create_rota(by=by, name=name, location_id=None, now=now)


def shift(
    row: Rota,
    by: Member,
    member: Member,
    *,
    days: object = EVERY_DAY,
    begins: int = 0,
    ends: int = 0,
    now: datetime,
) -> None:
    """Let a member be on every week, in hours of the clock; the same hour twice is round the clock."""
    wanted = oncall.WantedShift(
        member_id=member.pk,
        weekdays=list(days),  # type: ignore[call-overload]
        starts_minute=begins * 60,
        ends_minute=ends * 60 or 24 * 60,
    )
    oncall.add_shifts(by=by, rota_id=row.pk, wanted=wanted, now=now)


def ladder(
    by: Member,
    *rungs: Member | Rota,
    now: datetime,
    name: str = "Emergencies",
    seconds: int = 20,
    times: int = 1,
    has_drills: bool = False,
) -> Ladder:
    """Draw up a ladder whose rungs are these members and rotas."""
    wanted = [
        oncall.WantedRung(
            member_id=one.pk if isinstance(one, Member) else None,
            rota_id=one.pk if isinstance(one, Rota) else None,
            seconds=seconds,
            times=times,
        )
        for one in rungs
    ]
    return oncall.save_ladder(
        by=by, ladder_id=None, name=name, rungs=wanted, has_drills=has_drills, seen_version=0, now=now
    )


def document(ladder_id: UUID, languages: tuple[str, ...] = ("en-US",)) -> dict[str, object]:
    """Draw a flow that wakes a ladder, else takes a message."""
    hello = {"en-US": "Hello.", "es-US": "Hola."}
    message = {"en-US": "Nobody is free.", "es-US": "Nadie está libre."}
    return {
        "format": 1,
        "title": "Emergencies",
        "start": "hello",
        "languages": list(languages),
        "nodes": {
            "hello": {
                "kind": "GREETING",
                "text": {one: hello[one] for one in languages},
                "exits": {"next": "wake"},
            },
            "wake": {"kind": "ON_CALL", "ladder": str(ladder_id), "exits": {"nobody": "message"}},
            "message": {"kind": "VOICEMAIL", "text": {one: message[one] for one in languages}, "exits": {}},
        },
    }


def wired(line: Line, ladder_id: UUID, *, now: datetime, languages: tuple[str, ...] = ("en-US",)) -> Flow:
    """Let a line follow a flow that wakes a ladder."""
    organisation = line.organisation
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Emergencies")
        FlowVersion.objects.create(
            organisation=organisation,
            flow=flow,
            number=1,
            state="PUBLISHED",
            document=document(ladder_id, languages),
            edited_at=now,
            published_at=now,
        )
        LineHandling.objects.create(organisation=organisation, line=line, flow=flow)
    return flow


def line_on(organisation: Organisation, ladder_id: UUID, *, now: datetime) -> Line:
    """Make a line whose flow wakes a ladder."""
    line = threads.line(organisation=organisation)
    wired(line, ladder_id, now=now)
    return line


def climb(organisation: Organisation) -> LadderClimb:
    """Fetch the latest climb."""
    with reading(organisation):
        rows = LadderClimb.objects.of(organisation).select_related("taken_by__user")
        return rows.order_by("-started_at", "-id")[0]


def drills(organisation: Organisation) -> list[LadderDrill]:
    """Fetch the drills, first begun first."""
    with reading(organisation):
        rows = LadderDrill.objects.of(organisation).select_related("taken_by__user", "task__owner__user")
        return list(rows.order_by("started_at", "id"))


def on_at(row: Rota, at: datetime, *, now: datetime) -> UUID | None:
    """Say who is on in a rota."""
    with reading(row.organisation_id):
        found = selectors.get_rota(organisation_id=row.organisation_id, rota_id=row.pk, now=now)
    return found.roster.on_at(at).member_id
