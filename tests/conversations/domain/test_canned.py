"""Canned replies: filled in, or stopped with the reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.domain.canned import MissingValues, Rendered, render, variables

VALUES = {
    "contact.first_name": "Lena",
    "member.name": "Alice",
    "location.phone": None,
    "contact.company": "  ",
}


def test_a_text_without_variables_stays_as_it_is() -> None:
    assert render("See you at 3 {sharp}", VALUES) == Rendered("See you at 3 {sharp}")


def test_variables_are_filled_in_with_or_without_spaces() -> None:
    text = "Hi {{contact.first_name}}, {{ member.name }} here. {{contact.first_name}}!"

    assert render(text, VALUES) == Rendered("Hi Lena, Alice here. Lena!")
    assert variables(text) == ("contact.first_name", "member.name")


def test_a_missing_or_blank_value_stops_the_send() -> None:
    text = "{{location.phone}} {{contact.company}} {{member.name}}"

    assert render(text, VALUES) == MissingValues(("location.phone", "contact.company"))


def test_an_unknown_name_is_listed() -> None:
    assert render("{{contact.frist_name}}", VALUES) == MissingValues((), ("contact.frist_name",))


@pytest.mark.parametrize("text", ["Hi {{contact.first_name", "Hi contact}} there", "{{member.name}} {{"])
def test_loose_braces_never_reach_a_customer(text: str) -> None:
    rendered = render(text, VALUES)

    assert isinstance(rendered, MissingValues)
    assert rendered.unknown


def test_a_value_is_not_filled_in_again() -> None:
    values = {"contact.first_name": "{{member.name}}", "member.name": "Alice"}

    assert render("{{contact.first_name}}", values) == Rendered("{{member.name}}")


@pytest.mark.parametrize("name", ["member.__class__", "7*7", "member.name.upper()", "config['SECRET']", ""])
def test_nothing_is_evaluated(name: str) -> None:
    assert render("{{" + name + "}}", VALUES) == MissingValues((), (name,))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_either_renders_or_says_why(text: str) -> None:
    rendered = render(text, VALUES)

    assert isinstance(rendered, MissingValues) or "{{" not in rendered.text
