"""Loads the demo organisations."""

from django.core.management.base import BaseCommand

from config.demo.houses import HOUSES
from config.demo.loader import load
from core import clock


class Command(BaseCommand):
    """This will make the three demo organisations where they are missing."""

    help = "Load the demo organisations; a second run changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        for organisation in load(HOUSES, now=clock.now()):
            self.stdout.write(f"Loaded {organisation.name}.")
