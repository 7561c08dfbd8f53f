"""One benchmark module in a process of its own: `python -m launcher.measuring MODULE FILE`."""

import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django


def measure(module: str) -> list[dict[str, object]]:
    """Run one module's benchmark; a long trial is left out unless asked for."""
    benchmark = importlib.import_module(module)
    if getattr(benchmark, "IS_TRIAL", False) and not os.environ.get("PORTICO_TRIALS"):
        return []
    return [asdict(row) for row in benchmark.measure()]


if __name__ == "__main__":
    django.setup()
    Path(sys.argv[2]).write_text(json.dumps(measure(sys.argv[1])))
