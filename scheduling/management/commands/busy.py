"""Prints the busy times of a calendar file, as the booking pages would take them."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from scheduling.domain.ics.busy import BusyTimes, read_busy
from scheduling.domain.ics.events import Weight
from scheduling.domain.ics.lines import MOST_BYTES, CalendarUnreadable
from scheduling.domain.ics.zone_names import is_iana
from scheduling.presenters.calendar_files import concern_sentence, fault_sentence

LONGEST = timedelta(days=3660)


class Command(BaseCommand):
    """This will read a calendar file and print its busy times and what it had to warn of, as JSON."""

    help = "Print the busy times of an .ics file as JSON. Ends with 1 when the file is no calendar."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the calendar file")
        parser.add_argument(
            "--zone", required=True, help="the clock of the calendar's owner, such as America/Denver"
        )
        parser.add_argument(
            "--from", required=True, dest="since", help="where to begin, such as 2026-11-22T00:00Z"
        )
        parser.add_argument("--to", required=True, dest="until", help="where to end")
        parser.add_argument(
            "--owner", action="append", default=[], help="the owner's address; what they declined is free"
        )
        parser.add_argument(
            "--own", action="append", default=[], metavar="UID", help="an event of ours, to be left out"
        )
        parser.add_argument(
            "--tentative-is-free", action="store_true", help="do not count what is not confirmed"
        )
        parser.add_argument("--language", default="en", choices=["en", "es"], help="of the sentences")

    def handle(self, *args: object, **options: Any) -> None:
        if not is_iana(options["zone"]):
            raise CommandError(
                f"--zone: “{options['zone']}” is no time zone; write one as America/Denver.", returncode=1
            )
        zone = ZoneInfo(options["zone"])
        since, until = _instant("--from", options["since"], zone), _instant("--to", options["until"], zone)
        if until <= since:
            raise CommandError("--to must be later than --from.", returncode=1)
        if until - since > LONGEST:
            raise CommandError(f"From --from to --to are more than {LONGEST.days} days.", returncode=1)
        with override(options["language"]):
            try:
                found = read_busy(
                    _content(options["file"]),
                    zone=zone,
                    since=since,
                    until=until,
                    owners=options["owner"],
                    ours=lambda uids: set(options["own"]).intersection(uids),
                    tentative_is_busy=not options["tentative_is_free"],
                )
            except CalendarUnreadable as unreadable:
                raise CommandError(
                    f"{options['file']}: {fault_sentence(unreadable.fault)}", returncode=1
                ) from unreadable
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=1))


def _as_json(found: BusyTimes) -> dict[str, Any]:
    return {
        "busy": [[_written(one.start), _written(one.end)] for one in found.intervals],
        "tentative": [
            [_written(one.start), _written(one.end)]
            for one in found.intervals
            if one.weight is Weight.TENTATIVE
        ],
        "warnings": [
            {"code": one.concern.value, "about": one.about, "sentence": concern_sentence(one)}
            for one in found.warnings
        ],
        "is_whole": found.is_whole,
    }


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file}: cannot be read: {error.strerror}.", returncode=1) from error


def _instant(option: str, written: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(written)
        if not 1900 <= at.year <= 2200:
            raise ValueError(written)
    except ValueError as error:
        raise CommandError(
            f"{option}: “{written}” is no date or time between 1900 and 2200; write one as 2026-11-22T09:00Z.",
            returncode=1,
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=zone)
