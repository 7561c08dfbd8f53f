"""Gives each house its telephones: where members are rung, how its lines answer, who is kept out. Once only."""

from datetime import datetime, timedelta

from accounts.models import Member
from config.demo.rung import Telephones
from conversations.models import Line
from conversations.services import calls
from core.transactions import reading
from routing import services as routing
from routing.domain.graph import Turn
from routing.models import LineHandling

RING_SECONDS = 18


def set_up(
    wanted: Telephones, lines: list[Line], members: dict[str, Member], *, by: Member, now: datetime
) -> bool:
    """Set what owners set, unless somebody has set any of it; says whether it did."""
    with reading(by.organisation_id):
        if LineHandling.objects.of(by.organisation_id).exists():
            return False
    there = [(login, number) for login, number in wanted.phones if login in members]
    for login, number in there:
        calls.save_own_phone(
            by=members[login], number=number, takes_in_browser=False, takes_calls=True, now=now
        )
    for line in lines:
        routing.save_handling(
            by=by,
            line_id=line.pk,
            wanted=routing.Wanted(
                language="es" if "Spanish" in line.name else "en", records_calls=wanted.records
            ),
            turns=[Turn(members[login].pk, RING_SECONDS) for login, _number in there],
            seen_version=0,
            now=now,
        )
    for kept in wanted.blocks:
        calls.add_block(
            by=by,
            kind=kept.kind,
            value=kept.value,
            reason=kept.reason,
            expires_at=now + timedelta(days=kept.days) if kept.days else None,
            now=now,
        )
    return True
