"""Examines the assistant by files of cases, through the real turn handler, in a database that stays as it was."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from config.examination import report
from config.examination.cases import CannotRead


class Command(BaseCommand):
    """This will print the figures of an examination and, asked for, write every miss."""

    help = (
        "Examine the receptionist: --suite utterances|emergency|when|entities|dialogues|all --cases FOLDER."
        " Files that are not there are skipped. Nothing is left in the database."
        " Ends with 1 below --fail-under or --baseline."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--suite", choices=[*report.SUITES, "all"], default="all")
        parser.add_argument("--cases", type=Path, required=True, help="the folder with the files of cases")
        parser.add_argument("--brain", choices=["embedded"], default="embedded")
        parser.add_argument("--json", type=Path, help="write summary, figures and every miss here")
        parser.add_argument(
            "--baseline", type=Path, help="an earlier --json file that must not be fallen behind"
        )
        parser.add_argument(
            "--fail-under",
            action="append",
            default=[],
            metavar="KEY=FIGURE",
            help="e.g. dialogue_outcome=0.95",
        )

    def handle(self, *args: object, **options: Any) -> None:
        folder: Path = options["cases"]
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder")
        floors = dict(_floor(one) for one in options["fail_under"])
        try:
            result = report.run(folder, options["suite"])
        except CannotRead as error:
            raise CommandError(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            said = "Dialogues need Portico's database, which cannot be reached. Is its data folder writable?"
            raise CommandError(f"{said} ({str(error).splitlines()[0]})") from error
        self._print(result)
        if options["json"]:
            options["json"].write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
        behind = _behind(result["summary"], floors, _baseline(options["baseline"]))
        for line in behind:
            self.stderr.write(line)
        if behind:
            raise SystemExit(1)

    def _print(self, result: dict[str, Any]) -> None:
        for one in result["skipped"]:
            self.stdout.write(f"skipped: {one} is not there")
        for name, suite in result["suites"].items():
            self.stdout.write(f"\n{name}")
            for key, value in suite.items():
                if key == "classes":
                    for label, one in value.items():
                        self.stdout.write(f"  {label:16} {one}")
                elif key not in {"misses", "marks"}:
                    self.stdout.write(f"  {key}: {value}")
            for miss in suite["misses"]:
                self.stdout.write(f"  miss {_line(miss)}")
        self.stdout.write("\nsummary")
        for key, figure in result["summary"].items():
            self.stdout.write(f"  {key:28} {'-' if figure is None else figure}")


def _line(miss: dict[str, Any]) -> str:
    left = {
        key: value
        for key, value in miss.items()
        if key not in {"lines", "acts", "rules", "fields", "title"} and value
    }
    return json.dumps(left, ensure_ascii=False)


def _floor(text: str) -> tuple[str, float]:
    key, _equals, figure = text.partition("=")
    if key not in report.SUMMARY:
        raise CommandError(f"--fail-under {text}: there is no figure called {key}")
    try:
        return key, float(figure)
    except ValueError as error:
        raise CommandError(f"--fail-under {text}: {figure!r} is no number") from error


def _baseline(file: Path | None) -> dict[str, float]:
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))["summary"]
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{file}: is no file that --json wrote") from error
    return {key: value for key, value in found.items() if value is not None}


def _behind(summary: dict[str, Any], floors: dict[str, float], before: dict[str, float]) -> list[str]:
    said = []
    for key, floor in [*floors.items(), *before.items()]:
        got = summary.get(key)
        if got is None or (key == "understand_p95_ms" and key in before):
            continue
        if got > floor if key in report.LESS_IS_BETTER else got < floor:
            said.append(f"{key}: {got}, but {floor} is asked")
    return said
