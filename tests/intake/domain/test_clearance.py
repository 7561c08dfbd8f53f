"""Conflict checks: the tables are whole, a waiver takes what rule 1.7 says, and a chain shows what was taken out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.clearance import chain, deciding, radar, rights, states
from intake.domain.clearance.deciding import Answered, Left, Level, Statement, Verdict
from intake.domain.clearance.radar import Heard, Named
from intake.domain.clearance.rights import Act, Standing
from intake.domain.clearance.states import CheckMove, CheckState

ANA, NOEMI, CLIENT, OTHER = (UUID(int=number) for number in range(1, 5))
TICKED = Statement(can_represent=True, is_lawful=True, is_other_proceeding=True, lawyer="Ben Hale")
STRONG = Answered(level=Level.STRONG, verdict=None)


class TestStates:
    def test_every_move_from_every_state_leads_somewhere_or_is_refused(self) -> None:
        assert set(states.TRANSITIONS) == set(CheckState)
        for state in CheckState:
            for move in CheckMove:
                if (after := states.TRANSITIONS[state].get(move)) is not None:
                    assert states.next_state(state, move) is after
                else:
                    with pytest.raises(states.IllegalCheckMove):
                        states.next_state(state, move)
        assert {move for moves in states.TRANSITIONS.values() for move in moves} == set(CheckMove)

    def test_every_state_is_reached_and_only_a_refusal_is_final(self) -> None:
        reached, ahead = set(states.INITIAL), list(states.INITIAL)
        while ahead:
            fresh = set(states.TRANSITIONS[ahead.pop()].values()) - reached
            reached |= fresh
            ahead += fresh
        assert reached == set(CheckState)
        assert {state for state, moves in states.TRANSITIONS.items() if not moves} == {CheckState.DECLINED}

    def test_nothing_opens_the_facts_but_a_decision(self) -> None:
        opening = {
            move
            for state, moves in states.TRANSITIONS.items()
            for move, after in moves.items()
            if after in states.OPEN and state not in states.OPEN
        }
        assert opening == {CheckMove.CLEAR, CheckMove.WAIVE}
        # What opened the facts is closed by news and by time.
        for state in states.OPEN:
            assert {CheckMove.OUTDATE, CheckMove.EXPIRE} <= set(states.TRANSITIONS[state])

    def test_a_clearance_holds_thirty_days(self) -> None:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        assert states.lapses_at(now) - now == timedelta(days=30)


class TestRights:
    # The table of research intake 1.4, by column.
    @pytest.mark.parametrize(
        ("act", "who"),
        [
            (Act.START, {"INTAKE", "AGENT", "PARALEGAL", "LAWYER", "COUNSEL"}),
            (Act.ADD_PARTY, {"INTAKE", "PARALEGAL", "LAWYER", "COUNSEL"}),
            (Act.SEE_NAMES, {"PARALEGAL", "LAWYER", "COUNSEL"}),
            (Act.SEE_RESTRICTED, {"COUNSEL"}),
            (Act.DISMISS_LOW, {"PARALEGAL", "LAWYER", "COUNSEL"}),
            (Act.DISMISS, {"LAWYER", "COUNSEL"}),
            (Act.CLEAR, {"LAWYER", "COUNSEL"}),
            (Act.DECLINE, {"LAWYER", "COUNSEL"}),
            (Act.DRAFT_WAIVER, {"PARALEGAL", "LAWYER", "COUNSEL"}),
            (Act.ASK_WAIVER, {"LAWYER", "COUNSEL"}),
            (Act.RECORD_CONSENT, {"LAWYER", "COUNSEL"}),
            (Act.WAIVE, {"COUNSEL"}),
            (Act.WALL, {"COUNSEL"}),
            (Act.SIGN_CONSENT, {"CLIENT"}),
        ],
    )
    def test_who_may(self, act: Act, who: set[str]) -> None:
        assert {standing.value for standing in Standing if rights.may({standing}, act)} == who

    def test_capabilities_are_standings_and_whoever_only_looks_has_none(self) -> None:
        of = rights.standings
        assert of(capabilities=["lawyer"], is_owner=False, is_writer=True) == {
            Standing.INTAKE,
            Standing.LAWYER,
        }
        assert of(capabilities=[], is_owner=True, is_writer=True) == {Standing.INTAKE, Standing.COUNSEL}
        assert of(capabilities=["clinician"], is_owner=False, is_writer=True) == {Standing.INTAKE}
        assert of(capabilities=["lawyer"], is_owner=True, is_writer=False) == frozenset()
        assert set(rights.ALLOWED) == set(Standing)


class TestDeciding:
    def test_hits_are_grouped(self) -> None:
        group = deciding.level_of
        assert group(score=95, is_blocking=True, is_identifier=True, is_suppressed=True) is Level.SUPPRESSED
        assert group(score=60, is_blocking=True, is_identifier=True, is_suppressed=False) is Level.EXACT
        assert group(score=90, is_blocking=True, is_identifier=False, is_suppressed=False) is Level.STRONG
        assert group(score=89, is_blocking=True, is_identifier=False, is_suppressed=False) is Level.POSSIBLE
        assert group(score=99, is_blocking=False, is_identifier=False, is_suppressed=False) is Level.LOW

    @pytest.mark.parametrize(
        ("hits", "left"),
        [
            ((), ()),
            ((STRONG,), (Left.HITS_UNANSWERED,)),
            ((replace(STRONG, verdict=Verdict.NOT_SAME),), ()),
            ((replace(STRONG, verdict=Verdict.SAME_HARMLESS),), ()),
            ((replace(STRONG, verdict=Verdict.SAME_ADVERSE),), (Left.HITS_ADVERSE,)),
            ((replace(STRONG, verdict=Verdict.UNSURE),), (Left.HITS_UNSURE,)),
            ((Answered(level=Level.LOW, verdict=None), Answered(level=Level.SUPPRESSED, verdict=None)), ()),
            ((Answered(level=Level.LOW, verdict=Verdict.SAME_ADVERSE),), (Left.HITS_ADVERSE,)),
        ],
    )
    def test_what_is_left_to_clear(self, hits: tuple[Answered, ...], left: tuple[Left, ...]) -> None:
        assert deciding.left_to_clear(hits) == left

    def test_a_waiver_takes_every_box_under_a_name_and_never_one_proceeding(self) -> None:
        adverse = replace(STRONG, verdict=Verdict.SAME_ADVERSE)
        assert deciding.left_to_ask([adverse], TICKED) == ()
        assert deciding.left_to_ask([STRONG], TICKED) == (Left.HITS_UNANSWERED,)
        one_case = replace(TICKED, is_other_proceeding=False)
        assert deciding.left_to_ask([adverse], one_case) == (Left.SAME_PROCEEDING,)
        bare = Statement(can_represent=False, is_lawful=False, is_other_proceeding=True, lawyer=" ")
        assert deciding.left_to_ask([adverse], bare) == (
            Left.CANNOT_REPRESENT,
            Left.NOT_LAWFUL,
            Left.NO_LAWYER,
        )

    def test_a_waiver_is_granted_with_each_consent_by_a_second_person(self) -> None:
        both = {CLIENT, OTHER}
        assert deciding.left_to_waive(affected=both, consenting=both, asked_by=ANA, waived_by=NOEMI) == ()
        assert deciding.left_to_waive(affected=both, consenting={CLIENT}, asked_by=ANA, waived_by=ANA) == (
            Left.CONSENTS_MISSING,
            Left.SECOND_PERSON,
        )
        assert deciding.left_to_waive(affected=(), consenting=(), asked_by=None, waived_by=ANA) == (
            Left.NOBODY_AFFECTED,
            Left.SECOND_PERSON,
        )


def links(count: int) -> list[chain.Link]:
    made: list[chain.Link] = []
    for seq in range(1, count + 1):
        before = made[-1].digest if made else chain.START
        values = {"verb": "RUN", "seq": seq, "who": "José"}
        made.append(chain.Link(seq=seq, values=values, before=before, digest=chain.digest(before, values)))
    return made


class TestChain:
    @settings(max_examples=20, deadline=None)
    @given(count=st.integers(1, 6), data=st.data())
    def test_taking_out_changing_or_turning_links_is_seen(self, count: int, data: st.DataObject) -> None:
        whole = links(count)
        assert chain.first_broken(whole) is None
        place = data.draw(st.integers(0, count - 1))
        changed = [*whole]
        changed[place] = replace(whole[place], values={**whole[place].values, "who": "Ana"})
        assert chain.first_broken(changed) == place + 1
        if place < count - 1:
            assert chain.first_broken(whole[:place] + whole[place + 1 :]) == place + 1
            assert chain.first_broken([*whole[:place], whole[place + 1], whole[place]]) is not None

    def test_the_order_of_what_is_said_does_not_matter(self) -> None:
        assert chain.digest(chain.START, {"a": 1, "b": 2}) == chain.digest(chain.START, {"b": 2, "a": 1})
        assert chain.first_broken([]) is None


class TestRadar:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("I want custody against my ex husband Tobias Renner.", [("Tobias Renner", Heard.RELATED)]),
            ("I need to file against Redwing Paving LLC, they owe me", [("Redwing Paving LLC", Heard.ADVERSE)]),
            (
                "It is about Okafor v. Lindqvist",
                [("Okafor", Heard.ADVERSE), ("Lindqvist", Heard.ADVERSE)],
            ),
            ("My name is Imani Okafor and I was fired by O'Neal & Sons", [
                ("Imani Okafor", Heard.SELF), ("O'Neal & Sons", Heard.ADVERSE)]),
            ("Mi esposo se llama Ramón de la Vega", [("Ramón de la Vega", Heard.RELATED)]),
            ("Quiero demandar a Construcciones Paloma", [("Construcciones Paloma", Heard.ADVERSE)]),
            ("My landlord, Petra Novak, locked me out", [("Petra Novak", Heard.RELATED)]),
            ("I have a court date on Monday in Tucson against them", []),
            ("hello, can someone call me", []),
            ("", []),
        ],
    )  # fmt: skip
    def test_names_heard(self, text: str, names: list[tuple[str, Heard]]) -> None:
        assert radar.names_in(text) == tuple(Named(name, heard) for name, heard in names)

    @settings(max_examples=25, deadline=None)
    @given(text=st.text(max_size=200))
    def test_any_text_is_read(self, text: str) -> None:
        assert len(radar.names_in(text)) <= radar.MOST_NAMES
