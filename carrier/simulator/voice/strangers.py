"""Numbers of people nobody knows yet: a script that must not meet its own past rings from one of these."""

import itertools
import random

from carrier.simulator.client import SimulatorControl


def find_stranger(control: SimulatorControl, pattern: str) -> str:
    """Choose a handset that fits `pattern` (`?` is any digit): one never used, else any."""
    known = {handset.removeprefix("+") for handset in control.handset_numbers()}
    digits = itertools.product("0123456789", repeat=pattern.count("?"))
    fitting = [_filled(pattern, chosen) for chosen in digits]
    fresh = [number for number in fitting if number.removeprefix("+") not in known]
    return random.choice(fresh or fitting)  # noqa: S311 - nothing is kept secret by it


def _filled(pattern: str, digits: tuple[str, ...]) -> str:
    left = iter(digits)
    return "".join(next(left) if character == "?" else character for character in pattern)
