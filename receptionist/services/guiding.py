"""The guided set-up: each step writes what it is about where that belongs, and is remembered as kept or put off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import policies
from accounts.domain.hours import Window
from accounts.models import Location, Member
from accounts.services import hours
from core.errors import Refused
from core.transactions import reading, use_case
from receptionist.domain.guide import Standing, Step
from receptionist.domain.trades import Offered
from receptionist.domain.website import Found, same_question
from receptionist.models import FaqEntry, ReceptionistSettings
from routing import services as routing
from routing.domain.templates import with_receptionist
from routing.models import Flow
from routing.selectors.flows import list_flows
from routing.selectors.lines import list_lines
from scheduling.models import LocationKind, Resource, ResourceKind, Service
from scheduling.services.setting.resources import save_resource
from scheduling.services.setting.services import WantedProvider, WantedService, save_service


class NoLine(Refused):
    """There is no such telephone line."""

    sentence = gettext_lazy("Choose a telephone line.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many questions were taken, and which had an answer already."""

    count: int
    known: tuple[str, ...] = ()


@use_case
def note_step(
    *, by: Member, step: Step, standing: Standing, values: Mapping[str, object] | None = None, now: datetime
) -> ReceptionistSettings:
    """Remember that a step was kept or put off, with the columns of the assistant it sets."""
    policies.check_can_administer(by)
    rows = ReceptionistSettings.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.first() or ReceptionistSettings(organisation_id=by.organisation_id)
    for name, value in (values or {}).items():
        setattr(row, name, value)
    row.guided = {**row.guided, step.value: standing.value}
    row.save()
    return row


def set_hours(*, by: Member, place: Location, week: Mapping[int, tuple[int, int]], now: datetime) -> None:
    """Set one window a day.

    Raises:
        HoursOverlap: windows past midnight run into the next.
    """
    windows = [Window(day, opens, closes) for day, (opens, closes) in sorted(week.items())]
    hours.set_week(by=by, location_id=place.pk, windows=windows, now=now)


@use_case
def take_answers(*, by: Member, found: Sequence[Found], now: datetime) -> Taken:
    """Take questions with their answers; what has an answer already keeps it."""
    policies.check_can_administer(by)
    there = list(FaqEntry.objects.of(by.organisation_id).select_for_update(no_key=True))
    position = max((one.position for one in there), default=-1) + 1
    known, rows = [], list[FaqEntry]()
    for one in found:
        question = " ".join(one.question.split())
        if any(same_question(question, other.question) for other in [*there, *rows]):
            known.append(question)
            continue
        rows.append(
            FaqEntry(
                organisation_id=by.organisation_id,
                question=question,
                answer=one.answer.strip(),
                position=position + len(rows),
            )
        )
    for row in rows:
        row.save(force_insert=True)
    return Taken(count=len(rows), known=tuple(known))


def make_services(*, by: Member, chosen: Sequence[tuple[Offered, str, int]], now: datetime) -> int:
    """Make what can be booked: (what it is, its name, its minutes). Whoever sets it up gives them until others do.

    Done again, what has the name already stays as it is. Returns how many were made.
    """
    with reading(by.organisation_id):
        there = {
            one.casefold() for one in Service.objects.of(by.organisation_id).values_list("name", flat=True)
        }
        givers = Resource.objects.of(by.organisation_id).filter(kind=ResourceKind.PROVIDER, is_active=True)
        giver_ids = list(givers.order_by("name", "pk").values_list("pk", flat=True))
    fresh = [one for one in chosen if one[1].casefold() not in there]
    if fresh and not giver_ids:
        values = {"kind": ResourceKind.PROVIDER, "name": by.name, "member_id": by.pk}
        giver_ids = [save_resource(by=by, resource_id=None, values=values, seen_version=0, now=now).pk]
    for position, (offered, name, minutes) in enumerate(fresh, len(there)):
        kind = LocationKind.CUSTOMER_ADDRESS if offered.is_outside else LocationKind.OFFICE
        wanted = WantedService(
            values={"name": name, "durations": [minutes], "location_kind": kind, "position": position},
            providers=[WantedProvider(resource_id=one) for one in giver_ids],
        )
        save_service(by=by, service_id=None, wanted=wanted, seen_version=0, now=now)
    return len(fresh)


def lead_line(*, by: Member, line_id: UUID, rings_first: bool, now: datetime) -> None:
    """Let a line's calls reach the assistant by a flow that is proven before it goes live, and let it take calls.

    Done again, the flow made before takes the line too.

    Raises:
        NoLine: there is no such telephone line.
        FlowUnproven: in some way a caller would be let fall; carries every problem.
    """
    policies.check_can_administer(by)
    with reading(by.organisation_id):
        line = next(
            (one for one in list_lines(organisation_id=by.organisation_id) if one.line.pk == line_id), None
        )
        title = _("Receptionist after the ring") if rings_first else _("Receptionist first")
        flows = list_flows(organisation_id=by.organisation_id)
        made = next((one for one in flows if one.flow.title == title and one.flow.archived_at is None), None)
    if line is None:
        raise NoLine
    keeps = {one.pk for one in made.lines} if made is not None else set()
    if made is not None and made.live is not None:
        flow = made.flow
    else:
        document = with_receptionist(
            title, [str(one.member_id) for one in line.turns], rings_first=rings_first
        )
        flow = _published(by, document, now=now)
    routing.assign_lines(by=by, flow_id=flow.pk, line_ids=keeps | {line_id}, now=now)
    note_step(by=by, step=Step.LINE, standing=Standing.DONE, values={"answers_calls": True}, now=now)


def _published(by: Member, document: dict[str, object], *, now: datetime) -> Flow:
    flow = routing.create_flow(by=by, document=document, now=now)
    routing.publish_flow(by=by, flow_id=flow.pk, note=_("Guided set-up"), seen_revision=1, now=now)
    return flow
