"""Run inside the stack's own environment: makes the houses of the trial, and lets later sweeps come early."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings

from accounts.domain.hours import Window
from accounts.models import Location, Member, Organisation, Role
from accounts.services.hours import set_week
from carrier import selectors
from carrier.adapters import voice_of
from carrier.models import CarrierAccount
from carrier.services import call_books, simulating
from carrier.simulator.client import SimulatorControl
from carrier.simulator.registry import new_keys
from conversations.models import Line
from conversations.services import calls
from core import clock, deliveries
from routing import services as routing
from routing.domain.graph import Turn
from routing.services.settings import Wanted, save_handling
from tests.factories import accounts as people
from tests.factories import conversations as make
from tests.trials._people import House

RING_SECONDS, PEOPLE = 12, ("Ana Reyes", "Ben Hale", "Lou Ortiz")
# Twelve times the calls of one house come to more than one house may text in the real carrier's second.
CALM_SECONDS = 15.0


def set_up(count: int) -> None:
    """Make `count` organisations with an open line, a closed one, three members and a blocked caller; print them."""
    now = clock.now()
    key, _public = new_keys()
    houses = [_house(place, key, now=now) for place in range(count)]
    with SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN) as control:
        simulating.connect(control)
    print(json.dumps(houses))  # noqa: T201


def _house(place: int, key: str, *, now: datetime) -> dict[str, object]:
    organisation = people.organisation(name=f"House {place + 1} Plumbing", slug=f"house-{place + 1}")
    CarrierAccount.objects.create(
        organisation=organisation,
        api_key=f"house{place:02}",
        api_secret="a-secret-of-the-trial",
        application_id=f"00000000-0000-4000-8000-0000000000{place:02}",
        private_key=key,
        signature_secret=f"a-signature-secret-of-thirty-two-or-more-{place:02}",
        path_token=f"a-path-token-of-house-{place:02}-that-nobody-guesses",
    )
    staff = [
        people.member(organisation=organisation, name=name, role=Role.OWNER if not turn else Role.STAFF)
        for turn, name in enumerate(PEOPLE)
    ]
    numbers = [f"+1623555{place:02}{turn:02}" for turn in range(len(staff))]
    for member, number in zip(staff, numbers, strict=True):
        calls.save_own_phone(by=member, number=number, takes_in_browser=False, takes_calls=True, now=now)
    line, closed = _lines(organisation, staff[0], place, now=now)
    for one in (line, closed):
        save_handling(
            by=staff[0],
            line_id=one.pk,
            wanted=Wanted(records_calls=place % 3 == 0),
            turns=[Turn(member.pk, RING_SECONDS) for member in staff],
            seen_version=0,
            now=now,
        )
    blocked = f"+188855501{place:02}"
    calls.add_block(by=staff[0], kind="NUMBER", value=blocked, reason="A trial", now=now)
    digits = [value.removeprefix("+") for value in (line.address, closed.address, *numbers, blocked)]
    house = House(str(organisation.pk), digits[0], digits[1], tuple(digits[2:-1]), digits[-1])
    return asdict(house)


def _lines(organisation: Organisation, owner: Member, place: int, *, now: datetime) -> Sequence[Line]:
    """Make a line that is always open, and one of a place that opened an hour long, half a week ago."""
    here = organisation.locations.get(is_default=True)
    there = Location.objects.create(organisation=organisation, name="A closed house")
    set_week(by=owner, location_id=here.pk, windows=[Window(day, 0, 1440) for day in range(7)], now=now)
    far = (now.weekday() + 3) % 7
    set_week(by=owner, location_id=there.pk, windows=[Window(far, 540, 600)], now=now)
    return (
        make.line(organisation=organisation, address=f"+16025558{place:02}0", name="Main line"),
        make.line(
            organisation=organisation, address=f"+16025558{place:02}1", name="Far line", location=there
        ),
    )


def sweep(*later: float) -> None:
    """Let every sweep about calls run as it would in so many seconds, each once the one before has had its effect."""
    found = {"offers": 0, "settled": 0, "ended": 0, "missing": 0, "recovered": 0}
    for seconds in later:
        _wait_until_calm()
        for account in selectors.list_calling_accounts():
            now = clock.now() + timedelta(seconds=seconds)
            found["offers"] += routing.expire_offers(organisation=account.organisation_id, now=now)
            checked = call_books.reconcile_calls(
                organisation=account.organisation, carrier=voice_of(account), account_id=account.pk, now=now
            )
            for name in ("settled", "ended", "missing", "recovered"):
                found[name] += getattr(checked, name)
    _wait_until_calm()
    print(json.dumps(found))  # noqa: T201


def _wait_until_calm() -> None:
    """Wait until the workers have done what is due, and webhooks under way have come."""
    until = time.monotonic() + CALM_SECONDS
    quiet = 0
    while quiet < 4 and time.monotonic() < until:
        quiet = 0 if deliveries.due_ids(now=clock.now(), limit=1) else quiet + 1
        time.sleep(0.25)
