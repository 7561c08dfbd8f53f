"""The whole carrier in one object, without a socket: what tests, the flow tester and the two ports share."""

import base64
import binascii
import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from carrier.simulator.clock import Clock, Mode
from carrier.simulator.courier import Courier
from carrier.simulator.events import Happenings
from carrier.simulator.exchange import Exchange
from carrier.simulator.faults import Fault, Faults, read_fault
from carrier.simulator.fields import Fields
from carrier.simulator.limits import RateLimits
from carrier.simulator.problems import InvalidParameters
from carrier.simulator.voice.calls import Calls
from carrier.simulator.webhooks import Answer, Outgoing, Transport
from carrier.simulator.world import World

_KINDS = {"image": "image", "audio": "audio", "video": "video"}


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or document sent from a handset, kept until the simulator stops."""

    owner: str
    content_type: str
    content: bytes


class FunctionTransport:
    """A transport that calls a function instead of the network, for tests and in-process use."""

    def __init__(self, receiver: Callable[[Outgoing], Answer]) -> None:
        self._receiver = receiver

    def send(self, outgoing: Outgoing, done: Callable[[Answer], None]) -> None:
        """Call the receiver at once."""
        done(self._receiver(outgoing))


def _nobody_listens(outgoing: Outgoing) -> Answer:
    return Answer(None, error="no receiver is connected")


class Simulator:
    """A carrier with one seed and one clock; nothing happens unless a caller acts or the clock moves."""

    def __init__(
        self,
        seed: str | int = 1,
        *,
        clock: Clock | None = None,
        transport: Transport | None = None,
        webhooks: str = "http://127.0.0.1:8000",
        address: str = "http://127.0.0.1:9000",
    ) -> None:
        self.clock = clock or Clock(Mode.VIRTUAL)
        self.world = World(str(seed))
        self.faults = Faults()
        self.happenings = Happenings()
        self.limits = RateLimits()
        self.media: dict[str, MediaFile] = {}
        self.is_changed = False
        self.courier = Courier(
            self.world,
            self.clock,
            self.faults,
            self.happenings,
            transport or FunctionTransport(_nobody_listens),
            base=webhooks,
        )
        self.exchange = Exchange(self.world, self.clock, self.courier, self.happenings)
        self.exchange.touched = self.touch
        self.calls = Calls(self.world, self.clock, self.courier, self.faults, self.happenings, self.limits)
        self.calls.switch.touched = self.touch
        self.address = address

    @property
    def address(self) -> str:
        """Return the address of surface A, which media, recordings and regions are named by."""
        return self.calls.switch.address

    @address.setter
    def address(self, value: str) -> None:
        self.calls.switch.address = value

    def touch(self) -> None:
        """Note that there is something new to save."""
        self.is_changed = True

    def run_due(self) -> int:
        """Run every timer due now and return how many ran."""
        ran = 0
        while self.clock.fire_next():
            ran += 1
        return ran

    def advance(self, seconds: float) -> None:
        """Move a virtual clock, running each timer at its own instant.

        Only for a transport that answers at once; otherwise the driver advances the clock.
        """
        until = self.clock.now() + seconds
        while self.clock.fire_next(until=until):
            continue
        self.clock.move_to(until)

    def settle(self, *, within: float = 86_400.0) -> None:
        """Advance a virtual clock from timer to timer until none is left or `within` seconds have passed."""
        until = self.clock.now() + within
        while self.clock.fire_next(until=until):
            continue

    def is_quiescent(self) -> bool:
        """Say whether nothing is on its way and no timer is pending."""
        return not self.courier.in_flight and self.clock.next_at() is None

    def set_faults(self, listed: Sequence[Fields]) -> Sequence[Fault]:
        """Replace the faults in force; counts start again."""
        now = self.clock.now()
        self.faults.listed = [
            read_fault(source, number=place, now=now, seed=self.world.seed)
            for place, source in enumerate(listed, 1)
        ]
        return self.faults.listed

    def reset(self, *, seed: str | None = None, everything: bool = False) -> None:
        """Forget traffic, timers, logs, faults and handsets; with `everything` accounts and numbers too.

        A seed starts its sequence of ids again: give one only when the receiver forgets what it has received.
        """
        self.clock.clear()
        self.courier.forget()
        self.faults.listed = ()
        self.media.clear()
        self.calls.forget()
        if everything:
            self.world.forget_everything()
        else:
            self.world.forget_traffic()
        if seed is not None:
            self.world.seed, self.world.issued = seed, 0
        self.touch()
        self.happenings.tell("reset", {"seed": self.world.seed})

    def keep_media(self, owner: str, items: Sequence[Fields]) -> list[dict[str, str]]:
        """Turn a handset's attachments (`url`, or `base64` with `name`) into addressed, typed media."""
        kept: list[dict[str, str]] = []
        for item in items:
            name = item.text("name", "")
            content_type = (
                item.text("content_type", "") or mimetypes.guess_type(name)[0] or "application/octet-stream"
            )
            kind = item.text("type", "") or _KINDS.get(content_type.partition("/")[0], "file")
            url = item.text("url") if "url" in item else self._host(owner, content_type, item.text("base64"))
            kept.append({"type": kind, "url": url, "name": name, "caption": item.text("caption", "")})
        return kept

    def _host(self, owner: str, content_type: str, encoded: str) -> str:
        try:
            content = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise InvalidParameters({"base64": "must be base64"}) from error
        identifier = self.world.new_id("media")
        self.media[identifier] = MediaFile(owner, content_type, content)
        return f"{self.address}/v3/media/{identifier}"
