"""The question the slot engine is asked: the rows of a service, with what is taken of all that it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from scheduling.domain.appointments import LIVE
from scheduling.domain.claims import ClaimState
from scheduling.domain.slots import model as engine
from scheduling.domain.slots.clock import minute_of
from scheduling.domain.slots.limits import has_caps
from scheduling.domain.visits import VisitAddress
from scheduling.errors import BadBooking, NoSuchResource
from scheduling.models import Claim, GroupSession
from scheduling.selectors import driving
from scheduling.selectors.elsewhere import busy_elsewhere
from scheduling.selectors.setups import Setup, recall_setup

# Caps count whole days and weeks, also what of them lies outside the window; zones differ by up to a day.
AROUND = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a time for. `minutes` is the usual length unless told, `provider_id` nobody in particular.

    What `own_hold` keeps, or the appointment `leaving` has now, counts as free. `any_length`: one that the service has
    no more, or that was drawn by hand. Times at which `contact_id` is somewhere else are not listed. `address`: where
    somebody is to come; else it is that of the hold or appointment.
    """

    service_id: UUID
    location_id: UUID | None = None
    minutes: int | None = None
    provider_id: UUID | None = None
    own_hold: UUID | None = None
    leaving: UUID | None = None
    any_length: bool = False
    contact_id: UUID | None = None
    address: VisitAddress | None = None


def get_question(
    *,
    organisation_id: UUID,
    wish: Wish,
    since: datetime,
    until: datetime,
    setup: Setup | None = None,
    now: datetime,
) -> tuple[Setup, engine.Question]:
    """Gather what the engine needs to say which starts between two instants are free, in five statements at most.

    Raises:
        NoSuchService: there is none, or not there. NoSuchResource: the wanted provider does not give it there.
        BadBooking: the service has no such length.
    """
    setup = setup or recall_setup(
        organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
    )
    hosts = setup.hosts
    if wish.provider_id is not None:
        hosts = _with(setup, str(wish.provider_id))
    rules = setup.rules(minutes_of(setup, wish))
    question = engine.Question(
        now=now,
        window=(minute_of(since), minute_of(until)),
        service=rules,
        hosts=hosts,
        pools=setup.pools,
        timezone="" if hosts else setup.location.time_zone,
    )
    return setup, _filled(question, setup, wish, since=since, until=until)


def minutes_of(setup: Setup, wish: Wish) -> int:
    """Give the length that is wanted, else the usual one.

    Raises:
        BadBooking: the service has no such length, or none at all.
    """
    lengths = setup.service.durations
    if not lengths:
        raise BadBooking(_("This service has no length yet, so it cannot be booked."))
    if wish.minutes is None:
        return int(lengths[0])
    if wish.any_length and 1 <= wish.minutes <= engine.DAY:
        return wish.minutes
    if wish.minutes not in lengths:
        raise BadBooking(_("This service is not given at that length."))
    return wish.minutes


def live_claims(organisation_id: UUID, *, now: datetime) -> QuerySet[Claim]:
    """Select the claims that take their time from others at an instant."""
    is_live = Q(state=ClaimState.BOOKED) | Q(state=ClaimState.HELD, expires_at__gt=now)
    return Claim.objects.of(organisation_id).filter(is_live)


def _filled(
    question: engine.Question, setup: Setup, wish: Wish, *, since: datetime, until: datetime
) -> engine.Question:
    """Put what is taken into a question."""
    ids = {UUID(str(one.id)) for one in (*question.hosts, *_all_things(question))}
    margin = timedelta(minutes=question.service.buffer_before + question.service.buffer_after)
    counts = has_caps(question.service.caps)
    address, reserve = None, None
    if setup.travel is not None:
        margin += driving.LONGEST
        address = driving.address_asked(setup, wish)
        reserve = driving.reserve_of(setup, address, since=since, until=until, now=question.now)
    if counts or reserve:
        margin = AROUND
    rows = live_claims(setup.service.organisation_id, now=question.now).filter(
        resource__in=ids, busy_until__gt=since - margin, busy_from__lt=until + margin
    )
    if wish.own_hold is not None:
        rows = rows.exclude(hold_id=wish.own_hold)
    if wish.leaving is not None:
        rows = rows.exclude(appointment_id=wish.leaving)
    busy: dict[str, list[engine.Busy]] = {str(pk): [] for pk in ids}
    far = driving.drives(rows, setup, address)
    for resource_id, one in _busy(rows, setup.service.pk, far, counts=counts):
        busy[resource_id].append(one)
    for resource_id, one in busy_elsewhere(
        organisation_id=setup.service.organisation_id,
        resource_ids=ids,
        since=since - margin,
        until=until + margin,
        now=question.now,
    ):
        busy[resource_id].append(one)
    pools = (
        replace(pool, resources=tuple(replace(one, busy=tuple(busy[str(one.id)])) for one in pool.resources))
        for pool in question.pools
    )
    return replace(
        question,
        reserve=reserve,
        hosts=tuple(replace(one, busy=tuple(busy[str(one.id)])) for one in question.hosts),
        pools=tuple(pools),
        sessions=_sessions(question, setup, wish, since=since, until=until),
    )


