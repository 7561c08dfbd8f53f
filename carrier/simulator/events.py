"""What has just happened, numbered, for the event stream and for whoever waits for something."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Listener = Callable[["Happening"], None]


@dataclass(frozen=True, slots=True)
class Happening:
    """One numbered fact; `body` holds plain JSON values."""

    sequence: int
    kind: str
    body: Mapping[str, object]


class Happenings:
    """The latest facts, and the listeners told of each new one."""

    def __init__(self, *, kept: int = 2_000) -> None:
        self._recent: deque[Happening] = deque(maxlen=kept)
        self._listeners: list[Listener] = []
        self._sequence = 0

    def tell(self, kind: str, body: Mapping[str, object]) -> None:
        """Number a fact and hand it to every listener."""
        self._sequence += 1
        happening = Happening(self._sequence, kind, body)
        self._recent.append(happening)
        for listener in tuple(self._listeners):
            listener(happening)

    def since(self, sequence: int) -> Iterable[Happening]:
        """Return the facts after `sequence` that are still kept."""
        return [happening for happening in self._recent if happening.sequence > sequence]

    @property
    def latest(self) -> int:
        """Return the number of the newest fact."""
        return self._sequence

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Add a listener and return the function that removes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
