"""Dangers in the words of patients: found where they are, not where they are denied, over or only supposed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.redflags import RedFlag, red_flags

LINES = (Path(__file__).parent / "cases" / "redflags.txt").read_text().splitlines()
DANGERS = [line[2:] for line in LINES if line.startswith("+ ")]
BENIGN = [line[2:] for line in LINES if line.startswith("- ")]


def test_our_own_dangers_are_found() -> None:
    missed = [line for line in DANGERS if not red_flags(line)]
    assert len(DANGERS) >= 70
    assert len(missed) <= 0.02 * len(DANGERS), missed


def test_our_own_benign_lines_are_left_alone() -> None:
    false = [(line, red_flags(line)) for line in BENIGN if red_flags(line)]
    assert len(BENIGN) >= 90
    assert len(false) <= 0.02 * len(BENIGN), false


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I have chest pain and I can't breathe", [RedFlag.HEART, RedFlag.BREATH]),
        ("no chest pain but he won't wake up", [RedFlag.UNCONSCIOUS]),
        ("quiero morirme", [RedFlag.SELF_HARM]),
        ("my father had a stroke last year", []),
        ("I had a stroke last year and my face is drooping right now", [RedFlag.STROKE]),
    ],
)
def test_kinds_are_told(text: str, kinds: list[RedFlag]) -> None:
    assert [seen.flag for seen in red_flags(text)] == kinds


def test_the_words_are_pointed_at() -> None:
    text = "Hello. I can’t breathe, please help"
    seen = red_flags(text)[0]
    assert text[seen.start : seen.end] == "can’t breathe"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for seen in red_flags(text):
        assert 0 <= seen.start < seen.end <= len(text)
