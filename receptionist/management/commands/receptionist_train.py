"""Train the receptionist's heads anew after its phrases were changed."""

from typing import Any

from django.core.management.base import BaseCommand

from receptionist.understanding.brain import HEADS
from receptionist.understanding.builder import train


class Command(BaseCommand):
    """This will write receptionist/data/heads.npz from receptionist/data/phrases."""

    help = "Trains the receptionist's heads on receptionist/data/phrases."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """This will train and say on how many phrases."""
        count = train()
        self.stdout.write(f"{count} phrases learnt; {HEADS.name} is {HEADS.stat().st_size // 1024} KB.")
