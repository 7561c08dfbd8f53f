"""A language model that reads one turn beside our own encoders; what lower apps say of birthdays and names.

A model reports; code decides and acts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a model is shown of a turn: the words, the question before them, and what kind of business it is."""

    text: str
    asked: str = ""
    industry: str = "general"
    # What was wrong with the model's last answer to this very turn, empty for the first.
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the report as it was sent, not yet checked, and what it cost."""

    report: object
    tokens_in: int = 0
    tokens_out: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


class NoAnswer(Exception):
    """The model gave nothing to read; `reason` is a word for the log, never what was said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LanguageModel(Protocol):
    """A model behind one means of asking; `name` is shown to who reads a turn."""

    name: str

    def report(self, turn: Turn, *, seconds: float) -> Answer:
        """Ask once and come back within so many seconds.

        Raises:
            NoAnswer: nothing that could be read came in time.
        """
        ...


Maker = Callable[[Mapping[str, Any]], LanguageModel]
_makers: Final[dict[str, Maker]] = {}


def register_model(kind: str, make: Maker) -> None:
    """Let the setting LANGUAGE_MODEL name a means of asking."""
    _makers[kind] = make


def known_models() -> tuple[str, ...]:
    """List the kinds that are registered."""
    return tuple(_makers)


def find_model(kind: str, options: Mapping[str, Any]) -> LanguageModel | None:
    """Make the model of this kind; None where none is set."""
    return _makers[kind](options) if kind else None


# Organisation, contact; None where no birthday is on file. Asked inside a use case.
Birthday = Callable[[UUID, UUID], date | None]
# Organisation, the caller's name, the other side; says whether facts must not be taken.
NameCheck = Callable[[UUID, str, str], bool]
_birthdays: list[Birthday] = []
_checks: list[NameCheck] = []


def install_birthdays(reader: Birthday) -> None:
    """Let `reader` say when a contact was born."""
    _birthdays.append(reader)


def uninstall_birthdays(reader: Birthday) -> None:
    """Ask `reader` no more."""
    _birthdays.remove(reader)


def birthday_of(organisation_id: UUID, contact_id: UUID) -> date | None:
    """Give a contact's birthday, of the first who knows it."""
    found = (reader(organisation_id, contact_id) for reader in _birthdays)
    return next((one for one in found if one is not None), None)


def install_name_check(check: NameCheck) -> None:
    """Let `check` stop the taking of facts."""
    _checks.append(check)


def stops_facts(organisation_id: UUID, name: str, other_side: str) -> bool:
    """Say whether any check stops the taking of facts; why is not told here."""
    return any(check(organisation_id, name, other_side) for check in _checks)
