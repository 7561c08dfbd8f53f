"""Run inside the stack's own environment: the house whose queue two hundred callers wait in, and its restless members."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from django.conf import settings

from accounts.domain.hours import Window
from accounts.models import Member, Organisation, Role
from accounts.services.hours import set_week
from carrier.models import CarrierAccount
from carrier.services import simulating
from carrier.simulator.client import SimulatorControl
from carrier.simulator.registry import new_keys
from conversations.services import calls
from core import clock
from core.transactions import reading
from routing import services as routing
from routing.domain.matching import Strategy
from routing.domain.presence import Choice, Engagement
from routing.models import OfferResult, Presence, WorkOffer
from routing.services import queues as queueing
from tests.factories import accounts as people
from tests.factories import conversations as make
from tests.factories import queues as make_queues

LINE = "+16025558800"
RING_SECONDS, LONGEST_SECONDS = 12, 30
# Whoever went away is back after so long.
AWAY_SECONDS, LOOK_SECONDS = 4.0, 0.4
# Looks until one of so many members who are rung goes away.
CALM = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """The house as its callers know it: the number they ring, and whose telephones ring for them."""

    organisation: str
    line: str
    members: tuple[str, ...]


def set_up(count: int, longest_seconds: int = LONGEST_SECONDS) -> None:
    """Make a house with one queue of `count` members who are all there, and print it."""
    now = clock.now()
    organisation = people.organisation(name="The Two Hundred", slug="two-hundred")
    _account(organisation)
    owner = people.member(organisation=organisation, name="Olga Stone", role=Role.OWNER)
    line = make.line(organisation=organisation, address=LINE)
    week = [Window(day, 0, 1440) for day in range(7)]
    set_week(by=owner, location_id=line.location_id, windows=week, now=now)
    numbers = [f"+1623555{place + 1000:04}" for place in range(count)]
    members = [
        people.member(organisation=organisation, name=f"m{place} Trial", role=Role.STAFF)
        for place in range(count)
    ]
    for member, number in zip(members, numbers, strict=True):
        calls.save_own_phone(by=member, number=number, takes_in_browser=False, takes_calls=True, now=now)
        queueing.choose_presence(by=member, choice=Choice.AVAILABLE, now=now)
    _publish(owner, members, line_id=line.pk, longest_seconds=longest_seconds)
    with SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN) as control:
        simulating.connect(control)
    desk = Desk(str(organisation.pk), LINE.removeprefix("+"), tuple(number[1:] for number in numbers))
    print(json.dumps(asdict(desk)))  # noqa: T201


def _account(organisation: Organisation) -> None:
    CarrierAccount.objects.create(
        organisation=organisation,
        api_key="twohundr",
        api_secret="a-secret-of-the-trial",
        application_id="00000000-0000-4000-8000-000000000200",
        private_key=new_keys()[0],
        signature_secret="a-signature-secret-of-thirty-two-or-more-200",
        path_token="a-path-token-of-two-hundred-that-nobody-guesses",
    )


def _publish(owner: Member, members: list[Member], *, line_id: object, longest_seconds: int) -> None:
    """Let callers wait in a queue that asks its members in turn; who waits too long leaves a message."""
    queue = make_queues.queue(
        owner.organisation,
        *members,
        strategy=Strategy.ROUND_ROBIN,
        ring_seconds=RING_SECONDS,
        wrap_up_seconds=1,
    )
    ways = dict.fromkeys(("full", "closed", "too_long", "nobody"), "message")
    document = {
        "format": 1,
        "title": "Two hundred",
        "start": "hello",
        "languages": ["en-US"],
        "nodes": {
            "hello": {"kind": "GREETING", "text": "Hello.", "exits": {"next": "desk"}},
            "desk": {"kind": "QUEUE", "queue": str(queue.pk), "longest_seconds": longest_seconds, "exits": ways},
            "message": {"kind": "VOICEMAIL", "text": "Please leave a message after the tone.", "exits": {}},
        },
    }  # fmt: skip
    now = clock.now()
    flow = routing.create_flow(by=owner, document=document, now=now)
    routing.publish_flow(by=owner, flow_id=flow.pk, note="", seen_revision=1, now=now)
    routing.assign_lines(by=owner, flow_id=flow.pk, line_ids={line_id}, now=now)  # type: ignore[arg-type]


def come_back(organisation: str) -> None:
    """Let everybody who counts as away take calls again; print how many that were."""
    house = Organisation.objects.get(pk=organisation)
    with reading(house):
        away = set(
            Presence.objects.of(house).exclude(choice=Choice.AVAILABLE).values_list("member_id", flat=True)
        )
    for member in Member.objects.filter(organisation=house, pk__in=away):
        queueing.choose_presence(by=member, choice=Choice.AVAILABLE, now=clock.now())
    print(json.dumps({"came_back": len(away)}))  # noqa: T201


def restless(organisation: str, over: str) -> None:
    """Let members go away while their telephone rings, and come back, until the file `over` is there; print how often."""
    chance, done = Random(200), {"went": 0, "came_back": 0}
    team = {member.pk: member for member in Member.objects.filter(organisation_id=organisation)}
    house = next(iter(team.values())).organisation
    while not Path(over).exists():
        now = clock.now()
        with reading(house):
            asked = list(
                WorkOffer.objects.of(house)
                .filter(result=OfferResult.OPEN)
                .values_list("member_id", flat=True)
            )
            gone = Presence.objects.of(house).filter(choice=Choice.AWAY, engagement=Engagement.FREE)
            back = [row.member_id for row in gone if (now - row.since).total_seconds() > AWAY_SECONDS]
        if asked and chance.random() < len(team) / CALM:
            queueing.choose_presence(by=team[chance.choice(asked)], choice=Choice.AWAY, now=now)
            done["went"] += 1
        for member_id in back:
            queueing.choose_presence(by=team[member_id], choice=Choice.AVAILABLE, now=now)
            done["came_back"] += 1
        time.sleep(LOOK_SECONDS)
    print(json.dumps(done))  # noqa: T201
