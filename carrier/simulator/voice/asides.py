"""The small actions: notify, wait, and the old pay."""

from carrier.simulator.voice import bodies
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import Action, Leg
from carrier.simulator.voice.ncco import first, method, number
from carrier.simulator.voice.switch import Switch

LEAST_WAIT, MOST_WAIT = 0.1, 7_200.0


class Asides:
    """Actions that are over in one step."""

    def __init__(self, switch: Switch, interpreter: Interpreter) -> None:
        self._switch, self._interpreter = switch, interpreter
        interpreter.handle("notify", self._notify)
        interpreter.handle("wait", self._wait)
        interpreter.handle("pay", self._pay)
        interpreter.on_halt(lambda leg: switch.stop_timer(leg, "wait"))
        switch.register("wait", interpreter.step)

    def _notify(self, leg: Leg, action: Action) -> bool:
        body = bodies.notify(leg, action["payload"], at=self._switch.clock.now())
        then = self._interpreter.then(leg)
        url = first(action, "eventUrl")
        self._switch.hooks.ask(leg, "notify", body, then, url=url, method=method(action))
        return False

    def _wait(self, leg: Leg, action: Action) -> bool:
        seconds = min(MOST_WAIT, max(LEAST_WAIT, number(action, "timeout", 10)))
        self._switch.set_timer(leg, "wait", seconds)
        return False

    def _pay(self, leg: Leg, action: Action) -> bool:
        body = bodies.payment(leg, at=self._switch.clock.now())
        url, how = self._switch.hooks.events_of(leg, first(action, "eventUrl"), method(action))
        self._switch.hooks.tell(leg, "payment", body, url=url, method=how)
        return True
