"""Ids sort by creation and are version 7."""

import time

import pytest

from core.ids import new_id


def test_is_a_version_7_uuid_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= made.int >> 80 <= after


def test_sorts_by_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for millisecond in (1, 2, 1_700_000_000_000, 1_700_000_000_001):
        monkeypatch.setattr(time, "time_ns", lambda at=millisecond: at * 1_000_000)
        made.append(new_id())
    assert made == sorted(made)
    assert [str(item) for item in made] == sorted(str(item) for item in made)


def test_never_repeats() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_those_of_one_millisecond_sort_by_creation() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(made)
