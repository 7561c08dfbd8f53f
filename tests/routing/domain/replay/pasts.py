"""Make-believe pasts: calls of some days at a house with members, and how they took calls."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from routing.domain.happenings import Heard
from routing.domain.replay import Arrival, Habit, Served, Shift, Staffing
from routing.domain.verify import World
from routing.domain.walk import CallerFacts

START = datetime(2026, 11, 23, tzinfo=UTC)
PHOENIX = timedelta(hours=7)


def staffing(world: World, *, days: int, readily: float = 0.8) -> Staffing:
    """Everybody of a world at work from nine to five, Monday to Friday."""
    staff = world.staff
    assert staff is not None
    shifts = tuple(
        Shift(START + PHOENIX + timedelta(days=day, hours=9), START + PHOENIX + timedelta(days=day, hours=17))
        for day in range(days)
        if (START + timedelta(days=day)).weekday() < 5
    )
    return Staffing(
        shifts=dict.fromkeys(staff.members, shifts),
        habits={one: Habit(readily, 6.0 + place) for place, one in enumerate(staff.members)},
        queues={one: Served(queue.members) for one, queue in staff.queues.items()},
        ladders={one: Served(ladder.members) for one, ladder in staff.ladders.items()},
    )


def arrivals(number: int, *, days: int, seed: int = 1) -> list[Arrival]:
    """Callers at any hour, most by day, who press this and that."""
    dice = Random(seed)
    found = []
    for place in range(number):
        hour = dice.gauss(13, 4) % 24
        at = START + PHOENIX + timedelta(days=dice.randrange(days), hours=hour)
        gave_up = dice.random() < 0.15
        found.append(
            Arrival(
                id=UUID(int=seed * 1_000_000 + place),
                at=at,
                caller=CallerFacts(
                    number="" if dice.random() < 0.05 else f"+1602555{place % 10_000:04}",
                    is_client=dice.random() < 0.3,
                    language=dice.choice(("", "en-US", "es-US")),
                ),
                said=tuple(Heard(dice.choice("1290")) for _ in range(dice.randrange(3))),
                waited=dice.uniform(5, 90),
                gave_up=gave_up,
                talked=dice.uniform(30, 600),
            )
        )
    return found
