"""Ways through a live flow that are to be rehearsed: on a telephone now where that can be, else in the preview."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations.models import Line
from core.errors import NotFound
from core.transactions import reading
from routing import selectors
from routing.domain.document import parse
from routing.domain.verifying.ways import NOW, Way, way_to
from routing.models import FlowState, FlowVersion
from routing.services.proving import world_of


@dataclass(frozen=True, slots=True)
class Found:
    """A way, the lines whose calls the flow handles, and whether a call that comes now can go it."""

    way: Way | None
    lines: tuple[Line, ...]
    is_now: bool

    @property
    def line(self) -> Line | None:
        """Give the line to ring: the one that was told by its number, else the first."""
        dialled = self.way.trial.dialled if self.way else ""
        fits = [line for line in self.lines if dialled and line.address.startswith(dialled)]
        return next(iter(fits or self.lines), None)


def find_way(*, by: Member, flow_id: UUID, node: str, exit_: str, now: datetime) -> Found:
    """Find how a caller comes to a node of the live flow, or takes one of its exits: now, else at another time.

    It takes seconds and writes nothing, so it is done outside any transaction.

    Raises:
        NotFound: the organisation has no such flow, or nothing of that name is live.
    """
    organisation = by.organisation_id
    with reading(organisation):
        flow = selectors.get_flow(organisation_id=organisation, flow_id=flow_id)
        rows = FlowVersion.objects.of(organisation).filter(flow=flow, state=FlowState.PUBLISHED)
        live = rows.first()
        graph = parse(live.document).flow if live is not None else None
        if graph is None or node not in graph.nodes or (exit_ and exit_ not in graph.nodes[node].exits):
            raise NotFound
        settings = selectors.list_lines(organisation_id=organisation)
        lines = tuple(row.line for row in settings if row.handling.flow_id == flow.pk)
        worlds = (
            [world_of(line.location, now=now) for line in (lines or [settings[0].line])[:1]]
            if settings
            else []
        )
    for world in worlds:
        for within in (NOW, None):
            way = way_to(graph, world, node, exit_, **({"within": within} if within else {}))
            if way is not None:
                return Found(way, lines, is_now=within is not None and bool(lines))
    return Found(None, lines, is_now=False)
