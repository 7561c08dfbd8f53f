"""Leads a leg through the actions of its call plan, one after the other."""

from collections.abc import Callable, Sequence

from carrier.simulator.voice.hooks import Outcome, Then
from carrier.simulator.voice.legs import Action, Leg, Script, Status
from carrier.simulator.voice.switch import Switch

# An action's handler says whether it is over already; if not, it calls `step` when it is.
Handler = Callable[[Leg, Action], bool]
SOUNDING = ("talk", "stream")


class Interpreter:
    """Runs plans. Whatever an action waits for is dropped when the plan is replaced."""

    def __init__(self, switch: Switch) -> None:
        self._switch = switch
        self._handlers: dict[str, Handler] = {}
        self._halts: list[Callable[[Leg], None]] = []
        self.on_joined: Callable[[Leg], None] = lambda leg: None

    def handle(self, action: str, handler: Handler) -> None:
        """Name what carries out an action."""
        self._handlers[action] = handler

    def on_halt(self, act: Callable[[Leg], None]) -> None:
        """Name something to be stopped when a leg's plan is replaced."""
        self._halts.append(act)

    def run(self, leg: Leg, plan: Sequence[Action], *, purpose: str = "main") -> None:
        """Replace a leg's plan and begin it."""
        self.halt(leg)
        leg.script = Script(list(plan), purpose)
        self.step(leg)

    def halt(self, leg: Leg) -> None:
        """Stop what a leg's plan is doing."""
        leg.run += 1
        for act in self._halts:
            act(leg)
        leg.script = None

    def step(self, leg: Leg) -> None:
        """Go on with the next action; after the last one the leg is hung up, or joined with its caller."""
        while leg.is_live and leg.script is not None:
            script, run = leg.script, leg.run
            if script.at >= len(script.actions):
                self._finish(leg, script)
                return
            action = script.actions[script.at]
            script.at += 1
            if script.is_barged and action["action"] in SOUNDING:
                continue
            self._switch.say_so("leg.action", leg, action=action["action"], place=script.at - 1)
            is_over = self._handlers[action["action"]](leg, action)
            if not is_over or leg.run != run:
                return

    def then(self, leg: Leg) -> Then:
        """Return what takes up an answer in the middle of a call: its plan, or the next action."""
        run = leg.run
        purpose = leg.script.purpose if leg.script else "main"

        def take(outcome: Outcome) -> None:
            if leg.run != run or not leg.is_live:
                return
            if outcome.plan is not None:
                self.run(leg, outcome.plan, purpose=purpose)
            elif outcome.is_broken:
                self._switch.end(leg, Status.COMPLETED)
            else:
                self.step(leg)

        return take

    def _finish(self, leg: Leg, script: Script) -> None:
        if script.purpose == "on_answer":
            leg.script = None
            self.on_joined(leg)
        else:
            self._switch.end(leg, Status.COMPLETED)
