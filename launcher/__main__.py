"""The commands of `./portico`."""

import argparse
import errno
import sys

from launcher import backup, bench, checking, manage, simulating, testing, up
from launcher.errors import CannotContinue


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    # These two hand their words on untouched, options included.
    if arguments[:1] == ["manage"]:
        return manage.run(arguments[1:])
    if arguments[:1] == ["test"]:
        return testing.run(arguments[1:])
    if arguments[:1] == ["diagrams"]:
        return manage.run(arguments)
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./portico", description="Portico's one entry point.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    starting = commands.add_parser("up", help="start everything and print the addresses; Ctrl-C stops it")
    up.add_arguments(starting)
    starting.set_defaults(run=up.run)
    saving = commands.add_parser("backup", help="write database, media and keyring to one file")
    backup.add_arguments(saving)
    saving.set_defaults(run=backup.run_backup)
    restoring = commands.add_parser("restore", help="bring a backup back into an empty data folder")
    backup.add_arguments(restoring)
    restoring.set_defaults(run=backup.run_restore)
    commands.add_parser("manage", help="run a Django management command on this folder's database")
    commands.add_parser("test", help="run every suite on services of its own; arguments go to pytest")
    commands.add_parser("diagrams", help="write the generated pages of docs/; --check compares only")
    drawing = commands.add_parser("schema", help="write launcher/schema.sql anew, from the migrations")
    drawing.set_defaults(run=testing.write_schema)
    judging = commands.add_parser(
        "check", help="format, lint, types, contracts, migrations, deploy checks, docs"
    )
    checking.add_arguments(judging)
    judging.set_defaults(run=checking.run)
    measuring = commands.add_parser("bench", help="measure the performance scoreboard")
    bench.add_arguments(measuring)
    measuring.set_defaults(run=bench.run)
    playing = commands.add_parser("simulate", help="play a carrier script against a running Portico")
    simulating.add_arguments(playing)
    playing.set_defaults(run=simulating.run)
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotContinue as problem:
        sys.exit(f"portico: {problem.sentence}")
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        sys.exit("portico: The disk is full; free some space and start again.")
    except KeyboardInterrupt:
        sys.exit(130)
