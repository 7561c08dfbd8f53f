"""Answers a file of availability cases (schema slots/1) by the slot engine."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scheduling.domain.slotfile import answer, read
from scheduling.domain.slotfile.fields import Field, FileFault


class Command(BaseCommand):
    """This will print the starts, or the open runs, of each case of a file."""

    help = (
        "Answer a file of schema slots/1 and print {results: [{id, slots, ranges}]} as JSON. A case that cannot be read"
        " has `error` instead. Ends with 1 when there is one, or, with --check, a difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file of cases")
        parser.add_argument("--check", action="store_true", help="compare with what the cases expect")

    def handle(self, *args: object, **options: Any) -> None:
        file: Path = options["file"]
        try:
            cases = read.cases(_json(file))
        except FileFault as fault:
            raise CommandError(f"{file}: {fault}", returncode=1) from fault
        results: list[dict[str, object]] = []
        wrong: list[str] = []
        for case in cases:
            try:
                found = answer.answer(case)
                results.append(found.as_json())
                if options["check"]:
                    wrong += [f"{found.id}: {said}" for said in answer.differences(case, found)]
            except FileFault as fault:
                results.append({"id": _name(case), "error": str(fault)})
                wrong.append(f"{file}: {fault}")
        self.stdout.write(json.dumps({"results": results}, ensure_ascii=False, indent=1))
        for said in wrong:
            self.stderr.write(said)
        if options["check"]:
            self.stderr.write(f"{len(cases)} cases, {len(wrong)} differences")
        if wrong:
            raise SystemExit(1)


def _name(case: Field) -> object:
    return case.value.get("id") if isinstance(case.value, dict) else None


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file}: cannot be read: {error}", returncode=1) from error
    except json.JSONDecodeError as error:
        said = f"{file}:{error.lineno}:{error.colno}: no JSON: {error.msg}"
        raise CommandError(said, returncode=1) from error
    except RecursionError as error:
        raise CommandError(f"{file}: no JSON: nested too deeply", returncode=1) from error
