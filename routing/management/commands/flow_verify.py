"""Judges a flow that is a file, and prints what is wrong with it as a compiler would."""

import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from core import clock
from routing.domain import document
from routing.domain.verify import Proof, prove
from routing.domain.verifying import written
from routing.domain.verifying.places import lines_of
from routing.domain.verifying.replaying import telephone_script
from routing.presenters.problems import ProblemRow, problem_rows

HANDSET = "+16025550134"
ASSUMED = (
    "judged against usual office hours with a lunch break, and everybody it names is taken to be at work"
)


class Command(BaseCommand):
    """This will read a flow document and walk every call of the coming year through it."""

    help = "Judge a flow document (or a file with `flow` and `world`). Ends with 1 when it has errors or cannot be read."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=RawDescriptionHelpFormatter,
            epilog=written.__doc__,
            **kwargs,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the flow document")
        parser.add_argument(
            "--world", type=Path, help="hours, holidays, members, queues and ladders, as JSON"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the problems as JSON")
        parser.add_argument(
            "--scripts",
            type=Path,
            metavar="FOLDER",
            help="write each way to a problem for ./portico simulate",
        )
        parser.add_argument("--dial", default="law", help="the line that scripts dial: a number or its label")
        parser.add_argument("--language", default="en", choices=["en", "es"], help="of the sentences")

    def handle(self, *args: object, **options: Any) -> None:
        file: Path = options["file"]
        text = _read(file)
        told = _json(file, text)
        is_both = isinstance(told, dict) and "flow" in told and "nodes" not in told
        world_file: Path | None = options["world"]
        written_world = (
            _json(world_file, _read(world_file)) if world_file else told.get("world") if is_both else None
        )
        try:
            flow = document.read(told["flow"] if is_both else told)
            world = written.read_world(written_world or {}, now=clock.now())
        except document.DocumentInvalid as invalid:
            raise CommandError(
                "\n".join(
                    _located(file, text, is_both, found.path, found.sentence) for found in invalid.found
                ),
                returncode=1,
            ) from invalid
        except written.WorldUnreadable as unreadable:
            raise CommandError(f"{world_file or file}: {unreadable}", returncode=1) from unreadable
        with override(options["language"]):
            proof = prove(flow, world)
            rows = problem_rows(proof.problems)
            if options["as_json"]:
                self.stdout.write(json.dumps(_as_json(proof, rows), ensure_ascii=False, indent=1))
            else:
                self._print(file, text, is_both, proof, rows, is_assumed=not written_world)
        if options["scripts"]:
            _write_scripts(options["scripts"], proof, dial=options["dial"])
        if proof.has_errors:
            raise SystemExit(1)

    def _print(
        self,
        file: Path,
        text: str,
        is_both: bool,
        proof: Proof,
        rows: tuple[ProblemRow, ...],
        *,
        is_assumed: bool,
    ) -> None:
        for row in rows:
            path = f"nodes.{row.node}" if row.node else ""
            kind = "error" if row.is_error else "warning"
            self.stdout.write(_located(file, text, is_both, path, f"{kind}: {row.sentence} [{row.code}]"))
            if row.path:
                self.stdout.write(f"    {row.path}")
        errors = sum(row.is_error for row in rows)
        self.stdout.write(
            f"{file}: {errors} errors, {len(rows) - errors} warnings; {proof.moments} different moments of the year,"
            f" {proof.situations} situations, {proof.decisions} decisions"
        )
        if is_assumed:
            self.stdout.write(f"{file}: {ASSUMED}; --world says how it is")


def _write_scripts(folder: Path, proof: Proof, *, dial: str) -> None:
    """Write a script for each problem a caller comes to; JSON is YAML too."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, problem in enumerate(proof.problems, 1):
        if problem.script:
            name = f"{number:02}_{problem.code.value.lower()}_{problem.node.replace(' ', '_')}.yaml"
            steps = telephone_script(problem, dial=dial, handset=HANDSET)
            (folder / name).write_text(
                json.dumps(steps, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file}: cannot be read: {error}", returncode=1) from error


def _json(file: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(
            f"{file}:{error.lineno}:{error.colno}: no JSON: {error.msg}", returncode=1
        ) from error
    except RecursionError as error:
        raise CommandError(f"{file}: no JSON: nested too deeply", returncode=1) from error


def _located(file: Path, text: str, is_both: bool, path: str, said: str) -> str:
    lines = lines_of(text)
    whole = f"flow.{path}".rstrip(".") if is_both else path
    steps = whole.split(".")
    # What is missing has no line; the nearest that is there has.
    near = next(
        (lines[".".join(steps[:end])] for end in range(len(steps), 0, -1) if ".".join(steps[:end]) in lines),
        1,
    )
    return f"{file}:{near}: {path or 'flow'}: {said}"


def _as_json(proof: Proof, rows: tuple[ProblemRow, ...]) -> dict[str, Any]:
    return {
        "problems": [
            {
                "code": row.code,
                "severity": "ERROR" if row.is_error else "WARNING",
                "node": row.node,
                "sentence": row.sentence,
                "path": row.path,
            }
            for row in rows
        ],
        "moments": proof.moments,
        "situations": proof.situations,
        "decisions": proof.decisions,
    }
