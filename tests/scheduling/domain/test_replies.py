"""What a customer's text answers."""

import pytest

from contacts.domain.opt_out import classify
from scheduling.domain.replies import CONFIRMS, MOVES, Answer, asks_for_opt_out, read_answer, read_number


@pytest.mark.parametrize("text", ["C", " c. ", "1", "Yes!", "Sí", "SI, gracias", "confirmo"])
def test_short_words_confirm(text: str) -> None:
    assert read_answer(text) is Answer.CONFIRM


@pytest.mark.parametrize("text", ["M", "move", "Cambiar", "2"])
def test_short_words_ask_to_move(text: str) -> None:
    assert read_answer(text) is Answer.MOVE


@pytest.mark.parametrize(
    "text", ["", "Yes but I am late", "can you move me to three?", "cancel", "stop", "12"]
)
def test_anything_else_is_for_a_person(text: str) -> None:
    assert read_answer(text) is None


def test_no_word_we_read_stops_texts() -> None:
    for word in CONFIRMS | MOVES:
        reading = classify(word)
        assert reading is None or not reading.opts_out, word


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), (" #3 ", 3), ("opción 1", 1), ("4", None), ("2 pm", None), ("0", None)]
)
def test_a_number_chooses_a_time(text: str, number: int | None) -> None:
    assert read_number(text, most=3) == number


@pytest.mark.parametrize(
    ("words", "trap"),
    [
        ("Reply CANCEL to cancel.", True),
        ("Responda CANCELAR si no puede venir.", True),
        ("Reply C to confirm. You can cancel by telephone.", False),
        ("We do not cancel lightly", False),
    ],
)
def test_words_that_ask_for_an_opt_out_are_known(words: str, trap: bool) -> None:
    assert asks_for_opt_out(words) is trap
