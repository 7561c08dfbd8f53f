"""The coverage of what can be booked: each service at each location, hour by hour, in every language."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts import selectors as accounts
from accounts.domain.hours import Calendar
from accounts.models import Location, Organisation
from core.transactions import step
from routing.domain.covering.booking import BookedWeek, Time, booked_week
from routing.domain.texts import LANGUAGES
from routing.domain.verify import Staff
from routing.services import proving
from routing.services.covering import speakers_of
from scheduling.models import Resource, Service
from scheduling.selectors import free, public
from scheduling.selectors.free import FreeTime, Wish

WEEK = timedelta(days=6)
Key = tuple[UUID, UUID, str]


@dataclass(frozen=True, slots=True)
class ServiceWeek:
    """One service at one location for customers of one language; `names` are of who gives it.

    `is_supposed` says that nobody's language is known, so that everybody is taken to speak it.
    """

    service: Service
    location: Location
    language: str
    week: BookedWeek
    calendar: Calendar
    names: dict[UUID, str]
    is_supposed: bool

    @property
    def key(self) -> Key:
        """Tell it from the others."""
        return self.service.pk, self.location.pk, self.language


@step
def cover_bookings(
    organisation: Organisation, *, starts_on: date, chosen: Key | None = None, now: datetime
) -> list[ServiceWeek]:
    """Say for every service, location and language what can be booked in the seven days from a day on.

    What is taken already is looked at for the chosen one alone, or for the first: the others tell what hours, people
    and things allow.
    """
    services = [row for row in Service.objects.of(organisation).filter(is_active=True) if row.durations]
    places = public.list_places(organisation=organisation, services=services)
    locations = {place.pk: place for named in places.values() for place in named}
    calendars = accounts.get_calendars(organisation=organisation, locations=list(locations.values()), now=now)
    staff = {key: proving.world_of(place, now=now).staff or Staff() for key, place in locations.items()}
    givers = {row.pk: row for row in Resource.objects.of(organisation).filter(is_active=True)}
    wanted = [
        (service, place, language)
        for service in services
        for place in places[service.pk]
        for language in LANGUAGES
    ]
    keys = [(service.pk, place.pk, language) for service, place, language in wanted]
    looked_at = chosen if chosen in keys else next(iter(keys), None)
    possible: dict[tuple[UUID, UUID], tuple[Time, ...]] = {}
    found = []
    for service, place, language in wanted:
        wish = Wish(service_id=service.pk, location_id=place.pk)
        last_on = starts_on + WEEK
        if (service.pk, place.pk) not in possible:
            listed = free.list_possible(
                organisation_id=organisation.pk, wish=wish, first_on=starts_on, last_on=last_on, now=now
            )
            possible[service.pk, place.pk] = _times(listed)
        left = None
        if (service.pk, place.pk, language) == looked_at:
            listed = free.list_slots(
                organisation_id=organisation.pk, wish=wish, first_on=starts_on, last_on=last_on, now=now
            )
            left = _times(listed)
        speakers = speakers_of(staff[place.pk], language)
        able = frozenset(key for key, row in givers.items() if speakers is None or row.member_id in speakers)
        calendar = calendars[place.pk]
        week = booked_week(
            calendar,
            possible[service.pk, place.pk],
            left,
            is_able=able.__contains__,
            starts=datetime.combine(starts_on, time(), ZoneInfo(calendar.time_zone)),
        )
        names = {key: row.name for key, row in givers.items()}
        found.append(ServiceWeek(service, place, language, week, calendar, names, speakers is None))
    return found


def _times(listed: tuple[FreeTime, ...]) -> tuple[Time, ...]:
    return tuple(Time(one.starts_at, one.ends_at, one.provider_ids) for one in listed)
