"""The assistant on the telephone: each webhook answered once, never after a takeover, nobody left on a dead line."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations.domain.calls import CallOutcome
from conversations.domain.plans import Gather, Room
from conversations.models import Conversation, Entry, Line, Task
from conversations.services import claim_conversation
from core.transactions import reading, tenant_transaction
from receptionist.domain import calling as domain
from receptionist.models import Dialogue, Handoff, Turn
from receptionist.services import calling
from receptionist.services.texting import answer_message
from tests.factories import calls as make
from tests.factories import conversations as texts
from tests.factories import receptionist as assistants
from tests.factories.racing import at_once
from tests.factories.talking import Caller, lead_to_assistant, said


@pytest.fixture
def house(organisation: Organisation, alice: Member, now: datetime) -> Line:
    """A firm whose line leads to its assistant first, then rings its owner."""
    line = texts.line(organisation=organisation)
    lead_to_assistant(line, alice, now=now)
    assistants.assistant(
        organisation, answers_calls=True, plan=[{"concerns": "gas", "number": "+16025550101"}]
    )
    return line


def rows(firm: Organisation, model: type) -> list:
    with reading(firm):
        return list(model.objects.of(firm).order_by("pk"))


def test_a_report_told_twice_is_one_turn_and_is_answered_the_same(house: Line, now: datetime) -> None:
    caller = Caller(house, now=now)
    assert said(caller.plan).startswith("Thanks for calling")
    assert caller.plan[0].may_interrupt is False
    (ear,) = {step for step in caller.plan if isinstance(step, Gather)}
    assert (ear.takes_speech, ear.takes_keys, ear.silence_seconds) == (True, True, domain.USUAL)
    heard = caller.heard("I need an appointment")
    first = caller.tell(heard)
    assert "Who am I speaking with" in said(first)
    assert first[-1].silence_seconds == domain.SLOW
    assert caller.tell(heard) == first
    assert len(rows(house.organisation, Turn)) == 1
    talk = rows(house.organisation, Entry)
    assert sum(one.fact == "assistant_turn" for one in talk) == 1


def test_who_takes_the_conversation_over_silences_the_assistant_and_gets_the_caller(
    house: Line, alice: Member, now: datetime
) -> None:
    caller = Caller(house, now=now)
    caller.says("I need an appointment")
    (talk,) = rows(house.organisation, Conversation)
    claim_conversation(by=alice, conversation_id=talk.pk, now=caller.at)
    late = caller.tell(caller.heard("Ann Wu"))
    assert said(late) == "One moment, please."
    assert isinstance(late[-1], Room)
    assert len(rows(house.organisation, Turn)) == 1
    (member,) = make.legs(house.organisation, "MEMBER")
    assert member.member_id == alice.pk


def test_what_is_switched_off_or_fails_lets_the_caller_go_on(
    house: Line, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Caller(house, now=now)

    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("no model")

    with monkeypatch.context() as broken:
        broken.setattr("receptionist.services.turns.hear", fails)
        assert "leave a message" in caller.says("I need an appointment")
    assert rows(house.organisation, Turn) == []
    again = Caller(house, now=now + timedelta(minutes=1), number="+16025550189")
    with tenant_transaction(house.organisation):
        row = calling.selectors.get_settings(organisation_id=house.organisation_id)
        assert row is not None
        row.answers_calls = False
        row.save()
    assert "leave a message" in again.says("I need an appointment")
    assert said(Caller(house, now=again.at, number="+16025550190").plan) == "Please leave a message."


def test_keys_echoes_guesses_and_garbage(house: Line, now: datetime) -> None:
    caller = Caller(house, now=now)
    caller.says("I want to leave a message for the office")
    caller.says("Ann Wu")
    assert "Number" not in caller.says("no")
    caller.says("area code what", "602 555 0143")
    (dialogue,) = rows(house.organisation, Dialogue)
    assert dialogue.state["slots"]["phone"]["value"] == "+16025550143"
    turns = len(rows(house.organisation, Turn))
    caller.says("let me read it back I want to leave a message for the office")
    assert isinstance(caller.plan[0], Gather)
    assert len(rows(house.organisation, Turn)) == turns
    other = Caller(house, now=caller.at, number="+16025550191")
    assert "Sorry" in other.says("book a boat in Rome please", sure=0.2)
    assert "getting a person" in other.says(digits="0")
    (card,) = rows(house.organisation, Handoff)
    assert card.reason == "human"


def test_danger_without_anybody_drawn_for_it_rings_the_number_of_the_plan(house: Line, now: datetime) -> None:
    caller = Caller(house, now=now)
    words = caller.says("I smell gas and my head hurts")
    assert "911" in words
    (call,) = make.calls_of(house.organisation)
    assert any("until" in line for line in call.path)
    assert make.legs(house.organisation, "MEMBER")
    assert rows(house.organisation, Handoff)[0].number == "+16025550101"


def test_who_was_cut_off_goes_on_where_they_were_by_telephone_and_by_text(house: Line, now: datetime) -> None:
    caller = Caller(house, now=now)
    caller.says("I want to leave a message about the lease on Pine Street")
    caller.says("Ann Wu")
    caller.hangs_up()
    (dialogue,) = rows(house.organisation, Dialogue)
    assert (dialogue.reason, dialogue.outcome) == ("cut off", "message_taken")
    (call,) = make.calls_of(house.organisation)
    assert call.outcome == CallOutcome.ANSWERED_AI
    assert any("Ann Wu" in task.title for task in rows(house.organisation, Task))
    again = Caller(house, now=caller.at + timedelta(minutes=3))
    assert "We were cut off. You were telling us about" in said(again.plan)
    assert "best one to reach you" in said(again.plan)
    again.hangs_up()
    received = texts.text_in(
        organisation=house.organisation, sender=caller.number, text="yes, this number", now=again.at
    )
    answer_message(
        organisation_id=house.organisation_id,
        conversation_id=received.conversation_id,
        entry_id=received.entry_id,
        now=again.at,
    )
    with reading(house.organisation):
        reply = Entry.objects.of(house.organisation).filter(kind="MESSAGE_OUT").get()
    assert "We were cut off" in reply.text
    later = Caller(house, now=again.at + timedelta(hours=3))
    assert "cut off" not in said(later.plan)


@pytest.mark.django_db(transaction=True)
def test_a_takeover_and_a_turn_at_once_never_end_with_words_after_the_takeover(
    house: Line, alice: Member, now: datetime
) -> None:
    for number in range(3):
        caller = Caller(house, now=now + timedelta(minutes=number), number=f"+1602555019{number}")
        heard = caller.heard("I need an appointment")
        talk = make.calls_of(house.organisation)[-1].conversation
        at_once(
            [
                lambda caller=caller, heard=heard: caller.tell(heard),  # type: ignore[misc]
                lambda talk=talk, at=caller.at: claim_conversation(  # type: ignore[misc]
                    by=alice, conversation_id=talk.pk, now=at
                ),
            ]
        )
        # Whoever is rung next, the flow says so itself; the assistant is done.
        late = said(caller.tell(caller.heard("Ann Wu")))
        assert late in {"", "One moment, please.", "One moment, please. Please leave a message."}
        with reading(house.organisation):
            facts = list(
                Entry.objects.of(house.organisation).filter(conversation=talk, kind="FACT").order_by("seq")
            )
        told = [one.fact for one in facts if one.fact in {"assistant_turn", "claimed"}]
        assert told in (["claimed"], ["assistant_turn", "claimed"])
