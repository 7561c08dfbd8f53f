"""The coverage of a week: who would take a call to each line, at every hour, in every language, with every skill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts import selectors as accounts
from accounts.domain.hours import Calendar
from accounts.models import Organisation
from conversations.models import Line
from core.transactions import step
from routing import ports, selectors
from routing.domain.covering.reaching import There, names_of
from routing.domain.covering.weeks import OnCall, Week, week_of
from routing.domain.oncall import tries
from routing.domain.texts import LANGUAGES
from routing.domain.verify import Staff
from routing.models import Queue
from routing.selectors import oncall
from routing.services import flows, proving, versions

# A skill of one of these names says who speaks a language; where there is none, everybody is taken to.
SPOKEN: Final[Mapping[str, frozenset[str]]] = {
    "en-US": frozenset({"english", "inglés", "ingles"}),
    "es-US": frozenset({"spanish", "español", "espanol"}),
}


@dataclass(frozen=True, slots=True)
class LineWeek:
    """One line for callers of one language; `names` are of members, queues, ladders and skills.

    `is_supposed` says that nobody's language is known, so that everybody is taken to speak it.
    """

    line: Line
    language: str
    week: Week
    calendar: Calendar
    flow_id: UUID | None
    names: Mapping[UUID, str]
    is_supposed: bool


@step
def cover_week(
    organisation: Organisation, *, starts_on: date, skill_id: UUID | None = None, now: datetime
) -> list[LineWeek]:
    """Say for every telephone line and language who would take a call in the seven days from a day on.

    With a skill, only members who have it count as somebody who can help.
    """
    lines = selectors.list_lines(organisation_id=organisation.pk)
    places = {row.line.location_id: row.line.location for row in lines}
    calendars = accounts.get_calendars(organisation=organisation, locations=list(places.values()), now=now)
    worlds = {key: proving.world_of(place, now=now) for key, place in places.items()}
    queues = Queue.objects.of(organisation).filter(is_active=True, keeps_hours=True)
    by_hours = frozenset(queues.values_list("pk", flat=True))
    on_call = _on_call(organisation, now=now)
    found = []
    for row in lines:
        setting = flows.setting_of(row.line, now=now)
        flow = versions.compiled(setting.version) if setting.version else flows.draw(setting, now=now)
        calendar = calendars[row.line.location_id]
        staff = worlds[row.line.location_id].staff or Staff()
        starts = datetime.combine(starts_on, time(), ZoneInfo(calendar.time_zone))
        names = {**names_of(staff), **{key: person.name for key, person in staff.members.items()}}
        for language in LANGUAGES:
            speakers = speakers_of(staff, language)
            there = There(
                staff, speakers=speakers, skill=skill_id, by_hours=by_hours, installed=ports.installed()
            )
            week = week_of(
                flow, calendar, there, language, dialled=row.line.address, starts=starts, on_call=on_call
            )
            flow_id = row.handling.flow_id if setting.version else None
            found.append(LineWeek(row.line, language, week, calendar, flow_id, names, speakers is None))
    return found


@step
def _on_call(organisation: Organisation, *, now: datetime) -> OnCall:
    """Say whom each ladder rings at an instant, by its rotas, covers and owners."""
    ladders = oncall.list_ladders(organisation_id=organisation.pk, now=now)
    owners = oncall.list_owners(organisation.pk)

    @cache
    def at(moment: datetime) -> Mapping[UUID, tuple[UUID, ...]]:
        return {
            row.ladder.pk: tuple(dict.fromkeys(one.member_id for one in tries(row.values, owners, moment)))
            for row in ladders
        }

    return at


def speakers_of(staff: Staff, language: str) -> frozenset[UUID] | None:
    """List who is known to speak a language; None where nobody's languages are known."""
    skills = {key for key, name in staff.skills.items() if name.casefold() in SPOKEN[language]}
    if not skills:
        return None
    return frozenset(key for key, person in staff.members.items() if skills & person.skills.keys())
