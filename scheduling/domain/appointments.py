"""An appointment: how it stands, and what can happen to it.

A customer who moves keeps their appointment: moving changes its time, never its status. What a member did by mistake
can be taken back; a cancelled appointment only while its time is still free.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AppointmentStatus(StrEnum):
    """How an appointment stands. A requested one holds its time until somebody approves or declines it."""

    REQUESTED = "REQUESTED"
    CONFIRMED = "CONFIRMED"
    ARRIVED = "ARRIVED"
    COMPLETED = "COMPLETED"
    NO_SHOW = "NO_SHOW"
    CANCELLED = "CANCELLED"


class AppointmentMove(StrEnum):
    """What can happen to it."""

    APPROVE = "APPROVE"
    DECLINE = "DECLINE"
    CANCEL = "CANCEL"
    ARRIVE = "ARRIVE"
    COMPLETE = "COMPLETE"
    MISS = "MISS"
    # Somebody pressed the wrong button: it is to come again.
    TAKE_BACK = "TAKE_BACK"
    RESTORE = "RESTORE"


class IllegalAppointmentMove(Exception):
    """A move the table has no line for: somebody was first, or the page is old. Look at how it stands now."""

    def __init__(self, status: AppointmentStatus, move: AppointmentMove) -> None:
        super().__init__(f"{move} is not possible while the appointment is {status}.")
        self.status, self.move = status, move


INITIAL: Final = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED})

TRANSITIONS: Final[Mapping[AppointmentStatus, Mapping[AppointmentMove, AppointmentStatus]]] = (
    MappingProxyType(
        {
            AppointmentStatus.REQUESTED: {
                AppointmentMove.APPROVE: AppointmentStatus.CONFIRMED,
                AppointmentMove.DECLINE: AppointmentStatus.CANCELLED,
                AppointmentMove.CANCEL: AppointmentStatus.CANCELLED,
            },
            AppointmentStatus.CONFIRMED: {
                AppointmentMove.ARRIVE: AppointmentStatus.ARRIVED,
                AppointmentMove.COMPLETE: AppointmentStatus.COMPLETED,
                AppointmentMove.MISS: AppointmentStatus.NO_SHOW,
                AppointmentMove.CANCEL: AppointmentStatus.CANCELLED,
            },
            AppointmentStatus.ARRIVED: {
                AppointmentMove.COMPLETE: AppointmentStatus.COMPLETED,
                AppointmentMove.TAKE_BACK: AppointmentStatus.CONFIRMED,
                # They came, and left before it began.
                AppointmentMove.CANCEL: AppointmentStatus.CANCELLED,
            },
            AppointmentStatus.COMPLETED: {AppointmentMove.TAKE_BACK: AppointmentStatus.CONFIRMED},
            AppointmentStatus.NO_SHOW: {
                # They came after all.
                AppointmentMove.ARRIVE: AppointmentStatus.ARRIVED,
                AppointmentMove.TAKE_BACK: AppointmentStatus.CONFIRMED,
            },
            AppointmentStatus.CANCELLED: {AppointmentMove.RESTORE: AppointmentStatus.CONFIRMED},
        }
    )
)
# It is to come: it can be moved, reminded of and confirmed.
TO_COME: Final = frozenset({AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED})
# It takes its time from others.
LIVE: Final = frozenset(AppointmentStatus) - {AppointmentStatus.CANCELLED}


def next_status(status: AppointmentStatus, move: AppointmentMove) -> AppointmentStatus:
    """Give where a move leads.

    Raises:
        IllegalAppointmentMove: the table has no line for it.
    """
    after = TRANSITIONS[status].get(move)
    if after is None:
        raise IllegalAppointmentMove(status, move)
    return after
