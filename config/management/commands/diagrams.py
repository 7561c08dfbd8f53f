"""Writes the generated diagrams, or says which are stale."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.diagrams import documents


class Command(BaseCommand):
    """This will render every state table, the order of the apps and the schemas of flows and forms into docs/."""

    help = "Write docs/states/*.md and docs/*.schema.json; with --check only compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        stale = []
        for name, text in documents().items():
            path = Path(settings.BASE_DIR) / "docs" / name
            if path.exists() and path.read_text() == text:
                continue
            stale.append(name)
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        if options["check"] and stale:
            raise CommandError(f"Stale: {', '.join(stale)}. Run ./portico diagrams.")
        self.stdout.write(f"{len(stale)} written." if not options["check"] else "All fresh.")
