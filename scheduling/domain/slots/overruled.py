"""A question without the rules of its service, for whom may set them aside."""

from collections.abc import Iterable
from dataclasses import replace

from scheduling.domain.slots import clock
from scheduling.domain.slots.model import Busy, BusyKind, Caps, Question


def without_rules(question: Question) -> Question:
    """Leave of the rules what nobody can set aside: that a person or a room is in one place at a time.

    That a calendar cannot be read is none: who overrules knows what stands in it. Nor are drives: they may know a way.
    """
    rules = replace(
        question.service,
        notice=0,
        booking_window=None,
        caps=Caps(),
        buffer_before=0,
        buffer_after=0,
    )
    whole = (question.window,)
    earliest = clock.instant_of(question.window[0] - 1)
    return replace(
        question,
        now=min(question.now, earliest),
        service=rules,
        reserve=None,
        hosts=tuple(replace(one, free_ranges=whole, busy=_at_one_place(one.busy)) for one in question.hosts),
        pools=tuple(
            replace(
                pool,
                resources=tuple(
                    replace(one, free_ranges=whole, busy=_at_one_place(one.busy)) for one in pool.resources
                ),
            )
            for pool in question.pools
        ),
    )


def _at_one_place(busy: Iterable[Busy]) -> tuple[Busy, ...]:
    known = (one for one in busy if one.kind is not BusyKind.UNREADABLE)
    return tuple(replace(one, drive_to=0, drive_from=0) for one in known)
