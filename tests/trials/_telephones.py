"""Run inside the stack's own environment: gives the demo's houses telephones, and lets later sweeps come early."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from accounts.domain.hours import Window
from accounts.models import Location, Member, Organisation, Role
from accounts.services.hours import set_week
from accounts.services.locations import LocationDetails, add_location
from carrier import selectors
from carrier.adapters import voice_of
from carrier.services import call_books
from conversations.models import Line, LineKind
from conversations.services import calls
from core import clock
from core.transactions import reading, tenant_transaction
from routing import services as routing
from routing.domain.graph import Turn
from routing.models import LineHandling
from routing.services.settings import Wanted, save_handling
from tests.trials._people import House

RING_SECONDS, MEMBERS = 12, 3
BLOCKED = "+1888555012{}"
PHONE = "+1623555{}{}"


def set_up() -> None:
    """Open every house's first line, close its second, give members telephones, and print the houses as JSON."""
    now = clock.now()
    organisations = Organisation.objects.filter(is_active=True).order_by("slug")
    print(json.dumps([_house(row, place, now=now) for place, row in enumerate(organisations)]))  # noqa: T201


def _house(organisation: Organisation, place: int, *, now: datetime) -> dict[str, object]:
    people = list(
        Member.objects.filter(organisation=organisation, is_active=True)
        .exclude(role=Role.READ_ONLY)
        .select_related("user", "organisation")
        .order_by("created_at", "id")[:MEMBERS]
    )
    owner = next(one for one in people if one.role == Role.OWNER)
    numbers = tuple(PHONE.format(place + 1, f"{turn:03}") for turn in range(len(people)))
    for member, number in zip(people, numbers, strict=True):
        calls.save_own_phone(by=member, number=number, takes_in_browser=False, takes_calls=True, now=now)
    with reading(organisation):
        line, closed = Line.objects.of(organisation).filter(kind=LineKind.PHONE).order_by("name")[:2]
    _hours(owner, line, closed, now=now)
    for one in (line, closed):
        _handle(owner, one, people, records=place == 0, now=now)
    blocked = BLOCKED.format(place)
    calls.add_block(by=owner, kind="NUMBER", value=blocked, reason="A trial", now=now)
    digits = [value.removeprefix("+") for value in (line.address, closed.address, *numbers, blocked)]
    house = House(str(organisation.pk), digits[0], digits[1], tuple(digits[2:-1]), digits[-1])
    return asdict(house)


def _hours(owner: Member, line: Line, closed: Line, *, now: datetime) -> None:
    set_week(
        by=owner,
        location_id=line.location_id,
        windows=[Window(day, 0, 1440) for day in range(7)],
        now=now,
    )
    if closed.location_id != line.location_id:
        return
    here = Location.objects.get(pk=line.location_id)
    details = LocationDetails(
        name="A closed house",
        street="",
        city=here.city,
        region=here.region,
        postcode="",
        time_zone=here.time_zone,
        is_default=False,
    )
    elsewhere = add_location(by=owner, details=details, now=now)
    far = (now.weekday() + 3) % 7
    set_week(by=owner, location_id=elsewhere.pk, windows=[Window(far, 540, 600)], now=now)
    with tenant_transaction(owner.organisation_id):
        Line.objects.of(owner.organisation_id).filter(pk=closed.pk).update(location_id=elsewhere.pk)


def _handle(owner: Member, line: Line, people: list[Member], *, records: bool, now: datetime) -> None:
    with reading(owner.organisation_id):
        known = LineHandling.objects.of(owner.organisation_id).filter(line=line).first()
    save_handling(
        by=owner,
        line_id=line.pk,
        wanted=Wanted(records_calls=records),
        turns=[Turn(member.pk, RING_SECONDS) for member in people],
        seen_version=known.version if known else 0,
        now=now,
    )


def sweep(seconds: float) -> None:
    """Let every sweep about calls run as it would in `seconds`, and print how much each found."""
    now = clock.now() + timedelta(seconds=seconds)
    found = {"offers": 0, "settled": 0, "ended": 0, "missing": 0}
    for account in selectors.list_accounts():
        organisation: UUID = account.organisation_id
        found["offers"] += routing.expire_offers(organisation=organisation, now=now)
        checked = call_books.reconcile_calls(
            organisation=account.organisation, carrier=voice_of(account), account_id=account.pk, now=now
        )
        found["settled"] += checked.settled
        found["ended"] += checked.ended
        found["missing"] += checked.missing
    print(json.dumps(found))  # noqa: T201