def _busy(
    rows: QuerySet[Claim], service_id: UUID, far: Mapping[UUID, tuple[int, int]], *, counts: bool
) -> Iterator[tuple[str, engine.Busy]]:
    # Minutes and words: reading thousands of instants and ids as objects took longer than the engine itself.
    columns = (
        F("pk") if far else F("state"),
        Cast("resource_id", TextField()),
        F("state"),
        _Minute("starts_at", more=0),
        _Minute("ends_at", more=59),
        _Minute("busy_from", more=0),
        _Minute("busy_until", more=59),
        ExpressionWrapper(Q(block__isnull=False), output_field=BooleanField()),
    )
    services = ("appointment__service_id", "group_session__service_id", "hold__service_id") if counts else ()
    found = rows.values_list(*columns, *services)
    for key, resource_id, state, start, end, busy_from, busy_until, is_block, *of in found:
        to, back = far.get(key, (0, 0))
        kind = engine.BusyKind.HELD if state == ClaimState.HELD else engine.BusyKind.BOOKED
        yield (
            resource_id,
            engine.Busy(
                start,
                end,
                start - busy_from,
                busy_until - end,
                counts=service_id in of,
                kind=engine.BusyKind.BLOCKED if is_block else kind,
                drive_to=to,
                drive_from=back,
            ),
        )


class _Minute(Func):
    """The minute of an instant, counted from 1970; with `more` seconds of 59 one that has begun counts whole."""

    template = "(extract(epoch FROM %(expressions)s)::bigint + %(more)s) / 60"
    output_field = BigIntegerField()


def _sessions(
    question: engine.Question, setup: Setup, wish: Wish, *, since: datetime, until: datetime
) -> tuple[engine.Session, ...]:
    """Find the group sessions one may still join, and those that are full."""
    if setup.service.seats <= 1:
        return ()
    live = Q(appointments__status__in=[status.value for status in LIVE])
    if wish.leaving is not None:
        live &= ~Q(appointments__pk=wish.leaving)
    held = Q(holds__ended_at=None, holds__expires_at__gt=question.now)
    if wish.own_hold is not None:
        held &= ~Q(holds__pk=wish.own_hold)
    rows = (
        GroupSession.objects.of(setup.service.organisation_id)
        .filter(
            service=setup.service,
            location=setup.location,
            ended_at=None,
            starts_at__gte=since,
            starts_at__lt=until,
            provider__in=[UUID(str(host.id)) for host in question.hosts],
        )
        .annotate(
            booked=Count("appointments", filter=live, distinct=True),
            held=Count("holds", filter=held, distinct=True),
        )
        .annotate(taken=F("booked") + F("held"))
        .order_by("starts_at", "pk")
    )
    return tuple(
        engine.Session(
            str(row.pk),
            minute_of(row.starts_at),
            minute_of(row.ends_at),
            row.seats,
            min(row.taken, row.seats),
            (str(row.provider_id),),
        )
        for row in rows
        if row.ends_at - row.starts_at == timedelta(minutes=question.service.length)
    )


def _with(setup: Setup, provider_id: str) -> tuple[engine.Host, ...]:
    """Keep the wanted provider of those who would do the same part, and everybody else who takes part."""
    wanted = next((host for host in setup.hosts if host.id == provider_id), None)
    if wanted is None:
        raise NoSuchResource
    return tuple(
        host
        for host in setup.hosts
        if host.id == provider_id or host.is_fixed or host.group != wanted.group or not host.group
    )


def _all_things(question: engine.Question) -> Iterator[engine.Resource]:
    return (thing for pool in question.pools for thing in pool.resources)
