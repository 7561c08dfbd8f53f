"""Form documents, conditions and the judge of answers."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from intake.domain.forms import dates, grammar
from intake.domain.forms.checking import check, is_publishable
from intake.domain.forms.conditions import holds
from intake.domain.forms.dataschema import data_schema
from intake.domain.forms.document import digest, read, shape_findings
from intake.domain.forms.findings import Fault, Trouble
from intake.domain.forms.judging import judge
from intake.domain.forms.readers import Reader
from intake.domain.forms.values import LATER

TODAY = date(2026, 3, 4)
US = Reader(today=TODAY)


def words(text: str) -> dict[str, str]:
    return {"en": text, "es": f"{text} (es)"}


def asks(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "label": words(key), **more}


def form(*stages: list[dict[str, Any]], allows: tuple[str, ...] = ("phi", "privileged")) -> dict[str, Any]:
    return {
        "format": 1,
        "title": words("A form"),
        "languages": ["en", "es"],
        "stages": [
            {
                "key": f"stage{n}",
                "title": words(f"Stage {n}"),
                "allows": list(allows) if n else [],
                "sections": [{"key": f"part{n}", "title": words("Part"), "fields": fields}],
            }
            for n, fields in enumerate(stages)
        ],
    }


YES_NO = [{"value": "yes", "label": words("Yes")}, {"value": "no", "label": words("No")}]
CHILD = asks("child", "choice", options=YES_NO, required=True)
SCHOOL = asks("school", required=True, show_if={"field": "child", "op": "==", "value": "yes"})
PLAIN = form(
    [
        CHILD,
        SCHOOL,
        asks("born", "date"),
        asks("guardian", "person", required=True, show_if={"age_years": "born", "op": "<", "value": 18}),
        asks("others", "party", validate={"most": 3}),
        asks("age", "computed", compute={"age_years": "born"}),
    ],
    [asks("pains", "textarea", sensitivity="phi", later=True, required=True)],
)


def troubles(document: object) -> set[Trouble]:
    return {finding.trouble for finding in check(document)}


def test_a_good_form_has_no_findings_and_fits_its_own_schema() -> None:
    assert check(PLAIN) == ()
    Draft202012Validator.check_schema(grammar.schema())
    validator = Draft202012Validator(grammar.schema())
    assert validator.is_valid(PLAIN)
    assert digest(PLAIN) == digest(json.loads(json.dumps(dict(reversed(PLAIN.items())))))
    for spoilt in ({**PLAIN, "colour": "red"}, {**PLAIN, "stages": []}, {**PLAIN, "languages": ["fr"]}, []):
        assert shape_findings(spoilt)
        assert not validator.is_valid(spoilt)


@pytest.mark.parametrize(
    ("trouble", "stages"),
    [
        (Trouble.UNKNOWN_KEY, [[asks("a", colour="red")]]),
        (Trouble.BAD_NAME, [[asks("A b")]]),
        (Trouble.TAKEN_NAME, [[asks("a"), asks("a")]]),
        (Trouble.NOT_ALLOWED, [[asks("a", "rainbow")]]),
        (Trouble.NO_OPTIONS, [[asks("a", "choice")]]),
        (Trouble.NO_SUCH_FIELD, [[asks("a", show_if={"field": "b", "op": "exists"})]]),
        (Trouble.LATER_FIELD, [[asks("a", show_if={"field": "b", "op": "exists"})], [asks("b")]]),
        (Trouble.NOT_COMPARABLE, [[asks("a", show_if={"field": "a", "op": "in", "value": "x"})]]),
        (
            Trouble.CIRCLE,
            [
                [
                    asks("a", show_if={"field": "b", "op": "exists"}),
                    asks("b", show_if={"not": {"field": "a", "op": "exists"}}),
                ]
            ],
        ),
        (Trouble.NEVER_SHOWN, [[asks("a", "static", text=words("Hello"), required=True)]]),
        (Trouble.FIRST_STAGE, [[asks("a", sensitivity="phi")]]),
        (Trouble.TOO_EARLY, [[asks("a")], [asks("b", sensitivity="payment")]]),
        (Trouble.NO_TRANSLATION, [[{**asks("a"), "label": {"en": "A"}}]]),
        (Trouble.NO_WAY_BACK, [[asks("a", "date", writeback="contact.email")]]),
        (Trouble.NOTHING_TO_COMPUTE, [[asks("a", "computed")]]),
        (Trouble.MISSING_KEY, [[asks("a", "consent")]]),
        (Trouble.NOT_THIS_KIND, [[asks("a", required="yes")]]),
    ],
)
def test_every_trouble_is_found(trouble: Trouble, stages: list[list[dict[str, Any]]]) -> None:
    found = check(form(*stages))
    assert trouble in {finding.trouble for finding in found}
    assert not is_publishable(found)


def test_hidden_answers_wait_in_the_draft_and_never_block() -> None:
    definition = read(PLAIN)
    answers = {"child": "no", "school": "Lincoln High", "born": "March 4th, 1990", "pains": LATER}
    found = judge(definition, answers, US)
    assert found.errors == {}
    assert found.dropped == {"school": "Lincoln High"}
    assert found.values == {"child": "no", "born": "1990-03-04", "age": 36}
    assert found.later == {"pains"}
    again = judge(definition, {**answers, "child": "yes"}, US)
    assert again.values["school"] == "Lincoln High"
    assert again.dropped == {}


def test_pieces_of_larger_answers_are_judged_each() -> None:
    definition = read(PLAIN)
    answers = {
        "child": "maybe",
        "born": "3/4/2012",
        "guardian": {"given_name": "Ana", "phone": "12"},
        "others": [{"name": "Acme"}, {"also_known_as": "Bo"}, {}, "rubbish"],
    }
    errors = judge(definition, answers, US, stage="stage0").errors
    assert {at: wrong.fault for at, wrong in errors.items()} == {
        "child": Fault.NOT_OFFERED,
        "guardian.family_name": Fault.NEEDED,
        "guardian.phone": Fault.NOT_PHONE,
        "others.1.name": Fault.NEEDED,
        "others": Fault.NOT_READABLE,
    }
    assert "pains" in judge(definition, answers, US).errors


_leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(LATER)
_json = st.recursive(
    _leaf,
    lambda under: (
        st.lists(under, max_size=3)
        | st.dictionaries(
            st.sampled_from(["and", "or", "not", "field", "age_years", "op", "value", "name"]),
            under,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=25, deadline=None)
@given(
    condition=_json, answers=st.dictionaries(st.sampled_from(["child", "school", "born", "others"]), _json)
)
def test_conditions_and_the_judge_are_total(condition: object, answers: dict[str, Any]) -> None:
    assert holds(condition, answers, today=TODAY) in (True, False)
    definition = read(PLAIN)
    found = judge(definition, answers, US)
    hidden = definition.fields.keys() - found.visible
    assert not {at.partition(".")[0] for at in found.errors} & hidden
    assert found.values.keys() <= found.visible
    assert found.dropped.keys() == answers.keys() & hidden
    # What is kept reads as itself, and fits the schema of answers but for what is still missing.
    again = judge(definition, found.values, US)
    assert again.values == found.values
    faults = Draft202012Validator(data_schema(definition)).iter_errors(found.values)
    assert [one for one in faults if one.validator != "required"] == []


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-14",
        "3/14/2026",
        "03-14-26",
        "14/3/2026",
        "03142026",
        "March 14, 2026",
        "14 de marzo de 2026",
        "14th of mar 26",
    ],
)
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    assert dates.read_date(typed, today=TODAY) == date(2026, 3, 14)


def test_what_is_no_date_or_time_says_why() -> None:
    for typed, fault in (
        ("2/30/2026", Fault.NO_SUCH_DAY),
        ("soon", Fault.NOT_DATE),
        ("3/14", Fault.NOT_DATE),
    ):
        with pytest.raises(dates.Unread) as raised:
            dates.read_date(typed, today=TODAY)
        assert raised.value.fault is fault
    assert dates.read_date("7/4/61", today=TODAY).year == 1961
    times = {"3pm": "15:00", "3:30 p. m.": "15:30", "12 am": "00:00", "15h30": "15:30", "noon": "12:00"}
    assert {typed: dates.read_time(typed) for typed in times} == times
    for typed in ("25:00", "13pm", "later", "9"):
        with pytest.raises(dates.Unread):
            dates.read_time(typed)


def test_comparisons() -> None:
    values = {
        "n": 5,
        "price": "12.50",
        "kinds": ["a", "b"],
        "born": "2010-03-05",
        "people": [{"role": "spouse"}],
    }

    def says(**node: Any) -> bool:
        return holds(node, values, today=TODAY)

    assert says(field="n", op=">", value=4)
    assert says(field="price", op="<=", value=12.5)
    assert says(field="kinds", op="contains", value="b")
    assert says(field="people", op="contains", value="spouse")
    assert says(field="n", op="in", value=[1, 5])
    assert says(age_years="born", op="==", value=15)
    assert says(field="absent", op="!=", value="x")
    assert says(field="absent", op="exists", value=False)
    assert not says(field="absent", op="<", value=3)
    assert not says(field="n", op="==", value="5 ")
    assert not says(field="n", op="==", value=True)
