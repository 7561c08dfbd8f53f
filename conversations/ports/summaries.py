"""A language model that tells what a call was about. None comes with Portico: an app, or who deploys it, brings one.

Whatever it does, the summary of the speakers' own sentences (`conversations.domain.summaries`) stands first, and stays
where the model fails, is slow, or says nothing.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing said; `speaker` is CUSTOMER, MEMBER or "" when nobody knows."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a call was about, and what the customer asked for."""

    text: str
    actions: tuple[str, ...] = ()


class Summariser(Protocol):
    """Gives summaries. `name` is shown to who reads one."""

    name: str

    def summarise(self, said: Sequence[Said], *, language: str, seconds: float) -> Summary:
        """Tell what was said, in a language; give up after so many seconds by raising, in whatever way."""
        ...


class Fault(StrEnum):
    """Why there is no summary by the model."""

    ABSENT = "ABSENT"
    SLOW = "SLOW"
    FAILED = "FAILED"
    EMPTY = "EMPTY"


class NoSummary(Exception):
    """The model gave none; `fault` says why, and `detail` (a class of error, never what was said) for the log."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        self.fault = fault
        self.detail = detail
        super().__init__(f"{fault} {detail}".strip())


LONGEST = 2000
MOST_ACTIONS = 10
_makers: dict[str, Callable[[], Summariser]] = {}


def register_summariser(key: str, make: Callable[[], Summariser]) -> None:
    """Let the setting SUMMARISER name a model by `key`."""
    _makers[key] = make


def ask_summary(key: str, said: Sequence[Said], *, language: str, seconds: float) -> tuple[str, Summary]:
    """Ask a model and give its name and its summary, tidied; a model that does not come back is left behind.

    Raises:
        NoSummary: there is none of this key, or it failed, was slow, or said nothing.
    """
    make = _makers.get(key)
    if make is None:
        raise NoSummary(Fault.ABSENT, key)
    answers: list[tuple[str, Summary]] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            model = make()
            answers.append((model.name, model.summarise(said, language=language, seconds=seconds)))
        except Exception as error:  # noqa: BLE001 - somebody else's code, which may fail in any way
            failures.append(error)

    # A thread of its own, and no pool: nothing waits for a model that never answers, not even the end of the process.
    asking = threading.Thread(target=ask, name="portico-summary", daemon=True)
    asking.start()
    asking.join(seconds)
    if failures:
        slow = isinstance(failures[0], TimeoutError)
        raise NoSummary(Fault.SLOW if slow else Fault.FAILED, type(failures[0]).__name__)
    if not answers:
        raise NoSummary(Fault.SLOW)
    name, summary = answers[0]
    tidy = _tidied(summary)
    if not tidy.text:
        raise NoSummary(Fault.EMPTY)
    return name, tidy


def _tidied(summary: Summary) -> Summary:
    actions = (" ".join(str(item).replace("\x00", "").split())[:LONGEST] for item in summary.actions)
    text = " ".join(str(summary.text).replace("\x00", "").split())[:LONGEST]
    return Summary(text=text, actions=tuple(item for item in actions if item)[:MOST_ACTIONS])
