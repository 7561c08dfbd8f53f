"""The timers of legs: at most one of a name for a leg, and none that outlives it."""

from collections.abc import Callable, Mapping

from carrier.simulator.clock import Clock, Timer
from carrier.simulator.voice.legs import Leg

Act = Callable[[Leg], None]


class LegTimers:
    """Sets, moves and stops timers of legs, and runs what was named for them."""

    def __init__(self, clock: Clock, legs: Mapping[str, Leg]) -> None:
        self._clock, self._timed = clock, legs
        self._acts: dict[str, Callable[[Leg, str], None]] = {}
        clock.register("voice.leg", self._fall_due)

    def register(self, name: str, act: Act) -> None:
        """Name what happens to a leg when its timer `name` falls due."""
        self._acts[name] = lambda leg, detail: act(leg)

    def register_many(self, name: str, act: Callable[[Leg, str], None]) -> None:
        """Name what happens when a timer `name#detail` falls due; a leg may have several at once."""
        self._acts[name] = act

    def set_timer(self, leg: Leg, name: str, seconds: float) -> None:
        """Set or move a leg's timer."""
        self.stop_timer(leg, name)
        leg.timers[name] = self._clock.after(seconds, "voice.leg", leg.uuid, name)

    def stop_timer(self, leg: Leg, *names: str) -> None:
        """Forget timers of a leg."""
        for name in names:
            timer = leg.timers.pop(name, None)
            if timer:
                self._clock.cancel(timer)

    def _fall_due(self, timer: Timer) -> None:
        leg = self._timed.get(timer.subject)
        if leg is not None and leg.timers.get(timer.detail) is timer:
            del leg.timers[timer.detail]
            name, _, detail = timer.detail.partition("#")
            self._acts[name](leg, detail)
