"""Which starts are free: the listing, and the parts of it by which a single start is judged."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import xor

from scheduling.domain.slots import clock, grid, limits, runs
from scheduling.domain.slots.answers import Slot
from scheduling.domain.slots.hours import open_runs
from scheduling.domain.slots.matching import choose_units
from scheduling.domain.slots.model import Busy, Host, Id, Mode, Question, Reserve, Resource, Run, Session
from scheduling.domain.slots.reserve import Days


@dataclass(frozen=True, slots=True)
class Picture:
    """A question worked out as far as it does not depend on a start.

    Hosts, and the resources of pools, are counted through; a set of them is a number with a bit for each.
    """

    question: Question
    hosts: tuple[Host, ...]
    resources: tuple[Resource, ...]
    parts: tuple[int, ...]
    pools: tuple[tuple[int, int], ...]
    free: tuple[list[Run], ...]
    runs: list[Run]


def find_slots(question: Question) -> tuple[Slot, ...]:
    """List every start that can be booked, in order; a session that has seats left comes before a new one."""
    return list_slots(draw(question))


def list_slots(picture: Picture) -> tuple[Slot, ...]:
    """List the slots of a question that is worked out already."""
    question = picture.question
    found = offers(picture, grid.starts(picture.runs, question.service, question.zone))
    joined = [slot for session in question.sessions for slot in joins(question, session)]
    if not joined:
        return tuple(found)
    return tuple(sorted([*joined, *found], key=lambda slot: (slot.start, slot.session is None)))


def draw(question: Question) -> Picture:
    """Work out who is free when, and the runs on which starts are gridded."""
    hosts = tuple({host.id: host for host in question.hosts}.values())
    resources = tuple({one.id: one for pool in question.pools for one in pool.resources}.values())
    start, end = max(question.window[0], earliest(question)), question.window[1]
    opening = open_runs(question.opening, start, end) if question.opening and start < end else None
    free = tuple(_free(one, question, start, end, opening) for one in (*hosts, *resources))
    places = {one.id: place for place, one in enumerate(resources, len(hosts))}
    parts = tuple(_parts(hosts, question.service.mode))
    pools = tuple(
        (pool.units, sum({1 << places[one.id] for one in pool.resources})) for pool in question.pools
    )
    found = opening if opening is not None else runs.merge([(start, end)])
    for units, members in (*((1, part) for part in parts), *pools):
        found = runs.intersect(found, runs.at_least(units, [free[place] for place in _bits(members)]))
    is_askable = bool(parts or pools) and question.party <= question.service.seats
    return Picture(question, hosts, resources, parts, pools, free, found if is_askable else [])


def earliest(question: Question) -> int:
    """Give the first minute that notice leaves; a start is always later than now."""
    now = clock.minute_of(question.now)
    is_whole = question.now.second == 0 and question.now.microsecond == 0
    return max(now + 1, now + question.service.notice + (0 if is_whole else 1))


def open_of(resource: Resource, start: int, end: int) -> list[Run]:
    """List when somebody or something is there at all."""
    if resource.free_ranges is not None:
        return runs.clip(runs.merge(resource.free_ranges), start, end)
    if resource.schedule is None:
        return [(start, end)]
    return open_runs(resource.schedule, start, end)


def taken(busy: Iterable[Busy], question: Question) -> Iterator[Run]:
    """List what others have taken, widened such that what is left can be booked: buffers and drives add up."""
    before, after, mine = question.service.buffer_before, question.service.buffer_after, question.own_hold
    for one in busy:
        if mine is None or one.hold != mine:
            yield (
                one.start - one.buffer_before - after - one.drive_to,
                one.end + one.buffer_after + before + one.drive_from,
            )


def offers(picture: Picture, starts: Sequence[int]) -> list[Slot]:
    """Keep the starts that can be booked, saying with whom; they are in order and need not be on the grid."""
    question, service = picture.question, picture.question.service
    if not (picture.runs and starts):
        return []
    starts = limits.in_booking_window(question, starts)
    masks = _masks(starts, picture.free, service.length)
    if limits.has_caps(service.caps):
        masks = [mask & ~capped for mask, capped in zip(masks, _capped(picture, starts), strict=True)]
    if question.reserve is not None:
        masks = [
            mask & ~kept for mask, kept in zip(masks, _kept(picture, question.reserve, starts), strict=True)
        ]
    known: dict[int, tuple[tuple[tuple[Id, ...], ...], tuple[Id, ...]] | None] = {}
    found = []
    for start, mask in zip(starts, masks, strict=True):
        if mask not in known:
            known[mask] = _who(picture, mask)
        who = known[mask]
        if who is not None:
            found.append(Slot(start, start + service.length, who[0], who[1], None, service.seats))
    return found


def joins(question: Question, session: Session) -> Iterator[Slot]:
    """Offer a session that takes place already, if it has seats left; the grid and caps do not concern it."""
    left = session.seats - session.taken
    is_asked = question.window[0] <= session.start and session.end <= question.window[1]
    if not is_asked or session.start < earliest(question) or left < question.party:
        return
    if limits.in_booking_window(question, [session.start]):
        choices = tuple((host,) for host in session.hosts)
        yield Slot(session.start, session.end, choices, (), session.id, left)


def _free(
    resource: Resource, question: Question, start: int, end: int, opening: list[Run] | None
) -> list[Run]:
    if start >= end:
        return []
    there = open_of(resource, start, end)
    if opening is not None:
        there = runs.intersect(there, opening)
    return runs.subtract(there, runs.merge(taken(resource.busy, question)))


def _parts(hosts: Sequence[Host], mode: Mode) -> Iterator[int]:
    """List the parts to be played, each as the set of hosts of whom one must be free."""
    groups: dict[str, int] = {}
    for place, host in enumerate(hosts):
        if host.is_fixed or (mode is Mode.COLLECTIVE and not host.group):
            yield 1 << place
        else:
            groups[host.group] = groups.get(host.group, 0) | 1 << place
    yield from groups.values()


def _masks(starts: Sequence[int], free: Sequence[list[Run]], length: int) -> list[int]:
    """Tell for each start who is free for the whole of it: bits flip where a run begins and ends to hold starts."""
    flips = [0] * (len(starts) + 1)
    for place, found in enumerate(free):
        bit, low = 1 << place, 0
        for start, end in found:
            if end - start >= length:
                low = bisect_left(starts, start, low)
                high = bisect_right(starts, end - length, low)
                flips[low] ^= bit
                flips[high] ^= bit
    return list(accumulate(flips[:-1], xor))


def _capped(picture: Picture, starts: Sequence[int]) -> list[int]:
    """Tell for each start who has reached a cap."""
    question, caps = picture.question, picture.question.service.caps
    if limits.never(caps, question.service.length):
        return [-1] * len(starts)
    by_zone: dict[str, tuple[dict[int, int], dict[int, int]]] = {}
    for place, host in enumerate(picture.hosts):
        days, weeks = by_zone.setdefault(limits.cap_zone(caps, host, question), ({}, {}))
        reached = limits.caps_reached(question, host)
        for full, keys in ((days, reached.days), (weeks, reached.weeks)):
            for key in keys:
                full[key] = full.get(key, 0) | 1 << place
    found = [0] * len(starts)
    for zone, (days, weeks) in by_zone.items():
        for place, day in enumerate(clock.ordinals(zone, starts)):
            found[place] |= days.get(day, 0) | weeks.get(limits.week_of(day, caps), 0)
    return found


def _kept(picture: Picture, reserve: Reserve, starts: Sequence[int]) -> list[int]:
    """Tell for each start whose booking would take what is kept for emergencies."""
    days = Days(picture.question, reserve, picture.hosts, open_of, taken)
    return [
        sum(1 << place for place, host in enumerate(picture.hosts) if not days.leaves_enough(start, host.id))
        for start in starts
    ]


def _who(picture: Picture, mask: int) -> tuple[tuple[tuple[Id, ...], ...], tuple[Id, ...]] | None:
    """Give the hosts of each part and the resources to take, or None if a part or a pool is left without."""
    choices = []
    for part in picture.parts:
        if not part & mask:
            return None
        choices.append(tuple(picture.hosts[place].id for place in _bits(part & mask)))
    units = choose_units([(needed, list(_bits(members & mask))) for needed, members in picture.pools])
    if units is None:
        return None
    return tuple(choices), tuple(picture.resources[place - len(picture.hosts)].id for place in units)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
