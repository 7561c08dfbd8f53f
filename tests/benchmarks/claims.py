"""P7: how fast callers are given members when many ask at once, and that nobody is given twice or overlooked."""

import multiprocessing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from time import monotonic
from uuid import UUID, uuid4

from django.db import connections

from accounts.models import Member, Organisation, User
from core import clock
from core.transactions import tenant_transaction
from launcher.bench import Row
from routing.domain.presence import Choice, Engagement
from routing.models import Presence
from routing.services.queues import claim_member_step
from tests.benchmarks import _meter
from tests.factories import accounts as people

AT_ONCE = 16
# As measured before the product was built: a thousand members, of whom a hundred may take the call.
MEMBERS, ELIGIBLE = 1_000, 100
SECONDS, ROUNDS = 1.5, 5
P7 = 2.2


@dataclass(frozen=True, slots=True)
class Held:
    """One claim: whom, from when (committed) until when (about to be given back), by the machine's clock."""

    member_id: UUID
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Taken:
    """What claimants got within `seconds`; `refused` counts how often one was told that nobody is free."""

    held: tuple[Held, ...]
    refused: int
    seconds: float

    @property
    def rate(self) -> float:
        return len(self.held) / self.seconds

    @property
    def doubled(self) -> int:
        """Claims of a member whom another claimant still held."""
        ordered = sorted(self.held, key=lambda one: (one.member_id, one.since))
        return sum(a.member_id == b.member_id and b.since < a.until for a, b in pairwise(ordered))


def measure() -> Iterable[Row]:
    """Claim and give back, sixteen at once and one alone in turn; then as many claimants as members."""
    organisation, members = _house()
    loads: list[Taken] = []

    def claim(clients: int) -> float:
        loads.append(_drive(organisation, members, clients=clients))
        return loads[-1].rate

    found = _meter.compare(lambda: claim(AT_ONCE), lambda: claim(1), rounds=ROUNDS)
    # Each holds one member at most, so whoever asks among sixteen for sixteen members finds one free.
    tight = _drive(organisation, members[:AT_ONCE], clients=AT_ONCE)
    loads.append(tight)
    note = (
        f"{found.describe('claims a second')}; each claim and each giving back a transaction of its own, {ELIGIBLE} of"
        f" {MEMBERS:,} members may be taken; {tight.rate:,.0f} a second when {AT_ONCE} claimants share {AT_ONCE} members"
    )
    yield Row("P7", round(found.ratio, 2), "× one client", f"≥ {P7}", found.ratio >= P7, note)
    claims = sum(len(load.held) for load in loads)
    yield _none("P7 double claims", sum(load.doubled for load in loads), f"{claims:,} claims")
    yield _none(
        "P7 false “nobody is free”",
        sum(load.refused for load in loads),
        f"{claims:,} claims, {len(tight.held):,} of them with a claimant for every member",
    )


def _none(what: str, found: int, note: str) -> Row:
    return Row(what, found, "", "= 0", found == 0, note)


def _house() -> tuple[Organisation, list[UUID]]:
    """Make an organisation whose members are all there and free; gives those who may be taken, best first."""
    slug = f"claims-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Bench {slug}", slug=slug)
    users = User.objects.bulk_create(
        User(email=f"{number}@{slug}.example", name=f"Bench {number}") for number in range(MEMBERS)
    )
    members = Member.objects.bulk_create(Member(organisation=organisation, user=user) for user in users)
    with tenant_transaction(organisation):
        Presence.objects.bulk_create(
            Presence(
                organisation=organisation, member=member, choice=Choice.AVAILABLE.value, since=clock.now()
            )
            for member in members
        )
    return organisation, [member.pk for member in members[:: MEMBERS // ELIGIBLE]]


def _drive(organisation: Organisation, members: Sequence[UUID], *, clients: int) -> Taken:
    """Let so many processes claim, all of them in the same order of preference, for as long as a round takes."""
    # A connection does not survive a fork.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(clients)
    pipes, children = [], []
    for _client in range(clients):
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=_claim, args=(organisation.pk, list(members), start, theirs))
        child.start()
        theirs.close()
        pipes.append(ours)
        children.append(child)
    told: list[Taken] = [pipe.recv() for pipe in pipes]
    for child in children:
        child.join()
    held = tuple(one for taken in told for one in taken.held)
    return Taken(held, sum(taken.refused for taken in told), max(taken.seconds for taken in told))


def _claim(organisation: UUID, members: list[UUID], start: Barrier, tell: Connection) -> None:
    _once(organisation, members)
    start.wait()
    began = monotonic()
    held, refused = [], 0
    while monotonic() - began < SECONDS:
        one = _once(organisation, members)
        if one is None:
            refused += 1
        else:
            held.append(one)
    tell.send(Taken(tuple(held), refused, monotonic() - began))
    tell.close()
    connections.close_all()


def _once(organisation: UUID, members: list[UUID]) -> Held | None:
    with tenant_transaction(organisation):
        member_id = claim_member_step(organisation_id=organisation, ranked=members, now=clock.now())
    if member_id is None:
        return None
    since = monotonic()
    # What the end of an offer does beside this (its event, the offer itself) is not what P7 is about.
    with tenant_transaction(organisation):
        until = monotonic()
        presences = Presence.objects.of(organisation).filter(member_id=member_id)
        presences.update(engagement=Engagement.FREE.value)
    return Held(member_id, since, until)
