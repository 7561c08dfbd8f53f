"""P11: the free times of one provider for a week through all of Django, beside one day of django-appointment."""

import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.test import Client

from accounts.domain.scopes import Scope
from accounts.models import ApiKey, Member, Organisation
from accounts.services.api_keys import hash_of
from core import clock
from core.transactions import tenant_transaction
from launcher.bench import Row
from scheduling.domain.claims import ClaimState
from scheduling.models import Claim, Resource, Service, TimeBlock
from tests.benchmarks import _appointment, _meter, _peer
from tests.factories import accounts as people
from tests.factories import scheduling as make

AIM, ROUNDS, WEEKS = 0.25, 15, 52
HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)
# Phoenix has no summer time: nine o'clock there.
NINE = time(16, tzinfo=UTC)
FREE_A_DAY = 8
logging.getLogger("portico.access").setLevel(logging.WARNING)


def measure() -> Iterable[Row]:
    """Let both have twenty people, every other half hour of a year of working days taken."""
    monday = _next_monday()
    first, last = monday - timedelta(weeks=1), monday + timedelta(weeks=WEEKS, days=-3)
    client, address = _ours(first, last, monday)
    aim = f"≤ {AIM}"
    arguments = [first.isoformat(), last.isoformat(), monday.isoformat()]
    try:
        with _peer.serving(
            _appointment.__file__, f"django-appointment=={_appointment.VERSION}", arguments
        ) as ask:
            _week(client, address)
            _day(ask)
            found = _meter.compare(lambda: _week(client, address), lambda: _day(ask), rounds=ROUNDS)
    except _peer.PeerMissing as reason:
        yield Row("P11", None, "× django-appointment's day", aim, False, str(reason))
        return
    note = (
        f"{found.describe('ms CPU')}; a week of one of {_appointment.STAFF} by /api/v1 against a day of one of as many,"
        " both through the test client, PostgreSQL's own CPU left out"
    )
    yield Row("P11", round(found.ratio, 3), "× django-appointment's day", aim, found.ratio <= AIM, note)


def _ours(first: date, last: date, monday: date) -> tuple[Client, str]:
    slug = f"availability-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Bench {slug}", slug=slug)
    owner = people.member(organisation=organisation, name="Bench Owner", role="OWNER")
    hours = make.schedule(organisation)
    staff = [
        make.provider(organisation, name=f"Provider {number}", hours=hours)
        for number in range(_appointment.STAFF)
    ]
    service = make.service(organisation, *staff, name="Visit", window_days=WEEKS * 7)
    for person in staff:
        _take(organisation, person, first, last)
    return _caller(owner), _address(service, staff[0], monday)


def _take(organisation: Organisation, person: Resource, first: date, last: date) -> None:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    starts = [
        datetime.combine(day, NINE) + number * HOUR
        for day in days
        if day.weekday() < 5
        for number in range(_appointment.A_DAY)
    ]
    with tenant_transaction(organisation):
        block = TimeBlock.objects.create(
            organisation=organisation, resource=person, starts_at=starts[0], ends_at=starts[-1] + HALF
        )
        Claim.objects.bulk_create(
            Claim(
                organisation=organisation,
                resource=person,
                block=block,
                state=ClaimState.BOOKED,
                starts_at=at,
                ends_at=at + HALF,
                busy_from=at,
                busy_until=at + HALF,
            )
            for at in starts
        )


def _caller(owner: Member) -> Client:
    secret = f"pk_bench_{uuid4().hex}"
    ApiKey.objects.create(
        organisation_id=owner.organisation_id,
        name="Bench",
        key_hash=hash_of(secret),
        prefix=secret[:10],
        scopes=[Scope.BOOKINGS_READ.value],
        created_by=owner,
        rate_per_minute=6000,
    )
    return Client(headers={"Authorization": f"Bearer {secret}"}, SERVER_NAME="localhost")


def _address(service: Service, person: Resource, monday: date) -> str:
    days = f"first_on={monday}&last_on={monday + timedelta(days=6)}"
    return f"/api/v1/services/{service.pk}/free-times?provider_id={person.pk}&{days}"


def _week(client: Client, address: str) -> float:
    spent: list[float] = []
    with _meter.own_cpu(spent):
        answer = client.get(address)
    # One day of it may be a holiday.
    if len(answer.json().get("items", ())) not in (4 * FREE_A_DAY, 5 * FREE_A_DAY):
        raise RuntimeError(f"not the free times of a week: {answer.content[:300]!r}")
    return spent[0] * 1000


def _day(ask: "_peer.Ask") -> float:
    milliseconds, found = ask().split()
    if int(found) != FREE_A_DAY:
        raise _peer.PeerMissing(f"django-appointment listed {found} times instead of {FREE_A_DAY}")
    return float(milliseconds)


def _next_monday() -> date:
    """Give a Monday two weeks and more from now, so that neither notice nor today matter."""
    today = clock.now().date()
    return today + timedelta(days=21 - today.weekday())
