"""`./portico bench`: the performance scoreboard, each figure measured in a process of its own.

Each module of `tests/benchmarks` defines `measure() -> Iterable[Row]`, and `IS_TRIAL = True` if it is long.
It runs with Django set up as role portico_app on a migrated database that writes to disk as in production.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher import testing
from launcher.errors import CannotContinue
from launcher.places import PYTHON, ROOT

FOLDER = ROOT / "tests" / "benchmarks"


@dataclass(frozen=True)
class Row:
    """One figure. `aim` is the bound as text ("≤ 250"); `ok` is None where there is nothing to reach."""

    id: str
    value: float | None
    unit: str
    aim: str
    ok: bool | None
    note: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows to FILE too")
    parser.add_argument("--trials", action="store_true", help="run the long trials in full as well")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="measure these modules of tests/benchmarks only"
    )


def run(options: argparse.Namespace) -> int:
    """Measure, print the table and fail when a figure misses its aim."""
    names = _modules(options.only)
    rows: list[Row] = []
    with testing.temporary_services(is_throwaway=False, is_migrated=True) as environment:
        settings = environment | {"PORTICO_TRIALS": "1" if options.trials else ""}
        for name in names:
            print(f"portico: measuring {name}", file=sys.stderr, flush=True)
            rows += _measure(name, settings)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1) + "\n")
    return 1 if any(row.ok is False for row in rows) else 0


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table with one line each."""
    lines = [("", "id", "figure", "aim", "note")]
    for row in rows:
        figure = "—" if row.value is None else f"{_rounded(row.value)} {row.unit}".strip()
        lines.append(({True: "ok", False: "MISSED", None: ""}[row.ok], row.id, figure, row.aim, row.note))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    padded = (
        [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[4]] for line in lines
    )
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _modules(only: list[str] | None) -> list[str]:
    found = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = sorted(set(only or ()) - set(found))
    if unknown:
        raise CannotContinue(f"tests/benchmarks has no {', '.join(unknown)}; it has {', '.join(found)}.")
    return [name for name in found if only is None or name in only]


def _measure(name: str, environment: Mapping[str, str]) -> list[Row]:
    with tempfile.NamedTemporaryFile("r", suffix=".json") as answer:
        command = [PYTHON, "-m", "launcher.measuring", f"tests.benchmarks.{name}", answer.name]
        done = subprocess.run(command, cwd=ROOT, env=dict(environment), check=False)  # noqa: S603 - names of our own
        if done.returncode != 0:
            return [Row(name, None, "", "", False, f"the measurement failed (exit {done.returncode})")]
        return [Row(**values) for values in json.load(answer)]
