"""A job: how it stands, what can happen to it, and how it catches up with the visit that was booked for it."""

from collections import deque
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from scheduling.domain.appointments import AppointmentStatus


class JobState(StrEnum):
    """How a job stands."""

    INQUIRY = "INQUIRY"
    BOOKED = "BOOKED"
    ON_THE_WAY = "ON_THE_WAY"
    ARRIVED = "ARRIVED"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    # We do not go there, or do not do that: told so, with whom to ask instead.
    NOT_SERVED = "NOT_SERVED"


class JobMove(StrEnum):
    """What can happen to it."""

    BOOK = "BOOK"
    SET_OUT = "SET_OUT"
    ARRIVE = "ARRIVE"
    FINISH = "FINISH"
    CANCEL = "CANCEL"
    TURN_AWAY = "TURN_AWAY"
    # Somebody pressed the wrong button: it is to come again.
    TAKE_BACK = "TAKE_BACK"
    REOPEN = "REOPEN"


class IllegalJobMove(Exception):
    """A move the table has no line for: somebody was first, or the page is old."""

    def __init__(self, state: JobState, move: JobMove) -> None:
        super().__init__(f"{move} is not possible while the job is {state}.")
        self.state, self.move = state, move


INITIAL: Final = frozenset({JobState.INQUIRY})
TRANSITIONS: Final[Mapping[JobState, Mapping[JobMove, JobState]]] = MappingProxyType(
    {
        JobState.INQUIRY: {
            JobMove.BOOK: JobState.BOOKED,
            JobMove.CANCEL: JobState.CANCELLED,
            JobMove.TURN_AWAY: JobState.NOT_SERVED,
        },
        JobState.BOOKED: {
            JobMove.SET_OUT: JobState.ON_THE_WAY,
            JobMove.ARRIVE: JobState.ARRIVED,
            JobMove.FINISH: JobState.DONE,
            JobMove.CANCEL: JobState.CANCELLED,
        },
        JobState.ON_THE_WAY: {
            JobMove.ARRIVE: JobState.ARRIVED,
            JobMove.FINISH: JobState.DONE,
            JobMove.TAKE_BACK: JobState.BOOKED,
            JobMove.CANCEL: JobState.CANCELLED,
        },
        JobState.ARRIVED: {
            JobMove.FINISH: JobState.DONE,
            JobMove.TAKE_BACK: JobState.BOOKED,
            JobMove.CANCEL: JobState.CANCELLED,
        },
        JobState.DONE: {JobMove.TAKE_BACK: JobState.BOOKED},
        JobState.CANCELLED: {JobMove.BOOK: JobState.BOOKED, JobMove.REOPEN: JobState.INQUIRY},
        JobState.NOT_SERVED: {JobMove.REOPEN: JobState.INQUIRY},
    }
)
OPEN: Final = frozenset({JobState.INQUIRY, JobState.BOOKED, JobState.ON_THE_WAY, JobState.ARRIVED})
GOING: Final = frozenset({JobState.ON_THE_WAY, JobState.ARRIVED})


def next_state(state: JobState, move: JobMove) -> JobState:
    """Give where a move leads.

    Raises:
        IllegalJobMove: the table has no line for it.
    """
    after = TRANSITIONS[state].get(move)
    if after is None:
        raise IllegalJobMove(state, move)
    return after


def way(state: JobState, target: JobState) -> tuple[JobMove, ...]:
    """Give the fewest moves from one state to another; there is a way between any two."""
    queue: deque[tuple[JobState, tuple[JobMove, ...]]] = deque([(state, ())])
    seen = {state}
    while queue:
        here, moves = queue.popleft()
        if here is target:
            return moves
        for move, after in TRANSITIONS[here].items():
            if after not in seen:
                seen.add(after)
                queue.append((after, (*moves, move)))
    raise IllegalJobMove(state, JobMove.REOPEN)


def state_of_visit(status: AppointmentStatus, *, is_on_the_way: bool) -> JobState:
    """Say how a job stands whose visit stands like this."""
    return {
        AppointmentStatus.REQUESTED: JobState.INQUIRY,
        AppointmentStatus.CONFIRMED: JobState.ON_THE_WAY if is_on_the_way else JobState.BOOKED,
        AppointmentStatus.ARRIVED: JobState.ARRIVED,
        AppointmentStatus.COMPLETED: JobState.DONE,
        AppointmentStatus.NO_SHOW: JobState.CANCELLED,
        AppointmentStatus.CANCELLED: JobState.CANCELLED,
    }[status]
