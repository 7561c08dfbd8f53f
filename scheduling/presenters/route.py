"""The day of a vehicle: stops in order, drives between them, what to press next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import quote, urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.pages import Choice, Link
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label
from scheduling.domain.appointments import TRANSITIONS, AppointmentMove, AppointmentStatus
from scheduling.domain.geo import metres_between
from scheduling.domain.route import rounded_up, suggest
from scheduling.domain.slots.clock import instant_of
from scheduling.domain.travel import DayRoute, Leg, day_route
from scheduling.models import Resource
from scheduling.pages.maps import Map
from scheduling.pages.route import RouteAct, RouteMove, RoutePage, RouteStop
from scheduling.presenters import maps
from scheduling.presenters.calendar import day_title
from scheduling.presenters.calendar_events import status_badge, where_words, who_label
from scheduling.selectors.route import OVER, Route, Stop

FIGURES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 90)


def route_page(
    route: Route | None,
    *,
    day: date,
    drivers: Sequence[Resource],
    phones: dict[UUID, str],
    links: Mapping[UUID, Sequence[Link]],
    reader: Reader,
    in_miles: bool,
) -> RoutePage:
    """Print it."""
    planned = None
    stops: tuple[RouteStop, ...] = ()
    moves: tuple[RouteMove, ...] = ()
    saved = 0
    if route is not None:
        planned = day_route(route.driving, [stop.visit() for stop in route.stops], base=route.base)
        legs = {str(leg.end): leg for leg in planned.legs if leg.end is not None}
        stops = tuple(
            replace(
                _stop(route, number, legs.get(str(stop.row.pk)), phones, reader=reader, in_miles=in_miles),
                links=tuple(links.get(stop.row.pk, ())),
            )
            for number, stop in enumerate(route.stops)
        )
        moves, saved = _moves(route, reader=reader)
    today = reader.now.astimezone(reader.zone).date()
    vehicle = str(route.resource.pk) if route else ""
    return RoutePage(
        title=day_title(day, language=reader.language),
        day=day.isoformat(),
        vehicle=vehicle,
        vehicles=tuple(
            Choice(value=_url(day, str(one.pk)), label=one.name, is_current=str(one.pk) == vehicle)
            for one in drivers
        ),
        before_url=_url(day - timedelta(days=1), vehicle),
        today_url=_url(today, vehicle),
        after_url=_url(day + timedelta(days=1), vehicle),
        stops=stops,
        total=_total(route, planned, in_miles=in_miles) if route and planned and stops else "",
        map=_map(route, in_miles=in_miles) if route and stops else None,
        moves=moves if reader.can_write and day >= today else (),
        saved=saved,
        figures=FIGURES,
        can_write=reader.can_write,
    )


def _stop(
    route: Route, number: int, leg: Leg | None, phones: dict[UUID, str], *, reader: Reader, in_miles: bool
) -> RouteStop:
    stop = route.stops[number]
    row, place = stop.row, stop.place
    badge, tone = status_badge(row, now=reader.now)
    window = ""
    if row.arrives_from and row.arrives_until:
        window = _("promised %(from)s to %(to)s") % {
            "from": clock_label(row.arrives_from, reader=reader),
            "to": clock_label(row.arrives_until, reader=reader),
        }
    told = ""
    if place is not None and place.arrival_at is not None and row.status == AppointmentStatus.CONFIRMED:
        told = _("On the way: the customer expects you at %(time)s.") % {
            "time": clock_label(place.arrival_at, reader=reader)
        }
    return RouteStop(
        id=str(row.pk),
        number=number + 1,
        who=who_label(row),
        what=row.service.name,
        planned=f"{clock_label(row.starts_at, reader=reader)}–{clock_label(row.ends_at, reader=reader)}",
        window=window,
        where=where_words(row, place, is_hidden=stop.is_hidden),
        access=place.access_note if place and not stop.is_hidden else "",
        drive=_drive_words(route, number, leg, in_miles=in_miles) if leg else "",
        late=_("%(count)d min too late for this drive") % {"count": leg.late} if leg and leg.late else "",
        badge=badge,
        tone=tone,
        page_url=reverse("scheduling:appointment", args=[row.pk]),
        call_url=f"tel:{number_}" if (number_ := row.phone or phones.get(row.contact_id, "")) else "",
        go_url=_go_url(stop),
        told=told,
        minutes=_minutes(route, stop),
        acts=_acts(stop) if reader.can_write else (),
        is_over=AppointmentStatus(row.status) in OVER - {AppointmentStatus.ARRIVED},
    )


def _minutes(route: Route, stop: Stop) -> int:
    """Estimate the drive from where they were last, rounded to what people say."""
    if route.here is None:
        return rounded_up(route.driving.unknown)
    return rounded_up(route.driving.minutes(route.here, stop.spot))


def _acts(stop: Stop) -> tuple[RouteAct, ...]:
    status = AppointmentStatus(stop.row.status)
    moves = TRANSITIONS[status]
    is_told = stop.place is not None and stop.place.set_out_at is not None
    found = []
    if status is AppointmentStatus.CONFIRMED:
        found.append(RouteAct(act="set_out", label="", icon="send", is_primary=not is_told))
    if AppointmentMove.ARRIVE in moves:
        found.append(RouteAct(act="arrive", label=_("Arrived"), icon="pin", is_primary=is_told))
    if AppointmentMove.COMPLETE in moves:
        is_there = status is AppointmentStatus.ARRIVED
        found.append(RouteAct(act="complete", label=_("Done"), icon="check", is_primary=is_there))
    return tuple(found)


def _drive_words(route: Route, number: int, leg: Leg, *, in_miles: bool) -> str:
    before = route.stops[number - 1].spot if number else route.base
    here = route.stops[number].spot
    minutes = ngettext("%(count)d minute to drive", "%(count)d minutes to drive", leg.drive) % {
        "count": leg.drive
    }
    if before is None or before.position is None or here.position is None:
        return minutes
    metres = metres_between(before.position, here.position) * route.driving.detour
    return f"{minutes}, {maps.distance_label(metres, in_miles=in_miles)}"


def _total(route: Route, planned: DayRoute, *, in_miles: bool) -> str:
    spots = [route.base, *(stop.spot for stop in route.stops), route.base]
    known = [spot.position for spot in spots if spot is not None and spot.position is not None]
    metres = sum(metres_between(a, b) for a, b in pairwise(known)) * route.driving.detour
    count = len(route.stops)
    words = ngettext(
        "%(count)d stop, %(minutes)d min of driving, about %(distance)s",
        "%(count)d stops, %(minutes)d min of driving, about %(distance)s",
        count,
    )
    distance = maps.distance_label(metres, in_miles=in_miles)
    return words % {"count": count, "minutes": planned.minutes, "distance": distance}


def _moves(route: Route, *, reader: Reader) -> tuple[tuple[RouteMove, ...], int]:
    to_come = [stop for stop in route.stops if stop.row.starts_at > reader.now]
    fixed = frozenset(
        str(stop.row.pk)
        for stop in to_come
        if stop.row.status != AppointmentStatus.CONFIRMED or (stop.place and stop.place.set_out_at)
    )
    found = suggest(
        route.driving, [stop.visit() for stop in to_come], base=route.here or route.base, fixed=fixed
    )
    if found is None:
        return (), 0
    names = {str(stop.row.pk): stop.row for stop in to_come}
    return tuple(
        RouteMove(
            id=str(key),
            minute=minute,
            words=_("%(who)s: %(from)s becomes %(to)s")
            % {
                "who": who_label(names[str(key)]),
                "from": clock_label(names[str(key)].starts_at, reader=reader),
                "to": clock_label(instant_of(minute), reader=reader),
            },
        )
        for key, minute in found.starts
    ), found.saved


def _map(route: Route, *, in_miles: bool) -> Map | None:
    marks, line = [], []
    if route.base is not None and route.base.position is not None:
        marks.append(maps.Mark(position=route.base.position, tone="base", title=_("Base")))
        line.append(route.base.position)
    for number, stop in enumerate(route.stops, start=1):
        if stop.spot.position is not None:
            tone = "done" if AppointmentStatus(stop.row.status) in OVER else "stop"
            marks.append(
                maps.Mark(
                    position=stop.spot.position, tone=tone, label=str(number), title=who_label(stop.row)
                )
            )
            line.append(stop.spot.position)
    title = _("The route; the stops stand in the list beside it")
    return maps.draw(title, marks=marks, line=line, in_miles=in_miles)


def _go_url(stop: Stop) -> str:
    """Give an address that any navigation program of a telephone opens; it looks the street up by itself."""
    if stop.row.place and not stop.is_hidden:
        position = stop.spot.position
        at = f"{position.latitude:.5f},{position.longitude:.5f}" if position else "0,0"
        return f"geo:{at}?q={quote(stop.row.place)}"
    return ""


def _url(day: date, vehicle: str) -> str:
    query = {"day": day.isoformat()} | ({"vehicle": vehicle} if vehicle else {})
    return f"{reverse('scheduling:route')}?{urlencode(query)}"
