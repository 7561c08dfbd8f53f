"""What a replay walks: the lines, the flows that handled them, the calls of the window and who was there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts import selectors as accounts
from accounts.domain.hours import Calendar
from accounts.models import Organisation
from core.transactions import step
from routing import ports, selectors
from routing.domain.document import read
from routing.domain.graph import Flow as Drawn
from routing.domain.replaying.recorded import Arrival, Served, Staffing
from routing.domain.replaying.shifts import open_shifts, with_assumed
from routing.domain.verify import Staff
from routing.models import Flow, Replay
from routing.selectors import LineSettings
from routing.selectors import past as rows
from routing.services import flows, proving, versions


@dataclass(frozen=True, slots=True)
class Past:
    """The calls of a window with all that is needed to walk them again; flows and calendars by the number dialled."""

    arrivals: list[Arrival]
    staffing: Staffing
    before: Mapping[str, Drawn]
    after: Drawn
    calendars: Mapping[str, Calendar]

    @property
    def supposed(self) -> dict[str, int]:
        """Count the members whose shifts nobody recorded."""
        return {"shifts": len(self.staffing.assumed)}


def lines_of(flow: Flow) -> list[LineSettings]:
    """List the lines that follow a flow; of one that no line follows yet, all telephone lines there are."""
    lines = selectors.list_lines(organisation_id=flow.organisation_id)
    return [row for row in lines if row.handling.flow_id == flow.pk] or lines


def instants(
    organisation: Organisation, starts_on: date, ends_on: date, *, now: datetime
) -> tuple[datetime, datetime]:
    """Give when a window of days begins and ends where the organisation is; it never ends after `now`."""
    zone = ZoneInfo(organisation.time_zone)
    starts = datetime.combine(starts_on, time(), zone)
    ends = datetime.combine(ends_on + timedelta(days=1), time(), zone)
    return starts, min(ends, now)


@step
def read_past(run: Replay, organisation: Organisation) -> Past:
    """Read what a replay walks, in some thirty statements however many calls there are."""
    starts, ends = instants(organisation, run.starts_on, run.ends_on, now=run.asked_at)
    lines = lines_of(run.flow)
    keys = {row.line.pk for row in lines}
    locations = {row.line.location_id: row.line.location for row in lines}
    # A calendar covers some weeks before the day it is asked for, and a year after.
    calendars = accounts.get_calendars(
        organisation=organisation, locations=list(locations.values()), now=starts
    )
    offered = rows.list_offered(organisation.pk, keys, starts, ends)
    arrivals = rows.list_arrivals(
        organisation.pk,
        [row.line for row in lines],
        starts,
        ends,
        offered,
        recording={row.line.pk for row in lines if row.handling.records_calls},
    )
    queues = rows.list_queues(organisation.pk)
    telephones = rows.list_telephones(organisation.pk, locations.keys())
    seated = {one for served in queues.values() for one in served.members}
    shifts, assumed = with_assumed(
        rows.list_shifts(organisation.pk, starts=starts, ends=ends),
        seated,
        open_shifts(calendars[lines[0].line.location_id], starts=starts, ends=ends),
    )
    staff = proving.world_of(lines[0].line.location, now=run.asked_at).staff or Staff()
    staffing = Staffing(
        shifts=shifts,
        habits=rows.habits_of(offered, seated | set(telephones)),
        # Whoever has no telephone is asked by no queue.
        queues={
            key: replace(one, members=tuple(member for member in one.members if member in set(telephones)))
            for key, one in queues.items()
        },
        # Who is on a ladder now: rotas of days that have been are not kept.
        ladders={key: Served(one.members) for key, one in staff.ladders.items()},
        telephones=tuple(telephones),
        skills=rows.list_skills(organisation.pk),
        assumed=assumed,
        installed=ports.installed(),
    )
    return Past(
        arrivals=arrivals,
        staffing=staffing,
        before={row.line.address: _handled_by(run, row, now=starts) for row in lines},
        after=read(run.document),
        calendars={row.line.address: calendars[row.line.location_id] for row in lines},
    )


def _handled_by(run: Replay, row: LineSettings, *, now: datetime) -> Drawn:
    """Give the flow that handles a line's calls: as it was live when the replay was asked for, or the line's own."""
    if run.live_version is not None:
        return versions.compiled(run.live_version)
    setting = flows.setting_of(row.line, now=now)
    return versions.compiled(setting.version) if setting.version else flows.draw(setting, now=now)
