"""Finds who is in a list of people more than once."""

import csv
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from contacts.domain.csv_files import MOST_COLUMNS, MOST_ROWS, Unreadable
from contacts.domain.identity import FIELDS, LINKED_FROM, find_links, people_of
from contacts.domain.people_files import IdTwice, NothingToCompare, PeopleList, read_people
from contacts.presenters.identity import link_writer

KNOWN: Final = ", ".join(("id", *FIELDS))
UNREADABLE: Final = {
    "empty": "it is empty",
    "no_rows": "it has headings but no rows",
    "binary": "it is no CSV file",
    "too_long": f"it has more than {MOST_ROWS:,} rows",
    "too_wide": f"it has more than {MOST_COLUMNS} columns",
}


class Command(BaseCommand):
    """This will compare everybody in a CSV file with everybody, and write the pairs that are probably one person."""

    # Nothing of Portico is touched, so nothing of it has to be checked first.
    requires_system_checks = ()
    help = (
        f"Find who is in a CSV file more than once. Columns are known by name ({KNOWN}); any may be absent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the list, as CSV with headings")
        parser.add_argument(
            "--out", type=Path, required=True, metavar="PAIRS", help="where the pairs go, as CSV"
        )
        parser.add_argument(
            "--threshold", type=_share, default=LINKED_FROM, metavar="SHARE",
            help="the least probability to write, from 0.5 (as it is by default) to 1",
        )  # fmt: skip
        parser.add_argument("--language", default="en", choices=["en", "es"], help="of the reasons")

    def handle(self, *args: object, **options: Any) -> None:
        people = _read(options["file"])
        least: float = options["threshold"]
        links = [link for link in find_links(people_of(people.rows)) if link.probability >= least]
        out: Path = options["out"]
        try:
            with override(options["language"]), out.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["a", "b", "probability", "reasons"])
                say = link_writer()
                for link in links:
                    pair = people.ids[link.first], people.ids[link.second]
                    writer.writerow([*pair, f"{link.probability:.6f}", say(link)])
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.", returncode=1) from error
        self.stdout.write(
            f"{len(people.rows):,} people, {len(links):,} pairs of one person from {least:g} on; compared by"
            f" {', '.join(people.fields)}."
        )


def _read(path: Path) -> PeopleList:
    try:
        with path.open("rb") as file:
            return read_people(file)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=1) from error
    except Unreadable as unreadable:
        raise CommandError(
            f"{path} cannot be read: {UNREADABLE[unreadable.reason]}.", returncode=1
        ) from unreadable
    except NothingToCompare as nothing:
        raise CommandError(
            f"{path} has no column to compare by. Known are {KNOWN}.", returncode=1
        ) from nothing
    except IdTwice as twice:
        said = f"the id {twice.identifier!r} stands there twice" if twice.identifier else "its row has no id"
        raise CommandError(f"{path}, line {twice.line}: {said}.", returncode=1) from twice


def _share(text: str) -> float:
    value = float(text)
    if not LINKED_FROM <= value <= 1:
        raise ValueError(text)
    return value
