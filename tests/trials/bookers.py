"""Customers by the hundred after a few dozen times, over real connections, into a web that keeps dying.

`run` gives what every booker was told and what is in the database afterwards; `Outcome` counts what is wrong with it, for
the test and for the bench. Bookers act in processes that stand for web servers; each of those is killed under way, in
whatever transaction it is, and another takes over its bookers, who ask again with the same form, as people do.
"""

import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import connection, connections

from accounts.models import Organisation
from contacts.models import Contact
from core import clock
from core.transactions import reading, tenant_transaction
from scheduling import errors, services
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Claim, Mode, Service, Source
from scheduling.selectors import free
from tests.factories import accounts as people
from tests.factories import scheduling as make

SERVERS, THREADS = 4, 6
PROVIDERS = 4
PATIENCE_SECONDS = 600.0
# What a booker does: straight, by a hold, and then perhaps moves elsewhere.
WAYS = ("straight", "hold", "hold and leave", "move")
_OVERLAPS = """
    SELECT count(*) FROM scheduling_claim AS one JOIN scheduling_claim AS other
        ON one.organisation_id = other.organisation_id AND one.resource_id = other.resource_id AND one.id < other.id
       AND one.busy_from < other.busy_until AND other.busy_from < one.busy_until
     WHERE one.organisation_id = %s AND one.state IN ('HELD', 'BOOKED') AND other.state IN ('HELD', 'BOOKED')
"""


@dataclass(frozen=True, slots=True)
class House:
    """A service with so many times of a day, and who wants them; `starts` are those of one provider."""

    organisation_id: UUID
    service_id: UUID
    starts: tuple[datetime, ...]
    contact_ids: tuple[UUID, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What one booker was told in the end: an appointment, or that it is taken, with so many other times."""

    booker: int
    appointment_id: str = ""
    starts_at: str = ""
    alternatives: int = -1
    error: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What bookers were told, and what is stored. `seconds` is from the first to the last answer."""

    told: tuple[Told, ...]
    stored: dict[str, str]
    claimed: dict[str, str]
    overlaps: int
    slots: int
    kills: int
    left_free: int
    seconds: float

    @property
    def confirmed(self) -> int:
        """How many were told that they have an appointment."""
        return sum(bool(one.appointment_id) for one in self.told)

    @property
    def lost(self) -> int:
        """Confirmations that are not stored so, or have no claim at their time."""
        wanted = {one.appointment_id: one.starts_at for one in self.told if one.appointment_id}
        return sum(
            self.stored.get(pk) != starts or self.claimed.get(pk) != starts for pk, starts in wanted.items()
        )

    @property
    def unasked(self) -> int:
        """Live appointments whose booker was not told of them."""
        return len(self.stored.keys() - {one.appointment_id for one in self.told})

    @property
    def errors(self) -> Counter[str]:
        """What was shown to bookers beside a booking or that it is taken: a deadlock would stand here."""
        return Counter(one.error for one in self.told if one.error)

    @property
    def left_alone(self) -> int:
        """Losers who were offered no other time although there was one."""
        return sum(one.alternatives == 0 for one in self.told) if self.left_free else 0

    @property
    def doubled(self) -> int:
        """Bookers with more than one live appointment."""
        return len(self.stored) - len({one.booker for one in self.told if one.appointment_id}) - self.unasked


def run(*, bookers: int, slots: int, kills: int, seed: int = 7) -> Outcome:
    """Let so many bookers want so many times at once while `kills` servers are killed."""
    house = _house(bookers, slots)
    began = time.monotonic()
    told, killed = _serve(house, bookers, kills=kills, seed=seed)
    seconds = time.monotonic() - began
    with reading(house.organisation_id):
        live = Appointment.objects.of(house.organisation_id).exclude(status="CANCELLED")
        stored = {str(pk): at.isoformat() for pk, at in live.values_list("pk", "starts_at")}
        claims = Claim.objects.of(house.organisation_id).filter(
            state=ClaimState.BOOKED, appointment__isnull=False
        )
        claimed = {str(pk): at.isoformat() for pk, at in claims.values_list("appointment_id", "starts_at")}
        wish = free.Wish(service_id=house.service_id)
        left = free.next_free(organisation_id=house.organisation_id, wish=wish, count=500, now=house.now)
        with connection.cursor() as cursor:
            cursor.execute(_OVERLAPS, [house.organisation_id])
            [overlaps] = cursor.fetchone()
    return Outcome(
        tuple(sorted(told, key=lambda one: one.booker)),
        stored,
        claimed,
        overlaps,
        slots,
        killed,
        len(left),
        seconds,
    )


def _house(bookers: int, slots: int) -> House:
    """Make a service in turns of a few providers, with so many times on one day, and everybody who wants one."""
    slug = f"bookers-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Trial {slug}", slug=slug)
    each = slots // PROVIDERS
    now = clock.now().replace(second=0, microsecond=0)
    service = _service(organisation, each, now=now)
    contacts = [
        Contact(organisation=organisation, display_name=f"Booker {number}") for number in range(bookers)
    ]
    with tenant_transaction(organisation):
        Contact.objects.bulk_create(contacts)
    wish = free.Wish(service_id=service.pk)
    with reading(organisation):
        found = free.next_free(organisation_id=organisation.pk, wish=wish, count=each, now=now)
    return House(
        organisation.pk,
        service.pk,
        tuple(one.starts_at for one in found),
        tuple(row.pk for row in contacts),
        now,
    )


