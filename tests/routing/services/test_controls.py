"""What members and supervisors do on a call, as the carrier is asked for it."""

from datetime import datetime

import pytest

from accounts.errors import SupervisorsOnly
from accounts.models import Member, Organisation
from conversations import errors
from conversations.models import Call, Line
from conversations.ports import LegStatus
from conversations.services import calls as services
from tests.factories import calls as make
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Line:
    row = make_line(organisation=organisation)
    make.phone(alice)
    make.phone(bob)
    make.ring_order(row, alice, bob, now=now)
    return row


@pytest.fixture
def talk(organisation: Organisation, line: Line, now: datetime) -> Call:
    """Bob talks with a caller."""
    offered = make.offered(line, leg_id="caller-leg")
    make.answer(organisation, offered, now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.tell(organisation, LegStatus.ANSWERED, leg_id=leg.pk, now=now)
    make.press(organisation, leg.pk, "1", now=now)
    return make.the_call(organisation)


@pytest.mark.parametrize(
    ("mode", "hears", "heard_by"),
    [("LISTEN", "both", []), ("WHISPER", "both", "member"), ("BARGE", None, None)],
)
def test_a_supervisor_is_heard_by_those_alone_the_mode_names(
    organisation: Organisation,
    alice: Member,
    talk: Call,
    now: datetime,
    mode: str,
    hears: str | None,
    heard_by: object,
) -> None:
    member = f"carrier-{make.legs(organisation, 'MEMBER')[0].pk}"
    services.monitor_call(by=alice, call_id=talk.pk, mode=mode, now=now)
    room = make.commands(organisation, "PLACE")[-1].body["plan"][0]
    assert room["hears"] == (["caller-leg", member] if hears else None)
    assert room["heard_by"] == ([member] if heard_by == "member" else heard_by)
    assert any(alice.name in step["why"] for step in make.the_call(organisation).path), "it is written down"


def test_changing_the_mode_moves_the_leg_that_listens_already(
    organisation: Organisation, alice: Member, talk: Call, now: datetime
) -> None:
    services.monitor_call(by=alice, call_id=talk.pk, mode="LISTEN", now=now)
    services.monitor_call(by=alice, call_id=talk.pk, mode="WHISPER", now=make.later(now, 5))
    assert len(make.legs(organisation, "SUPERVISOR")) == 1
    assert make.commands(organisation, "RUN")[-1].leg_id == make.legs(organisation, "SUPERVISOR")[0].pk


def test_only_supervisors_listen(organisation: Organisation, bob: Member, talk: Call, now: datetime) -> None:
    with pytest.raises(SupervisorsOnly):
        services.monitor_call(by=bob, call_id=talk.pk, mode="LISTEN", now=now)
    assert make.legs(organisation, "SUPERVISOR") == []


def test_keys_go_to_the_callers_end_and_nothing_but_keys(
    organisation: Organisation, bob: Member, talk: Call, now: datetime
) -> None:
    services.press_keys(by=bob, call_id=talk.pk, digits="1 2#", now=now)
    sent = make.commands(organisation, "SEND_DIGITS")[0]
    assert (sent.body["digits"], sent.leg.role) == ("12#", "CALLER")
    with pytest.raises(errors.KeysUnreadable):
        services.press_keys(by=bob, call_id=talk.pk, digits="hello", now=now)


def test_muting_twice_asks_once(organisation: Organisation, bob: Member, talk: Call, now: datetime) -> None:
    for _ in range(2):
        services.mute_call(by=bob, call_id=talk.pk, is_muted=True, now=now)
    services.mute_call(by=bob, call_id=talk.pk, is_muted=False, now=now)
    assert [len(make.commands(organisation, verb)) for verb in ("MUTE", "UNMUTE")] == [1, 1]


def test_who_is_not_on_the_call_cannot_act_in_it(
    organisation: Organisation, alice: Member, talk: Call, now: datetime
) -> None:
    with pytest.raises(errors.NotInCall):
        services.hang_up_call(by=alice, call_id=talk.pk, now=now)
    assert make.the_call(organisation).state == "TALKING"


def test_a_third_person_is_rung_while_the_talk_goes_on(
    organisation: Organisation, bob: Member, talk: Call, now: datetime
) -> None:
    services.add_to_call(by=bob, call_id=talk.pk, to_number="602 555 0188", now=now)
    third = make.legs(organisation, "CONSULT")[0]
    assert make.the_call(organisation).state == "TALKING"
    assert third.endpoint == "+16025550188"
    make.press(organisation, third.pk, "1", now=make.later(now, 5))
    assert make.legs(organisation, "CONSULT")[0].offer == "ACCEPTED"


def test_a_call_nobody_was_told_of_may_not_be_recorded(
    organisation: Organisation, bob: Member, talk: Call, now: datetime
) -> None:
    with pytest.raises(errors.RecordingDeclined):
        services.resume_recording(by=bob, call_id=talk.pk, now=now)
    assert make.commands(organisation, "RUN") == []


def test_pausing_a_recording_moves_everybody_to_a_room_that_is_not_recorded(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    row = make_line(organisation=organisation)
    make.phone(bob)
    make.ring_order(row, alice, bob, now=now, records_calls=True)
    organisation.locations.update(region="AZ")
    make.answer(organisation, make.offered(row, leg_id="caller-leg"), now=now)
    (leg,) = make.legs(organisation, "MEMBER")
    make.press(organisation, leg.pk, "1", now=now)
    call = make.the_call(organisation)
    assert call.is_recorded
    services.pause_recording(by=bob, call_id=call.pk, now=make.later(now, 9))
    rooms = [
        (run.body["plan"][0]["name"], run.body["plan"][0]["records"])
        for run in make.commands(organisation, "RUN")
    ]
    assert rooms == [(f"{call.room_name}-private", False)] * 2
    services.resume_recording(by=bob, call_id=call.pk, now=make.later(now, 30))
    assert make.the_call(organisation).is_recorded
    assert make.commands(organisation, "RUN")[-1].body["plan"][0]["records"] is True
