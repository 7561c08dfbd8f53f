"""What a script may ask of the Portico it plays against: a page, how a call ended, an act of a member, open doors."""

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

import requests

from carrier.simulator.script_words import Unexpected, Unreadable, difference, seconds

LOOK_EVERY = 0.1
OPEN, CLOSED = "open", "closed"
Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended, and how many recordings were made of it."""

    outcome: str
    recordings: int


class NotYet(Exception):
    """What was asked is refused as things stand; the message is the sentence a member would read."""


class Portico(Protocol):
    """The Portico a script plays against."""

    def status_of(self, path: str) -> int:
        """Return the status a page answers with."""

    def ending_of(self, leg: str) -> Ended | None:
        """Return how the call ended that this leg of the carrier belongs to; None before."""

    def act(self, member: str, act: str, how: Mapping[str, str]) -> None:
        """Let a member do something on the call they are on, or ring somebody.

        Raises:
            NotYet: refused; asked again it may not be.
        """

    def doors(self, wanted: Mapping[str, str]) -> AbstractContextManager[None]:
        """Keep houses, by the label of a number, `open` or `closed` until the script is over."""


class PagesOnly:
    """A Portico known by its address alone; `./portico simulate` reaches further."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def status_of(self, path: str) -> int:
        """Return the status a page answers with."""
        if not self._address:
            raise Unreadable("A `portico:` step needs --portico URL.")
        try:
            return requests.get(self._address + path, timeout=10, allow_redirects=False).status_code
        except requests.RequestException as error:
            raise Unexpected(f"Portico at {self._address} does not answer.") from error

    def ending_of(self, leg: str) -> Ended | None:
        """Refuse: outcomes are not public."""
        raise Unreadable("An `outcome:` step is played by ./portico simulate.")

    def act(self, member: str, act: str, how: Mapping[str, str]) -> None:
        """Refuse: members' acts are not public."""
        raise Unreadable("A `does:` step is played by ./portico simulate.")

    def doors(self, wanted: Mapping[str, str]) -> AbstractContextManager[None]:
        """Take the doors as they are."""
        return nullcontext()


class Backstage:
    """The steps of one actor that look at, or act in, Portico."""

    def __init__(self, portico: Portico, pace: float, tell: Callable[[str], None]) -> None:
        self._portico, self._pace, self._tell = portico, pace, tell

    def page(self, step: Step) -> None:
        """Look at a page."""
        wanted = step["portico"]
        status = self._portico.status_of(str(wanted["get"]))
        if status != wanted.get("status", 200):
            raise Unexpected(f"GET {wanted['get']}: expected {wanted.get('status', 200)}, found {status}")

    def outcome(self, step: Step, leg: str) -> None:
        """Wait until the call of a leg has ended as it should."""
        asked = step["outcome"] if isinstance(step["outcome"], dict) else {"is": step["outcome"]}
        patience = seconds(asked.get("within", "30s"))
        wanted = [str(asked["is"]), *_recordings(asked.get("recordings"))]
        until = time.monotonic() + patience / self._pace
        while (found := self._ending(leg, counts="recordings" in asked)) != wanted:
            if time.monotonic() >= until:
                raise Unexpected(difference(wanted, found, patience, "how the call ended"))
            time.sleep(LOOK_EVERY)
        self._tell(f"ends as {', '.join(wanted)}")

    def does(self, step: Step) -> None:
        """Let a member act in Portico, as soon as they may."""
        asked = {str(name): str(value) for name, value in dict(step["does"]).items()}
        if not {"as", "act"} <= asked.keys():
            raise Unreadable("`does:` needs `as:` (a member's log-in) and `act:`.")
        member, act = asked.pop("as"), asked.pop("act")
        patience = seconds(asked.pop("within", "10s"))
        until = time.monotonic() + patience / self._pace
        while True:
            try:
                self._portico.act(member, act, asked)
            except NotYet as refused:
                if time.monotonic() >= until:
                    raise Unexpected(f"{member} could not {act}: {refused}") from refused
                time.sleep(LOOK_EVERY)
            else:
                self._tell(f"does in Portico, as {member}: {act}")
                return

    def _ending(self, leg: str, *, counts: bool) -> list[str]:
        found = self._portico.ending_of(leg)
        if found is None:
            return ["(the call lasts)"]
        return [found.outcome, *_recordings(found.recordings if counts else None)]


def _recordings(count: int | None) -> list[str]:
    return [] if count is None else [f"recordings: {count}"]
