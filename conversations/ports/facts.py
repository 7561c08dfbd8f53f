"""System facts of higher apps in a conversation: what happened is stored, the words are made where they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

# Writes an instant in the reader's zone and language.
Moment = Callable[[datetime], str]
Sentence = Callable[[Mapping[str, str], Moment], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One line behind "more"; it leads to `url` where there is one."""

    term: str
    words: str
    url: str = ""


More = Callable[[Mapping[str, str]], tuple[Detail, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """How a fact is shown: its icon, its sentence made of the stored values, and what stands behind "more"."""

    icon: str
    sentence: Sentence
    more: More | None = None


_words: dict[str, FactWords] = {}


def register_fact(fact: str, words: FactWords) -> None:
    """Say how entries with `fact` read; what is stored under that name must never change its meaning."""
    _words[fact] = words


def words_of(fact: str) -> FactWords | None:
    """Find how a fact of a higher app reads."""
    return _words.get(fact)
