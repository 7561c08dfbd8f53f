"""How much longer a start makes the driving of its day, for whoever would drive least: by it windows are planned."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from scheduling.domain.slots import clock
from scheduling.domain.slots.answers import Slot
from scheduling.domain.slots.clock import instant_of, minute_of
from scheduling.domain.slots.model import Question
from scheduling.domain.travel import Spot, Visit, added_driving, sorted_visits
from scheduling.models import LocationKind, VehicleBase
from scheduling.selectors import driving, questions
from scheduling.selectors.postcodes import locate
from scheduling.selectors.setups import Setup

Days = dict[tuple[str, int], list[Visit]]


def driving_added(
    setup: Setup, question: Question, wish: questions.Wish, slots: Iterable[Slot]
) -> dict[int, int]:
    """Give the minutes of driving each start adds, by its minute; nothing where nobody drives, or who knows where."""
    found: dict[int, int] = {}
    for (start, _host), added in _added(setup, question, wish, slots).items():
        found[start] = min(added, found.get(start, added))
    return found


def least_driven(setup: Setup, question: Question, wish: questions.Wish, slot: Slot) -> frozenset[str] | None:
    """Give whom a start costs the least driving, of those who are free for it; None where that is nobody's matter."""
    added = {host: minutes for (_start, host), minutes in _added(setup, question, wish, [slot]).items()}
    least = min(added.values(), default=None)
    return frozenset(host for host, minutes in added.items() if minutes == least) if added else None


def _added(
    setup: Setup, question: Question, wish: questions.Wish, slots: Iterable[Slot]
) -> dict[tuple[int, str], int]:
    """Give the minutes of driving each start adds to the day of each host who is free for it."""
    service, travel = setup.service, setup.travel
    if travel is None or not travel.is_driven or service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        return {}
    address = driving.address_asked(setup, wish)
    if address is None or address.position is None:
        return {}
    zone = setup.location.time_zone
    days = _days(setup, question, wish, zone)
    bases = _bases(setup, question)
    slots = tuple(slots)
    ordinals = clock.ordinals(zone, [slot.start for slot in slots])
    known: dict[tuple[str, int, int], int] = {}
    found: dict[tuple[int, str], int] = {}
    for slot, ordinal in zip(slots, ordinals, strict=True):
        for host in map(str, slot.hosts):
            day = days.get((host, ordinal), [])
            key = (host, ordinal, sum(one.start < slot.start for one in day))
            if key not in known:
                visit = Visit("new", slot.start, slot.end, address.spot)
                known[key] = added_driving(travel.driving, visit, day, base=bases.get(host))
            found[slot.start, host] = known[key]
    return found


def _days(setup: Setup, question: Question, wish: questions.Wish, zone: str) -> Days:
    """Read where each host is on each day, in order."""
    since, until = (instant_of(at) for at in question.window)
    margin = timedelta(days=1)
    rows = questions.live_claims(setup.service.organisation_id, now=question.now).filter(
        resource__in=_ids(question), busy_until__gt=since - margin, busy_from__lt=until + margin
    )
    if wish.own_hold is not None:
        rows = rows.exclude(hold_id=wish.own_hold)
    if wish.leaving is not None:
        rows = rows.exclude(appointment_id=wish.leaving)
    spots = driving.spots(rows, setup)
    found: Days = defaultdict(list)
    for pk, resource_id, starts_at, ends_at in rows.values_list("pk", "resource_id", "starts_at", "ends_at"):
        if pk in spots:
            start = minute_of(starts_at)
            visit = Visit(str(pk), start, minute_of(ends_at), spots[pk])
            found[str(resource_id), clock.ordinal_at(zone, start)].append(visit)
    return {key: sorted_visits(visits) for key, visits in found.items()}


def _bases(setup: Setup, question: Question) -> dict[str, Spot]:
    """Read where hosts set out, as far as that is known."""
    rows = VehicleBase.objects.of(setup.service.organisation_id).filter(resource__in=_ids(question))
    found = {}
    for resource_id, postcode in rows.values_list("resource_id", "postcode"):
        position = locate(setup.location.organisation, postcode)
        if position is not None:
            found[str(resource_id)] = Spot(position)
    return found


def _ids(question: Question) -> list[UUID]:
    return [UUID(str(host.id)) for host in question.hosts]
