"""The tables of appointments and claims."""

import pytest

from scheduling.domain import appointments, claims
from scheduling.domain.appointments import AppointmentMove, AppointmentStatus, IllegalAppointmentMove
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Claim


def test_every_table_is_total() -> None:
    assert set(appointments.TRANSITIONS) == set(AppointmentStatus)
    assert set(claims.TRANSITIONS) == set(ClaimState)
    assert {move for moves in appointments.TRANSITIONS.values() for move in moves} == set(AppointmentMove)


def test_models_offer_every_state() -> None:
    for model, column, enum in ((Appointment, "status", AppointmentStatus), (Claim, "state", ClaimState)):
        field = model._meta.get_field(column)
        assert {value for value, _ in field.choices or ()} == {item.value for item in enum}  # type: ignore[union-attr]
        assert max(len(item.value) for item in enum) <= field.max_length  # type: ignore[union-attr, operator]


def test_every_status_can_be_reached_and_none_but_by_its_moves() -> None:
    reached = set(appointments.INITIAL)
    for _ in AppointmentStatus:
        reached |= {after for status in reached for after in appointments.TRANSITIONS[status].values()}
    assert reached == set(AppointmentStatus)
    for status in AppointmentStatus:
        for move in AppointmentMove:
            if move in appointments.TRANSITIONS[status]:
                assert appointments.next_status(status, move) is appointments.TRANSITIONS[status][move]
            else:
                with pytest.raises(IllegalAppointmentMove):
                    appointments.next_status(status, move)


def test_only_cancelling_frees_the_time() -> None:
    assert set(AppointmentStatus) - appointments.LIVE == {AppointmentStatus.CANCELLED}
    assert all(claims.TRANSITIONS[state] == frozenset() for state in set(ClaimState) - claims.LIVE)