def _service(organisation: Organisation, each: int, *, now: datetime) -> Service:
    tomorrow = (now + timedelta(days=1)).astimezone(ZoneInfo("America/Phoenix"))
    hours = make.schedule(organisation, days=[tomorrow.weekday()], opens=480, closes=480 + each * 30)
    providers = [
        make.provider(organisation, name=f"Provider {number}", hours=hours) for number in range(PROVIDERS)
    ]
    return make.service(
        organisation, *providers, mode=Mode.ROUND_ROBIN, notice=0, window_days=2, name="Wanted"
    )


def _serve(house: House, bookers: int, *, kills: int, seed: int) -> tuple[list[Told], int]:
    """Share the bookers among servers; a server that is killed is replaced, and its bookers ask again."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    waiting: list[list[int]] = [list(range(number, bookers, SERVERS)) for number in range(SERVERS)]
    told: dict[int, Told] = {}
    dice, killed = random.Random(seed), 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(waiting) and time.monotonic() < deadline:
        started = []
        for ids in waiting:
            if ids:
                ours, theirs = context.Pipe(duplex=False)
                child = context.Process(target=_server, args=(house, ids, theirs))
                child.start()
                theirs.close()
                started.append((child, ours))
        for child, ours in started:
            if killed < kills:
                # Whatever it is in the middle of: a connection, a transaction, a commit nobody was told of.
                _hear(ours, told, seconds=dice.uniform(0.1, 0.6))
                os.kill(child.pid, signal.SIGKILL)
                killed += 1
            _hear(ours, told)
            child.join()
        waiting = [[number for number in ids if number not in told] for ids in waiting]
    return list(told.values()), killed


def _hear(pipe: Connection, told: dict[int, Told], *, seconds: float | None = None) -> None:
    """Note what a server tells, until it ends or for so long."""
    until = None if seconds is None else time.monotonic() + seconds
    try:
        while until is None or time.monotonic() < until:
            if until is None or pipe.poll(max(0.0, until - time.monotonic())):
                one = Told(**json.loads(pipe.recv_bytes()))
                told[one.booker] = one
    except (EOFError, OSError):
        return


def _server(house: House, ids: Sequence[int], tell: Connection) -> None:
    """Serve bookers on several connections at once, as a web process does."""

    def serve(booker: int) -> Told:
        try:
            return _book(house, booker)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        for one in pool.map(serve, ids):
            tell.send_bytes(json.dumps(_plain(one)).encode())
    os._exit(0)


def _plain(one: Told) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Told.__slots__}


def _book(house: House, booker: int) -> Told:
    """Want one of the times, by one of the ways; who is refused tries one of the other times once."""
    dice = random.Random(booker)
    way = WAYS[booker % len(WAYS)]
    wanted = dice.choice(house.starts)
    try:
        try:
            return _take(house, booker, wanted, way)
        except errors.SlotTaken as taken:
            if not taken.alternatives:
                return Told(booker, alternatives=_others(house))
            return _take(house, booker, dice.choice(taken.alternatives), "straight")
    except errors.SlotTaken as taken:
        return Told(booker, alternatives=len(taken.alternatives) or _others(house))
    except Exception as error:  # noqa: BLE001 - whatever a booker would see is what the trial is after
        return Told(booker, error=f"{type(error).__name__}: {error}"[:200])


def _others(house: House) -> int:
    """Say whether nothing was offered because nothing is left: -1 then, else 0, which is wrong."""
    with reading(house.organisation_id):
        wish = free.Wish(service_id=house.service_id)
        left = free.next_free(organisation_id=house.organisation_id, wish=wish, count=1, now=house.now)
    return 0 if left else -1


def _take(house: House, booker: int, wanted: datetime, way: str) -> Told:
    wish = free.Wish(service_id=house.service_id)
    taken = services.Wanted(wish=wish, starts_at=wanted)
    if way.startswith("hold") and not _has(house, booker):
        hold = services.hold_slot(
            organisation=house.organisation_id,
            wish=wish,
            starts_at=wanted,
            visitor=f"visitor-{booker}",
            now=house.now,
        )
        if way == "hold and leave":
            services.release_hold(
                organisation=house.organisation_id, hold_id=hold.pk, key=hold.key, now=house.now
            )
        else:
            taken = services.Wanted(hold_id=hold.pk, hold_key=hold.key)
    row = services.book_appointment(
        organisation=house.organisation_id,
        wanted=taken,
        customer=services.Customer(contact_id=house.contact_ids[booker]),
        details=services.Details(source=Source.PUBLIC, client_ref=f"form-{booker}"),
        by=services.CUSTOMER,
        now=house.now,
    )
    if way == "move":
        row = _moved(house, row)
    return Told(booker, str(row.pk), row.starts_at.isoformat())


def _has(house: House, booker: int) -> bool:
    """Say whether the booker's form was taken before its server died: the page shows the appointment then."""
    with reading(house.organisation_id):
        rows = Appointment.objects.of(house.organisation_id).filter(client_ref=f"form-{booker}")
        return rows.exists()


def _moved(house: House, row: Appointment) -> Appointment:
    """Move to whatever is free later; who finds nothing keeps what they have."""
    with reading(house.organisation_id):
        wish = free.Wish(service_id=house.service_id)
        later = free.next_free(
            organisation_id=house.organisation_id, wish=wish, after=row.starts_at, count=3, now=house.now
        )
    for one in later:
        try:
            return services.move_appointment(
                organisation=house.organisation_id,
                appointment_id=row.pk,
                to=services.NewTime(starts_at=one.starts_at),
                by=services.CUSTOMER,
                now=house.now,
            )
        except errors.SlotTaken:
            continue
    return row
