"""Makes simulated time pass: sleeps until the next timer, or walks a virtual clock at the operator's word."""

import asyncio
import contextlib

from carrier.simulator.simulator import Simulator
from carrier.simulator.store import Store

_BATCH = 200


class Driver:
    """Runs timers in an event loop and saves the state when it has changed."""

    def __init__(self, simulator: Simulator, store: Store) -> None:
        self._simulator, self._store = simulator, store
        self._woken = asyncio.Event()
        self._landed = asyncio.Event()
        simulator.clock.on_change = self._wake

    def _wake(self) -> None:
        self._woken.set()
        self._landed.set()

    async def run(self) -> None:
        """Run what falls due until cancelled, yielding to the sockets after each batch."""
        clock = self._simulator.clock
        while True:
            self._woken.clear()
            for _ in range(_BATCH):
                if not clock.fire_next():
                    break
            wait = clock.real_seconds_to_next()
            if wait == 0.0:
                await asyncio.sleep(0)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), timeout=wait)

    async def advance(self, seconds: float) -> None:
        """Move a virtual clock; each step waits until no webhook is on its way, so no answer is overtaken."""
        clock = self._simulator.clock
        until = clock.now() + seconds
        while True:
            if self._simulator.courier.in_flight:
                self._landed.clear()
                await self._landed.wait()
            elif not clock.fire_next(until=until):
                break
        clock.move_to(until)

    async def save(self, *, every: float = 2.0) -> None:
        """Save the state while it changes; the larger it is, the less often, so that saving stays cheap."""
        while True:
            await asyncio.sleep(every)
            if self._simulator.is_changed:
                taken = self._store.save(self._simulator)
                await asyncio.sleep(20 * taken)
