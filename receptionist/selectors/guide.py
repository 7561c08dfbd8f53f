"""What there is of what the guided set-up asks for, whoever set it; call these inside `reading`."""

from dataclasses import dataclass
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location, Member, OpeningWindow, Organisation
from conversations.models import Line
from receptionist import selectors
from receptionist.domain.guide import Facts
from receptionist.models import FaqEntry, ReceptionistSettings, Turn
from routing.models import FlowState, FlowVersion
from routing.selectors.lines import LineSettings, list_lines, list_ringable
from scheduling.models import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Everything the page needs. `lines` says of each telephone line whether its calls reach the assistant."""

    organisation: Organisation
    place: Location
    settings: ReceptionistSettings
    windows: tuple[OpeningWindow, ...]
    answers: tuple[FaqEntry, ...]
    services: tuple[Service, ...]
    lines: tuple[tuple[Line, bool], ...]
    rung: tuple[Member, ...]
    facts: Facts


def get_guide(*, member: Member) -> Guide:
    """Put together what is set up."""
    organisation = member.organisation
    place = accounts.list_locations(organisation_id=organisation.pk)[0]
    settings = selectors.get_settings(organisation_id=organisation.pk) or ReceptionistSettings(
        organisation=organisation
    )
    windows = tuple(accounts.list_windows(location=place))
    answers = tuple(selectors.list_faq(organisation_id=organisation.pk))
    offered = Service.objects.of(organisation).filter(is_active=True, is_public=True)
    services = tuple(offered.order_by("position", "name"))
    lines = list_lines(organisation_id=organisation.pk)
    led = _led(organisation.pk, lines)
    return Guide(
        organisation=organisation,
        place=place,
        settings=settings,
        windows=windows,
        answers=answers,
        services=services,
        lines=tuple((one.line, one.line.pk in led) for one in lines),
        rung=tuple(one for one, phone in list_ringable(organisation_id=organisation.pk) if phone is not None),
        facts=Facts(
            hours=bool(windows),
            answers=len(answers),
            services=len(services),
            leads=settings.answers_calls and bool(led),
            called=Turn.objects.of(organisation).filter(dialogue__channel="voice").exists(),
        ),
    )


def _led(organisation_id: UUID, lines: list[LineSettings]) -> set[UUID]:
    """Find the lines whose live flow has a receptionist somewhere."""
    flows = {one.handling.flow_id for one in lines if one.handling.flow_id is not None}
    live = FlowVersion.objects.of(organisation_id).filter(flow_id__in=flows, state=FlowState.PUBLISHED)
    talking = {
        row.flow_id
        for row in live.order_by("flow_id")
        if any(node.get("kind") == "RECEPTIONIST" for node in row.document["nodes"].values())
    }
    return {one.line.pk for one in lines if one.handling.flow_id in talking}
