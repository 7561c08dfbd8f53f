"""How much a member holds beside calls: so many messages, or so many chats, or a mixture in proportion."""

from dataclasses import dataclass
from typing import Final

MOST_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages, or how many chats, a member holds at once; 0 is none of that kind."""

    messages: int = 5
    chats: int = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """The same as parts of a whole: a kind that weighs more than the whole is never offered."""

    capacity: int
    message: int
    chat: int


USUAL: Final = Room()


def weights_of(room: Room) -> Weights:
    """Choose a whole of which both kinds are whole parts, so that `room_of` gives the same numbers back."""
    messages, chats = max(1, room.messages), max(1, room.chats)
    whole = messages * chats
    return Weights(
        whole,
        chats if room.messages else whole + 1,
        messages if room.chats else whole + 1,
    )


def room_of(weights: Weights) -> Room:
    """Say in numbers what the parts come to."""
    return Room(weights.capacity // weights.message, weights.capacity // weights.chat)
