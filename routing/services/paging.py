"""Telling whoever is on call of a red flag, rung after rung of every ladder, until somebody has acknowledged it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.events import record
from core.transactions import use_case
from intake.services.flags.telling import Letter, page_step
from routing.events import PageDue
from routing.selectors import oncall as selectors

# Long enough to open the page and press a button, short enough for somebody who waits.
ANSWER_WITHIN: Final = timedelta(minutes=5)


@use_case
def page_next(*, organisation: UUID, alert_id: UUID, paged: int, now: datetime) -> Letter | None:
    """Tell the next who was not told yet and owe the one after; gives the mail to them, None where nobody is left."""
    ladders = selectors.list_ladders(organisation_id=organisation, now=now)
    tries = (one for rows in ladders for one in selectors.tries_at(rows, at=now))
    found = page_step(
        organisation_id=organisation,
        alert_id=alert_id,
        members=list(dict.fromkeys(one.member_id for one in tries)),
        paged=paged,
        now=now,
    )
    if found.letter is not None:
        fact = PageDue(alert_id=alert_id, paged=found.paged)
        record(fact, due_at=now + ANSWER_WITHIN, now=now)
    return found.letter
