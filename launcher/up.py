"""`./portico up`: everything, in the foreground, until Ctrl-C."""

import argparse
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from launcher.errors import CannotContinue
from launcher.places import DEFAULT_DATA, DEFAULT_PORT
from launcher.stack import Stack


class _Interrupted(Exception):
    """Ctrl-C or SIGTERM arrived."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="first of four ports (default: %(default)s)"
    )
    parser.add_argument(
        "--data", type=Path, default=DEFAULT_DATA, metavar="DIR", help="data folder (default: var)"
    )
    parser.add_argument("--no-demo", action="store_true", help="load no demo organisations")


def run(options: argparse.Namespace) -> int:
    """Start, say where Portico is, and stay until told to stop."""
    began = time.monotonic()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _interrupt)
    stack = Stack(options.data, port=options.port, demo=not options.no_demo, say=_say)
    _say(f"starting on {stack.url} with data in {stack.folder.path}")
    try:
        stack.start()
        _greet(stack, seconds=time.monotonic() - began)
        stack.tend()
    except _Interrupted:
        _say("stopping")
    finally:
        # A second Ctrl-C must not cut the stopping short: it would leave processes behind.
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        stack.stop()
    _say("stopped")
    return 0


def _greet(stack: Stack, *, seconds: float) -> None:
    _say(f"ready after {seconds:.1f} s\n")
    print(f"  Portico    {stack.url}")
    if stack.demo:
        print(f"  Handset    {stack.url}/demo/handset/")
        try:
            print("\n" + stack.manage("demo_logins").rstrip())
        except CannotContinue as problem:
            _say(problem.sentence)
    print("\n  Ctrl-C stops everything.", flush=True)


def _say(sentence: str) -> None:
    print(f"portico: {sentence}", file=sys.stderr, flush=True)


def _interrupt(sign: int, frame: FrameType | None) -> None:
    raise _Interrupted
