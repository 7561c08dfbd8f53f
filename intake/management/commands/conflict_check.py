"""Checks a list of names against a list of parties, without a database."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from intake.domain.conflicts.engine import Hit, Policy, Query, Tier
from intake.domain.conflicts.index import Index
from intake.domain.conflicts.lists import Listed, ListUnreadable, Reading, distinct, read_list
from intake.presenters.conflict_reasons import reasons_sentence

MOST_NOTES = 20


class Command(BaseCommand):
    """This will write a line for each party that may be meant by a name, with its score, its tier and the reasons."""

    help = "Check names against parties: CSV in, CSV out. Nothing is stored and no database is asked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--corpus", type=Path, required=True, help="the parties: party_id, name, and kind, aliases, dob"
        )
        parser.add_argument(
            "--queries", type=Path, required=True, help="the names: query_id, name, and kind, dob"
        )
        parser.add_argument(
            "--out", type=Path, required=True, help="query_id, party_id, score, tier, reasons"
        )
        parser.add_argument(
            "--blocking-only", action="store_true", help="leave out what is shown but does not block"
        )
        parser.add_argument("--language", default="en", choices=["en", "es"], help="of the reasons")

    def handle(self, *args: object, **options: Any) -> None:
        parties = self._read(options["corpus"], "party_id")
        asked = self._read(options["queries"], "query_id")
        index: Index[str] = Index()
        for party in parties.rows:
            _add(index, party)
        count = 0
        with override(options["language"]):
            try:
                with options["out"].open("w", encoding="utf-8", newline="") as file:
                    out = csv.writer(file)
                    out.writerow(["query_id", "party_id", "score", "tier", "reasons"])
                    for query in asked.rows:
                        hits = _shown(index, query, blocking_only=options["blocking_only"])
                        count += len(hits)
                        out.writerows(
                            [
                                query.key,
                                hit.party,
                                f"{hit.score:.4f}",
                                hit.tier,
                                reasons_sentence(hit.reasons),
                            ]
                            for hit in hits
                        )
            except OSError as error:
                raise CommandError(
                    f"{options['out']}: cannot be written: {error.strerror}.", returncode=1
                ) from error
        self.stderr.write(
            f"{len(asked.rows)} names checked against {len(parties.rows)} parties ({len(index)} names): {count} hits."
        )

    def _read(self, file: Path, key: str) -> Reading:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: cannot be read: {error.strerror}.", returncode=1) from error
        try:
            found = read_list(content, key=key)
        except ListUnreadable as unreadable:
            raise CommandError(f"{file}: {unreadable}", returncode=1) from unreadable
        for note in found.notes[:MOST_NOTES]:
            self.stderr.write(f"{file}: {note}")
        if len(found.notes) > MOST_NOTES:
            self.stderr.write(f"{file}: {len(found.notes) - MOST_NOTES} more like these.")
        return found


def _add(index: Index[str], party: Listed) -> None:
    kinds = {"PERSON": (False,), "COMPANY": (True,)}.get(party.kind, (False, True))
    for name in distinct((party.name, *party.aliases)):
        for of_company in kinds:
            index.add(party.key, name, of_company=of_company, dob=party.dob)


def _shown(index: Index[str], query: Listed, *, blocking_only: bool) -> list[Hit[str]]:
    hits = index.search(Query(query.name, query.kind, query.dob), Policy())
    tiers = {Tier.BLOCKING} if blocking_only else {Tier.BLOCKING, Tier.LOW}
    return [hit for hit in hits if hit.tier in tiers]
