"""Plays scripts of the carrier simulator against this Portico."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from carrier.simulator import simulate
from carrier.simulator.client import SimulatorControl
from config.demo.backstage import DemoPortico


class Command(BaseCommand):
    """This will play scripts one after the other, and end with 1 when something else happened than they expect."""

    help = "Play scripts of the carrier simulator; `./portico simulate` calls this."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scripts", type=Path, nargs="+", metavar="SCRIPT")
        parser.add_argument("--portico", default="", help="Portico's address, for steps that look at a page")

    def handle(self, *args: object, scripts: Sequence[Path], portico: str, **options: object) -> None:
        status = simulate.run(
            scripts,
            lambda: SimulatorControl(settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN),
            DemoPortico(portico),
        )
        if status:
            sys.exit(status)
