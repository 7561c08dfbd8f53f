"""Free times from PostgreSQL: sixty days of ten providers with two hundred busy times each, as a page asks for them."""

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from uuid import uuid4

from django.db import connection

from accounts.models import Organisation
from core.transactions import reading, tenant_transaction
from launcher.bench import Row
from scheduling.domain.claims import ClaimState
from scheduling.domain.slots import clock, hours
from scheduling.models import Claim, Resource, Service, TimeBlock
from scheduling.selectors import free, setups
from tests.factories import accounts as people
from tests.factories import scheduling as make

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST, DAYS = date(2026, 3, 2), 60
SIZES = ((10, 200), (50, 200))
MOST = {(10, 200): 150.0}
ROUNDS = 7


def measure() -> Iterable[Row]:
    """Ask as the booking page does, with the settings remembered and with nothing remembered."""
    for providers, busy in SIZES:
        organisation, service = _firm(providers, busy)
        wish = free.Wish(service_id=service.pk)

        def ask(organisation: Organisation = organisation, wish: free.Wish = wish) -> int:
            with reading(organisation):
                found = free.list_slots(
                    organisation_id=organisation.pk,
                    wish=wish,
                    first_on=FIRST,
                    last_on=FIRST + timedelta(days=DAYS - 1),
                    now=NOW,
                )
            return len(found)

        count = ask()
        warm = [_seconds(ask) for _ in range(ROUNDS)]
        cold = [_seconds(ask, forget=True) for _ in range(ROUNDS)]
        most = MOST.get((providers, busy))
        took = median(cold) * 1000
        yield Row(
            f"P14 from PostgreSQL {providers} × {busy}",
            round(took, 1),
            "ms",
            f"≤ {most:.0f}" if most else "",
            took <= most if most else None,
            f"median of {ROUNDS} with nothing remembered ({min(cold) * 1000:.1f} to {max(cold) * 1000:.1f});"
            f" {median(warm) * 1000:.1f} with the settings remembered; {DAYS} days, {count:,} times",
        )


def _seconds(act: Callable[[], object], *, forget: bool = False) -> float:
    if forget:
        setups._setups._kept.clear()
        hours._open_in_block.cache_clear()
        clock._segments.cache_clear()
    began = perf_counter()
    act()
    return perf_counter() - began


def _firm(providers: int, busy: int) -> tuple[Organisation, Service]:
    """Make a firm whose providers are each busy so often, at random half hours of these days."""
    slug = f"free-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Bench {slug}", slug=slug)
    week = make.schedule(organisation)
    hosts = [make.provider(organisation, name=f"Host {place}", hours=week) for place in range(providers)]
    service = make.service(organisation, *hosts, mode="ROUND_ROBIN", window_kind="ALWAYS")
    chance = random.Random(f"{providers} {busy}")
    with tenant_transaction(organisation):
        for host in hosts:
            _take(organisation, host, busy, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE scheduling_claim")
    return organisation, service


def _take(organisation: Organisation, host: Resource, busy: int, chance: random.Random) -> None:
    starts = [NOW + timedelta(minutes=30 * one) for one in chance.sample(range(DAYS * 48), busy)]
    spans = [(start, start + timedelta(minutes=30)) for start in starts]
    blocks = TimeBlock.objects.bulk_create(
        TimeBlock(organisation=organisation, resource=host, starts_at=start, ends_at=end)
        for start, end in spans
    )
    Claim.objects.bulk_create(
        Claim(
            organisation=organisation, resource=host, block=block, state=ClaimState.BOOKED,
            starts_at=block.starts_at, ends_at=block.ends_at, busy_from=block.starts_at, busy_until=block.ends_at,
        )
        for block in blocks
    )  # fmt: skip
