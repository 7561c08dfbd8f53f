"""What a member hears of a caller before they take the call, where a higher app knows more than who it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A call a member is rung for, whose caller has talked with the assistant."""

    organisation_id: UUID
    conversation_id: UUID
    line: str
    started_at: datetime


# Asked in a use case, with the language of who is rung in force; "" where there is nothing to tell.
Whisper = Callable[[Rung], str]
_whispers: Final[list[Whisper]] = []


def install_whisper(whisper: Whisper) -> None:
    """Let `whisper` tell a member what a caller has said already."""
    _whispers.append(whisper)


def whisper_of(rung: Rung) -> str:
    """Give what is told of a caller, of the first who knows something."""
    return next((said for whisper in _whispers if (said := whisper(rung))), "")
