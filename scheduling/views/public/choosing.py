"""Builds the page on which a time is chosen: for a new booking, and for one that is moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import Location
from accounts.pages import Link
from core.transactions import reading
from scheduling.domain.links import Purpose
from scheduling.domain.months import month_of
from scheduling.domain.slots.answers import Rule
from scheduling.domain.visits import VisitAddress, planned
from scheduling.errors import LinkBroken, LinkEnded
from scheduling.models import Mode, Resource, Service
from scheduling.pages.public import Options, Step, TimePage
from scheduling.pages.ways import Way
from scheduling.presenters import arrivals, public_times
from scheduling.presenters import public as present
from scheduling.presenters.public import Chosen
from scheduling.presenters.public_times import Empty, Offer
from scheduling.selectors import areas
from scheduling.selectors import month as months
from scheduling.selectors import public as selectors
from scheduling.selectors.questions import Wish
from scheduling.services import links
from scheduling.views.public.house import Visit

# Rounded, so that a page that did not change is the same to the letter for an hour.
FORM_LASTS: Final = timedelta(hours=12)
EMPTY: Final = {
    Rule.PAST: Empty.PAST,
    Rule.NOTICE: Empty.TOO_SOON,
    Rule.BOOKING_WINDOW: Empty.TOO_FAR,
    Rule.NOBODY: Empty.CLOSED,
    Rule.CLOSED: Empty.CLOSED,
    Rule.OUTSIDE_HOURS: Empty.CLOSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a time is chosen for, as the firm has it."""

    service: Service
    location: Location
    locations: Sequence[Location]
    providers: Sequence[Resource]
    provider: Resource | None
    minutes: int
    has_several_services: bool
    postcode: str = ""

    def chosen(self) -> Chosen:
        """Give what the pages show of it."""
        together = self.service.mode == Mode.COLLECTIVE
        return Chosen(
            service=self.service,
            location=self.location,
            minutes=self.minutes,
            provider=self.provider.name if self.provider else "",
            companions=tuple(one.name for one in self.providers) if together else (),
            has_several_services=self.has_several_services,
        )

    def wish(self, own_hold: Wish | None = None) -> Wish:
        """Give it as the engine is asked."""
        base = own_hold or Wish(service_id=self.service.pk)
        return replace(
            base,
            service_id=self.service.pk,
            location_id=self.location.pk,
            minutes=self.minutes,
            provider_id=self.provider.pk if self.provider else None,
            address=VisitAddress(postcode=self.postcode) if self.postcode else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What pressing a time does, and what the page says beside it."""

    title: str
    url: str
    token: str
    note: str
    steps: tuple[Step, ...]
    options: tuple[Options, ...] = ()
    problem: str = ""
    problem_at: datetime | None = None
    wait_url: str = ""


def wanted(visit: Visit, service_slug: str) -> Wanted:
    """Read what the address asks for; inside `reading`. What is not there is not asked for.

    Raises:
        NotFound: the public cannot book such a service.
    """
    organisation, way = visit.organisation, visit.way
    service = selectors.get_service(organisation=organisation, slug=service_slug)
    places = selectors.list_places(organisation=organisation, services=[service])[service.pk]
    location = next((place for place in places if place.pk == way.place), places[0])
    providers = selectors.list_providers(organisation=organisation, service=service, location=location)
    chooses = service.mode == Mode.ONE
    return Wanted(
        service=service,
        location=location,
        locations=places,
        providers=providers,
        provider=next((one for one in providers if chooses and one.pk == way.provider), None),
        minutes=way.minutes if way.minutes in service.durations else (service.durations or [0])[0],
        has_several_services=len(selectors.list_services(organisation=organisation)) > 1,
        postcode=way.zip,
    )


def time_page(visit: Visit, want: Wanted, wish: Wish, act: Act) -> TimePage:
    """Show the month that is asked for, else the first in which something is free, and a day of it."""
    own_zone = want.location.time_zone
    way = visit.way.but(place=want.location.pk if len(want.locations) > 1 else visit.way.place)
    zone = visit.zone(own_zone)
    with reading(visit.organisation):
        arrival = arrivals.length_of(want.service, areas.find_rules(visit.organisation.pk, want.service.pk))
        offer = _offer(visit, wish, zone, at=act.problem_at)
        if arrival:
            windows = planned(offer.starts, arrival, own_zone, driving=offer.driving)
            offer = replace(offer, starts=tuple(windows), windows=windows)
        days = offer.by_day()
        today = offer.today
        asked = act.problem_at.astimezone(zone).date() if act.problem_at else way.day
        first = min(days, default=max(today, offer.month.first_day))
        day = asked if asked and month_of(asked) == offer.month else first
        rule = None
        if day not in days and day >= today:
            rule = months.why_empty(organisation_id=visit.organisation.pk, wish=wish, on=day, now=visit.now)
    empty = Empty.PAST if day < today else EMPTY.get(rule, Empty.FULL) if rule else None
    shown = way.but(zone=way.zone)
    return TimePage(
        title=act.title,
        steps=act.steps,
        month=public_times.month(offer, shown, chosen=day),
        day=public_times.day(offer, shown, chosen=day, empty=empty),
        zone=public_times.zone(
            offer, shown.but(day=day, month=None), own_zone=own_zone, at=min(days.get(day, [visit.now]))
        ),
        recap=present.recap(want.chosen(), shown),
        options=act.options,
        hold_url=act.url,
        form_token=act.token,
        old_hold=visit.way.hold,
        problem=act.problem,
        note=act.note,
        wait_url=act.wait_url,
    )


def _offer(visit: Visit, wish: Wish, zone: ZoneInfo, *, at: datetime | None) -> Offer:
    """Read one month; where none is asked for and this one has nothing left, the one with the next free time."""
    organisation_id, way, now = visit.organisation.pk, visit.way, visit.now
    today = now.astimezone(zone).date()
    asked = at.astimezone(zone).date() if at else way.day
    month = way.month or month_of(max(asked, today) if asked else today)
    month = min(max(month, month_of(today)), month_of(today + months.FURTHEST))
    since, until = month.span(zone)
    found = months.get_month(organisation_id=organisation_id, wish=wish, since=since, until=until, now=now)
    following = None
    if not found.starts:
        following = months.next_start(organisation_id=organisation_id, wish=wish, now=now)
        if following is not None and way.month is None and asked is None:
            month = month_of(following.astimezone(zone).date())
            since, until = month.span(zone)
            found = months.get_month(
                organisation_id=organisation_id, wish=wish, since=since, until=until, now=now
            )
    return Offer(
        month=month,
        today=today,
        last_day=found.last_on,
        starts=found.starts,
        seats=found.seats,
        driving=found.driving,
        next_start=following,
        zone=zone.key,
    )


def options(want: Wanted, way: Way) -> tuple[Options, ...]:
    """Ask where, how long and with whom, where there is a choice."""
    found: tuple[Options, ...] = ()
    if len(want.locations) > 1:
        places = tuple(
            Link(
                label=place.name,
                url=way.but(place=place.pk, provider=None).times_url(),
                is_current=place.pk == want.location.pk,
            )
            for place in want.locations
        )
        found += (Options(label=_("Where?"), links=places),)
    found += present.option_links(want.chosen(), way)
    if want.service.mode == Mode.ONE:
        found += present.provider_links([(one.pk, one.name) for one in want.providers], way)
    return found


def form_token(visit: Visit, want: Wanted) -> str:
    """Make the token that shows a form came from our page."""
    hour = visit.now.replace(minute=0, second=0, microsecond=0)
    return links.sign(
        Purpose.FORM,
        organisation_id=visit.organisation.pk,
        target_id=want.service.pk,
        version=0,
        ends_at=hour.astimezone(UTC) + FORM_LASTS,
    )


def is_ours(visit: Visit, want: Wanted, token: str) -> bool:
    """Say whether a form came from our page of this service, not too long ago."""
    try:
        link = links.unsign(token, Purpose.FORM, now=visit.now)
    except (LinkBroken, LinkEnded):
        return False
    return (link.organisation_id, link.target_id) == (visit.organisation.pk, want.service.pk)
