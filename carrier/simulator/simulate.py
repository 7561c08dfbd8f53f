"""`python -m carrier.simulator.simulate SCRIPT.yaml`: play a script against a running simulator."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import requests

from carrier.simulator import script
from carrier.simulator.client import SimulatorControl, SimulatorUnavailable


def main(arguments: Sequence[str]) -> int:
    """Play the script; return 0 when all is as expected, 1 with the difference, 2 if it cannot be played."""
    parser = argparse.ArgumentParser(prog="portico simulate", description=__doc__)
    parser.add_argument("script", type=Path)
    parser.add_argument("--control", required=True, help="the simulator's control address")
    parser.add_argument(
        "--token", default=os.environ.get("SIMULATOR_TOKEN", ""), help="default: SIMULATOR_TOKEN"
    )
    parser.add_argument("--portico", default="", help="Portico's address, for steps that look at a page")
    given = parser.parse_args(arguments)
    try:
        actors = script.read_script(given.script)
        outcomes = script.play(
            actors, lambda: SimulatorControl(given.control, given.token), _say, _page_checker(given.portico)
        )
    except (script.Unreadable, SimulatorUnavailable) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return _report(outcomes)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _page_checker(portico: str) -> Callable[[str], int]:
    def status_of(path: str) -> int:
        if not portico:
            raise script.Unreadable("A `portico:` step needs --portico URL.")
        try:
            return requests.get(portico.rstrip("/") + path, timeout=10, allow_redirects=False).status_code
        except requests.RequestException as error:
            raise script.Unexpected(f"Portico at {portico} does not answer.") from error

    return status_of


def _report(outcomes: Sequence[script.Outcome]) -> int:
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        sys.stderr.write(f"\n{outcome.actor} did not get what the script expects:\n{outcome.problem}\n")
    if not failed:
        sys.stdout.write(f"As expected: {len(outcomes)} of {len(outcomes)} actors.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
