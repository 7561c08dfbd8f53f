"""The control routes for time and tempo: the clock, retries, timeouts and rate limits."""

import dataclasses

from carrier.simulator.clock import Mode
from carrier.simulator.driver import Driver
from carrier.simulator.problems import InvalidParameters
from carrier.simulator.simulator import Simulator
from carrier.simulator.web import Request, Response, Router, answer


class Pace:
    """Lets the operator stretch, stop and step time."""

    def __init__(self, simulator: Simulator, driver: Driver) -> None:
        self._simulator, self._driver = simulator, driver

    def add_routes(self, router: Router) -> None:
        """Offer the clock and the settings."""
        router.add("GET", "/_sim/clock", self._show_clock)
        router.add("POST", "/_sim/clock", self._set_clock)
        router.add("GET", "/_sim/settings", self.show_settings)
        router.add("POST", "/_sim/settings", self._set_settings)

    def _show_clock(self, request: Request) -> Response:
        clock = self._simulator.clock
        return answer(
            {
                "mode": clock.mode,
                "factor": clock.factor,
                "now": clock.now(),
                "timers": len(clock.pending()),
                "next_at": clock.next_at(),
            }
        )

    async def _set_clock(self, request: Request) -> Response:
        fields = request.fields()
        clock = self._simulator.clock
        if "mode" in fields:
            modes = {str(mode): mode for mode in Mode}
            if fields.text("mode") not in modes:
                raise InvalidParameters({"mode": f"must be one of {', '.join(modes)}"})
            clock.set_mode(
                modes[fields.text("mode")], fields.number("factor", 1.0, least=0.001, most=10_000.0)
            )
        if "advance" in fields:
            if clock.mode is not Mode.VIRTUAL:
                raise InvalidParameters({"advance": "needs the mode virtual"})
            await self._driver.advance(fields.number("advance", 0.0))
        return self._show_clock(request)

    def show_settings(self, request: Request) -> Response:
        """Return retries, timeouts, limits, the base of webhook addresses and the seed."""
        simulator = self._simulator
        return answer(
            {
                "retry": dataclasses.asdict(simulator.courier.retry),
                "timeouts": dataclasses.asdict(simulator.courier.timeouts),
                "rate_limits": simulator.limits.is_on,
                "per_second": simulator.limits.per_second,
                "webhooks": simulator.courier.base,
                "seed": simulator.world.seed,
            }
        )

    def _set_settings(self, request: Request) -> Response:
        fields, simulator = request.fields(), self._simulator
        retry, timeouts, limits = simulator.courier.retry, simulator.courier.timeouts, simulator.limits
        asked = fields.object("retry")
        retry.first = asked.number("first", retry.first, least=0.01)
        retry.ceiling = asked.number("ceiling", retry.ceiling, least=0.01)
        retry.horizon = asked.number("horizon", retry.horizon)
        timeouts.connect = fields.object("timeouts").number("connect", timeouts.connect, least=0.01)
        timeouts.read = fields.object("timeouts").number("read", timeouts.read, least=0.01)
        limits.is_on = fields.flag("rate_limits", limits.is_on)
        limits.per_second = fields.integer("per_second", limits.per_second, least=1)
        return self.show_settings(request)
