"""Whether one start can be booked, by the code that lists them, and why a day offers what it offers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from scheduling.domain.slots import clock, find, grid, reasons, runs
from scheduling.domain.slots.answers import DayExplanation, ReasonOfDay, Refusal, Rule, Verdict
from scheduling.domain.slots.hours import open_runs
from scheduling.domain.slots.model import Question


def check_start(question: Question, start: int, *, needs_grid: bool = True) -> Verdict:
    """Judge one start: it is free exactly if `find_slots` lists it.

    Without `needs_grid` it may also lie between those listed: a start that staff choose by hand, or one that was offered
    before somebody else's booking moved the grid.
    """
    return judge(find.draw(question), start, needs_grid=needs_grid)


def judge(picture: find.Picture, start: int, *, needs_grid: bool = True) -> Verdict:
    """Judge one start of a question that is worked out already."""
    question = picture.question
    here = [session for session in question.sessions if session.start == start]
    joined = next((slot for session in here for slot in find.joins(question, session)), None)
    if joined:
        return Verdict(joined)
    made = next(iter(find.offers(picture, [start])), None)
    if made is None:
        return Verdict(None, tuple(reasons.refusals(picture, start)))
    if needs_grid:
        listed = grid.starts(picture.runs, question.service, question.zone)
        if start not in listed:
            following = next((one for one in listed if one > start), None)
            return Verdict(None, (Refusal(Rule.GRID, until=following),))
    return Verdict(made)


def explain_day(question: Question, on: date) -> DayExplanation:
    """Say what a date, in the zone of the grid, offers and what refuses the rest of its usual starts."""
    shown = clock.day_runs(question.zone, on)
    if not shown:
        return DayExplanation(on, (), 0, ())
    first, last = shown[0][0], shown[-1][1]
    question = replace(question, window=(min(question.window[0], first), max(question.window[1], last)))
    picture = find.draw(question)
    slots = tuple(slot for slot in find.list_slots(picture) if _lies(slot.start, shown))
    usual = _usual_starts(question, shown)
    verdicts = [(start, judge(picture, start, needs_grid=False)) for start in usual]
    refused = [(start, verdict.refusals) for start, verdict in verdicts if not verdict.is_free]
    return DayExplanation(on, slots, len(usual), _grouped(refused, len(usual)))


def _usual_starts(question: Question, shown: Sequence[tuple[int, int]]) -> list[int]:
    """List the starts there would be with nothing booked; where the hours are too short for one, where they begin."""
    start, end = question.window
    hours = runs.merge(run for host in question.hosts for run in find.open_of(host, start, end))
    if not question.hosts:
        hours = [(start, end)]
    if question.opening:
        hours = runs.intersect(hours, open_runs(question.opening, start, end))
    service = replace(question.service, optimize=False)
    for needed in (service, replace(service, length=1, interval=service.interval or service.length)):
        found = [one for one in grid.starts(hours, needed, question.zone) if _lies(one, shown)]
        if found:
            return found
    return [shown[0][0]]


def _grouped(refused: Sequence[tuple[int, tuple[Refusal, ...]]], starts: int) -> tuple[ReasonOfDay, ...]:
    groups: dict[Refusal, list[tuple[int, int | None]]] = {}
    for start, found in refused:
        for key, until in dict.fromkeys((replace(one, until=None), one.until) for one in found):
            groups.setdefault(key, []).append((start, until))
    told = []
    for key, places in groups.items():
        untils = [until for _, until in places if until is not None]
        whole = replace(key, until=max(untils, default=None))
        told.append(ReasonOfDay(whole, len(places), places[0][0], len(places) == starts))
    order = list(Rule)
    return tuple(sorted(told, key=lambda one: (-one.starts, order.index(one.refusal.rule), one.first)))


def _lies(minute: int, within: Sequence[tuple[int, int]]) -> bool:
    return any(start <= minute < end for start, end in within)
