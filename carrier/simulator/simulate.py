"""`python -m carrier.simulator.simulate SCRIPT.yaml …`: play scripts against a running simulator."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from carrier.simulator import script
from carrier.simulator.client import SimulatorControl, SimulatorUnavailable
from carrier.simulator.script_portico import PagesOnly, Portico


def main(arguments: Sequence[str]) -> int:
    """Play scripts; return 0 when all is as expected, 1 with the difference, 2 if one cannot be played."""
    parser = argparse.ArgumentParser(prog="portico simulate", description=__doc__)
    parser.add_argument("scripts", type=Path, nargs="+", metavar="SCRIPT")
    parser.add_argument("--control", required=True, help="the simulator's control address")
    parser.add_argument(
        "--token", default=os.environ.get("SIMULATOR_TOKEN", ""), help="default: SIMULATOR_TOKEN"
    )
    parser.add_argument("--portico", default="", help="Portico's address, for steps that look at a page")
    given = parser.parse_args(arguments)
    return run(given.scripts, lambda: SimulatorControl(given.control, given.token), PagesOnly(given.portico))


def run(scripts: Sequence[Path], connect: Callable[[], SimulatorControl], portico: Portico) -> int:
    """Play scripts one after the other, all of them whatever becomes of one; return the worst status."""
    worst = 0
    for path in scripts:
        if len(scripts) > 1:
            _say(f"\n{path.stem.replace('_', ' ')}")
        try:
            outcomes = script.play(script.read_script(path), connect, _say, portico)
        except (script.Unreadable, SimulatorUnavailable) as reason:
            sys.stderr.write(f"{reason}\n")
            worst = max(worst, 2)
        else:
            worst = max(worst, _report(path, outcomes))
    return worst


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _report(path: Path, outcomes: Sequence[script.Outcome]) -> int:
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        sys.stderr.write(
            f"\n{path.name}: {outcome.actor} did not get what the script expects:\n{outcome.problem}\n"
        )
    if not failed:
        _say(f"As expected: {len(outcomes)} of {len(outcomes)} actors.")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
