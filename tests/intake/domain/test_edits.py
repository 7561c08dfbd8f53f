"""Steps on a form's document: nothing is lost, nothing is changed in place, conditions follow new names."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.forms import boxes, edits
from intake.domain.forms.checking import check, is_publishable
from intake.domain.forms.condition_rows import ConditionRow, condition_of, rows_of
from intake.domain.forms.document import shape_findings
from intake.domain.forms.kinds import FieldType
from tests.factories.forms import DOCUMENT, YES_NO

FIELDS = {one["key"]: one for where, one in edits.walk(DOCUMENT) if len(where) == 3}
STEP = st.tuples(
    st.sampled_from(["up", "down", "copy", "remove", "add", "drop"]),
    st.lists(st.integers(0, 7), max_size=3).map(tuple),
    st.lists(st.integers(0, 7), max_size=3).map(tuple),
)


def take(
    document: dict[str, Any], step: tuple[str, edits.Place, edits.Place]
) -> tuple[dict[str, Any], edits.Place]:
    act, place, to = step
    match act:
        case "add":
            return edits.add(document, place, {"en": "When did it begin?"}, "date")
        case "copy":
            return edits.copy(document, place)
        case "remove":
            return edits.remove(document, place)
        case "drop":
            return edits.drop(document, place, to)
        case _:
            return edits.shift(document, place, 1 if act == "down" else -1)


@settings(max_examples=25)
@given(st.lists(STEP, max_size=8))
def test_any_steps_leave_a_form_that_can_be_kept(steps: list[tuple[str, edits.Place, edits.Place]]) -> None:
    document: dict[str, Any] = DOCUMENT
    before = deepcopy(DOCUMENT)
    for step in steps:
        held = sorted(one["key"] for where, one in edits.walk(document) if len(where) == 3)
        document, after = take(document, step)
        assert shape_findings(document) == ()
        assert edits.node_at(document, after) is not None or after == step[1]
        if step[0] in ("up", "down", "drop"):
            assert sorted(one["key"] for where, one in edits.walk(document) if len(where) == 3) == held
    assert before == DOCUMENT


def test_questions_move_within_and_across_sections_and_are_dropped_where_they_are_let_go() -> None:
    up, place = edits.shift(DOCUMENT, (0, 0, 1), -1)
    assert (up["stages"][0]["sections"][0]["fields"][0]["key"], place) == ("mail", (0, 0, 0))
    across, place = edits.shift(DOCUMENT, (0, 0, 6), 1)
    assert (across["stages"][1]["sections"][0]["fields"][0]["key"], place) == ("others", (1, 0, 0))
    back, place = edits.shift(across, place, -1)
    assert (back, place) == (DOCUMENT, (0, 0, 6))
    last, place = edits.drop(DOCUMENT, (1, 0, 2), (0, 0, 0))
    assert (place, last["stages"][0]["sections"][0]["fields"][0]["key"]) == ((0, 0, 0), "signature")
    _into, place = edits.drop(DOCUMENT, (0, 0, 0), (1, 0))
    assert place == (1, 0, 3)
    swapped, place = edits.drop(DOCUMENT, (0,), (1,))
    assert [one["key"] for one in swapped["stages"]] == ["names", "facts"]
    assert edits.remove({**DOCUMENT, "stages": DOCUMENT["stages"][:1]}, (0,))[0]["stages"]
    assert edits.shift(DOCUMENT, (0, 0, 0), -1) == (DOCUMENT, (0, 0, 0))
    assert edits.drop(DOCUMENT, (0, 0, 0), (0,))[0] == DOCUMENT


def test_who_looks_at_a_question_follows_its_new_name() -> None:
    made = edits.put(DOCUMENT, (0, 0, 4), {"key": "is_married"})
    assert made["stages"][0]["sections"][0]["fields"][5]["show_if"]["field"] == "is_married"
    assert is_publishable(check(made))
    again, place = edits.copy(DOCUMENT, (0, 0, 0))
    assert edits.node_at(again, place)["key"] == "full_name_2"  # type: ignore[index]
    assert edits.free_key(DOCUMENT, "¿Qué pasó?") == "que_paso"
    assert edits.free_key(DOCUMENT, "12") == "q_12"
    assert edits.free_key(DOCUMENT, "") == "q"
    assert [edits.read_place(one) for one in ("", "1.0.2", "x", "1.2.3.4")] == [(), (1, 0, 2), (), ()]
    assert edits.place_of(("stages", 1, "sections", 0, "fields", 2, "label")) == (1, 0, 2)
    assert edits.place_of(("stages", 1, "title")) == (1,)


def test_what_became_other_is_told_piece_by_piece() -> None:
    before = edits.prints(DOCUMENT)
    assert edits.changes(before, DOCUMENT) == ()
    made = edits.put(DOCUMENT, (0, 0, 1), {"required": True})
    made, _place = edits.add(made, (1, 0), {"en": "When?"})
    made, _place = edits.remove(made, (0, 0, 3))
    said = {(one.kind, one.level, one.name) for one in edits.changes(before, made)}
    assert said == {
        ("changed", 3, "mail"),
        ("added", 3, "when"),
        ("removed", 3, "born"),
        ("changed", 2, "you"),
        ("changed", 2, "story"),
    }


@pytest.mark.parametrize(
    ("joint", "rows", "expected"),
    [
        ("and", [], None),
        ("or", [("married", "==", "Yes")], {"field": "married", "op": "==", "value": "yes"}),
        (
            "or",
            [("married", "in", "yes, no (es)"), ("mail", "missing", "x")],
            {
                "or": [
                    {"field": "married", "op": "in", "value": ["yes", "no"]},
                    {"field": "mail", "op": "exists", "value": False},
                ]
            },
        ),
        ("and", [("born", "<", "18")], {"age_years": "born", "op": "<", "value": 18}),
    ],
)
def test_conditions_are_rows_and_back(
    joint: str, rows: list[tuple[str, str, str]], expected: dict[str, Any] | None
) -> None:
    made = [ConditionRow(field=key, op=op, value=value, is_age=key == "born") for key, op, value in rows]
    condition = condition_of(joint, made, FIELDS)
    assert condition == expected
    found = rows_of(condition)
    assert found is not None
    assert condition_of(found[0], found[1], FIELDS) == expected
    assert rows_of({"and": [{"or": [{"field": "a", "op": "exists"}]}]}) is None
    assert rows_of({"not": {"field": "a", "op": "exists"}}) is None


def test_a_question_of_another_type_keeps_what_fits() -> None:
    node = {
        "key": "a",
        "type": "text",
        "label": {"en": "A"},
        "options": YES_NO,
        "validate": {"min": 1, "max_length": 4},
    }
    assert edits.put(_with(node), (0, 0, 0), boxes.fitting(node))["stages"][0]["sections"][0]["fields"][
        0
    ] == {
        "key": "a",
        "type": "text",
        "label": {"en": "A"},
        "validate": {"max_length": 4},
    }
    words = {**node, "type": "static"}
    made = edits.put(_with(words), (0, 0, 0), boxes.fitting(words))["stages"][0]["sections"][0]["fields"][0]
    assert made == {"key": "a", "type": "static", "text": {"en": "A"}}
    for kind in FieldType:
        whole = {**node, "type": kind.value}
        made = edits.put(_with(whole), (0, 0, 0), boxes.fitting(whole))
        assert shape_findings(made) == ()


def _with(field: dict[str, Any]) -> dict[str, Any]:
    made = deepcopy(DOCUMENT)
    made["stages"][0]["sections"][0]["fields"][0] = field
    return made
