"""`./portico check`: everything that can be judged without running the product."""

import argparse
import os
import secrets
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from launcher.manage import code_environment
from launcher.places import PYTHON, ROOT

AT_ONCE = 2
STEP_SECONDS = 300
# A deployment as the documentation describes it, so that Django's deploy checks judge the real thing.
DEPLOYMENT = {
    "HTTPS": "1",
    "DEBUG": "0",
    "DEMO": "0",
    "CARRIER": "vonage",
    "ALLOWED_HOSTS": "portico.example",
    "PUBLIC_URL": "https://portico.example",
    "SOCKETS_URL": "wss://portico.example/ws",
    "DEFAULT_FROM_EMAIL": "Portico <portico@portico.example>",
}


@dataclass(frozen=True)
class Step:
    """One check. `command` must exit with 0 when all is well and explain itself when not."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a step went; `printed` is for the reader of a failure."""

    step: Step
    succeeded: bool
    printed: str
    seconds: float


def steps() -> list[Step]:
    """Return every check, the slow ones first so that the fast ones fill the gaps."""
    tool, manage = str(Path(PYTHON).parent), [PYTHON, "manage.py"]
    deployment = DEPLOYMENT | {"SECRET_KEY": secrets.token_urlsafe(64)}
    return [
        Step("types", [PYTHON, "-m", "mypy"]),
        Step("deploy checks", [*manage, "check", "--deploy", "--fail-level", "WARNING"], deployment),
        Step("imports", [f"{tool}/lint-imports", "--config", "importlinter.ini", "--no-logo"]),
        Step("migrations missing", [*manage, "makemigrations", "--check", "--dry-run"]),
        Step("migrations unsafe", [PYTHON, "-m", "launcher.migration_safety"]),
        Step("foreign keys", [PYTHON, "-m", "launcher.key_direction"]),
        Step("generated docs", [*manage, "diagrams", "--check"]),
        Step("translations", [PYTHON, "-m", "launcher.translations", "--check"]),
        Step("lint", [PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."]),
        Step("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Step("templates", [PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"]),
        Step("shell", ["bash", "-n", "portico", ".ci/run"]),
    ]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="run these checks only (default: all)")


def run(options: argparse.Namespace) -> int:
    """Run the checks two at a time; print each as it ends, and what failed in full."""
    wanted = [step for step in steps() if not options.names or step.name in options.names]
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(_run, wanted))
    failed = [outcome for outcome in outcomes if not outcome.succeeded]
    for outcome in failed:
        print(f"\n── {outcome.step.name} " + "─" * (70 - len(outcome.step.name)))
        print(outcome.printed.rstrip())
    seconds = time.monotonic() - began
    print(f"\n{len(outcomes) - len(failed)} checks passed, {len(failed)} failed, {seconds:.0f} s")
    return 1 if failed or not outcomes else 0


def _run(step: Step) -> Outcome:
    began = time.monotonic()
    environment = {**os.environ, **code_environment(), **step.variables}
    try:
        done = subprocess.run(  # noqa: S603 - the commands above
            step.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=STEP_SECONDS,
            check=False,
        )
        succeeded, printed = done.returncode == 0, done.stdout
    except subprocess.TimeoutExpired:
        succeeded, printed = False, f"did not end within {STEP_SECONDS} s"
    seconds = time.monotonic() - began
    print(f"  {'ok    ' if succeeded else 'FAILED'}  {step.name:<20} {seconds:5.1f} s", flush=True)
    return Outcome(step, succeeded, printed, seconds)
