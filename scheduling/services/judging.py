"""Whether one start may be had: the rules asked again under our locks, and the refusal where they speak against it."""

from collections.abc import Iterable
from datetime import datetime
from math import gcd
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from scheduling import errors
from scheduling.domain.slots import clock
from scheduling.domain.slots import model as engine
from scheduling.domain.slots.answers import Refusal, Rule, Slot
from scheduling.domain.slots.check import check_start
from scheduling.selectors.elsewhere import unread
from scheduling.selectors.setups import Setup
from scheduling.services.words import refusal_sentence

# Somebody has the time; every other rule says that nobody can have it.
TAKEN: Final = frozenset({Rule.BUSY, Rule.BUFFER, Rule.SEATS_FULL, Rule.NO_RESOURCE})
UNREAD: Final = "CALENDAR_UNREAD"


def judged(setup: Setup, question: engine.Question, starts_at: datetime, *, by_hand: bool) -> Slot:
    """Give the slot that begins then, or say what speaks against it; `by_hand`: it may lie between those listed.

    Raises:
        SlotTaken: somebody has it. SlotRefused: a rule speaks against it.
    """
    start = clock.minute_of(starts_at)
    verdict = check_start(question, start, needs_grid=not by_hand)
    if verdict.slot is None and _is_offered_before(question, start, verdict.refusals):
        verdict = check_start(question, start, needs_grid=False)
    if verdict.slot is not None:
        return verdict.slot
    rules = [refusal.rule for refusal in verdict.refusals]
    if not rules or TAKEN.intersection(rules) == set(rules) - {Rule.GRID}:
        taken = [refusal for refusal in verdict.refusals if refusal.rule in TAKEN]
        if taken and all(refusal.busy is engine.BusyKind.UNREADABLE for refusal in taken):
            sentence = _unread_sentence(setup, taken, by_hand=by_hand, now=question.now)
            raise errors.SlotRefused(sentence, [UNREAD])
        raise errors.SlotTaken
    raise errors.SlotRefused(refusal_sentence(verdict.refusals), [rule.value for rule in rules])


def _unread_sentence(setup: Setup, refusals: Iterable[Refusal], *, by_hand: bool, now: datetime) -> str:
    """Say whose calendar cannot be read; customers are only told that the time is not to be had."""
    ids = {UUID(str(refusal.who)) for refusal in refusals if refusal.who is not None}
    row = (
        unread(setup.service.organisation_id, now=now)
        .filter(resource__in=ids)
        .select_related("resource")
        .first()
    )
    if not by_hand or row is None:
        return _("This time cannot be booked just now. Please choose another one, or call us.")
    since = row.last_ok_at.astimezone(ZoneInfo(setup.location.time_zone))
    return _(
        "The calendar “%(calendar)s” of %(name)s could not be read since %(when)s, so nothing is booked with them."
    ) % {
        "calendar": row.name,
        "name": row.resource.name,
        "when": formats.date_format(since, "SHORT_DATETIME_FORMAT"),
    }


def _is_offered_before(question: engine.Question, start: int, refusals: tuple[Refusal, ...]) -> bool:
    """Say whether a start off the grid may have been on it before somebody else's booking moved it."""
    if [refusal.rule for refusal in refusals] != [Rule.GRID]:
        return False
    rules = question.service
    step_minutes = gcd(60, rules.interval or rules.length, rules.offset or 60)
    return (start + clock.offset_at(question.zone, start)) % step_minutes == 0
