"""Who of each house is on call at night, by the services its owner would use. Once only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Member, Organisation, Role
from conversations.models import MemberPhone
from core.transactions import reading
from routing.models import Ladder, Rota
from routing.services import oncall

# Minutes of the day; who ends before they begin ends the next morning.
EVENING, MORNING = 17 * 60, 9 * 60


@dataclass(frozen=True)
class Nights:
    """A rota by log-in with the days (Monday is 0) on whose evening each begins; `name` is the ladder's."""

    name: str
    rota: str
    turns: tuple[tuple[str, tuple[int, ...]], ...]


NIGHTS: Mapping[str, Nights] = {
    "hale-ortiz": Nights(
        "Arrests and urgent filings",
        "Nights and weekends",
        (("lou@hale-ortiz.example", (0, 2, 4, 6)), ("ben@hale-ortiz.example", (1, 3, 5))),
    ),
    "saguaro-clinic": Nights(
        "Somebody of the clinic at night",
        "Nights",
        (("cole@saguaro-clinic.example", (0, 1, 2, 3)), ("priya@saguaro-clinic.example", (4, 5, 6))),
    ),
    "brightwater": Nights(
        "Burst pipes at night",
        "Van on call",
        (("dez@brightwater.example", (0, 1, 2, 3, 4)), ("rosa@brightwater.example", (5, 6))),
    ),
}


def set_up(organisation: Organisation, members: dict[str, Member], *, now: datetime) -> bool:
    """Draw up the rota and a ladder that rings it, unless there is one or somebody has no telephone; says whether."""
    wanted = NIGHTS.get(organisation.slug)
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    if wanted is None or owner is None:
        return False
    with reading(organisation):
        is_there = Rota.objects.of(organisation).exists() or Ladder.objects.of(organisation).exists()
        reached = set(MemberPhone.objects.of(organisation).values_list("member_id", flat=True))
    turns = [(members[login], days) for login, days in wanted.turns if login in members]
    if is_there or not turns or any(member.pk not in reached for member, _days in turns):
        return False
    rota = oncall.create_rota(by=owner, name=wanted.rota, location_id=None, now=now)
    for member, days in turns:
        shift = oncall.WantedShift(
            member_id=member.pk, weekdays=days, starts_minute=EVENING, ends_minute=MORNING
        )
        oncall.add_shifts(by=owner, rota_id=rota.pk, wanted=shift, now=now)
    rung = oncall.WantedRung(rota_id=rota.pk, seconds=30, times=2)
    oncall.save_ladder(
        by=owner, ladder_id=None, name=wanted.name, rungs=[rung], has_drills=False, seen_version=0, now=now
    )
    return True
