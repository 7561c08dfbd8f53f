"""`./portico manage …`: Django's commands against this folder's database."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from launcher import extensions
from launcher.environment import portico_variables
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.places import DEFAULT_DATA, DEFAULT_PORT, PYTHON, ROOT
from launcher.services import reached

OWNER_COMMANDS = {"migrate", "ensure_roles", "prepare_database", "dbshell", "sqlmigrate", "showmigrations"}
MIGRATING = {"migrate", "prepare_database"}
# These read the code alone, so they start no database and can run side by side.
CODE_COMMANDS = {
    "makemigrations",
    "check",
    "help",
    "version",
    "diagrams",
    "flow_verify",
    "slots",
    "busy",
    "conflict_check",
    "spectacular",
    "startapp",
    "findstatic",
}
# These need the tables and the role of the application: on a new folder both are made first.
PREPARED_COMMANDS = {"receptionist_eval"}
NO_SERVICES = {
    "DATABASE_URL": "postgresql://portico@/portico?host=/nonexistent",
    "REDIS_URL": "unix:///nonexistent/redis.sock?db=0",
}


def run(arguments: list[str], *, data: Path = DEFAULT_DATA) -> int:
    """Run one management command, starting the services for it where none are running."""
    command = arguments[0] if arguments else "help"
    if command in CODE_COMMANDS:
        return _manage(arguments, code_environment())
    folder = Folder(data)
    with reached(folder) as addresses:
        environment = portico_variables(
            data=folder.path,
            port=int(addresses.get("PORTICO_PORT", DEFAULT_PORT)),
            addresses=addresses,
            keyring=open_keyring(folder.path / "keyring"),
            demo=True,
        )
        if command in PREPARED_COMMANDS and "PORTICO_PORT" not in addresses:
            _manage(["prepare_database"], environment | {"PORTICO_DB_ROLE": "owner"})
        check_before(command, environment)
        return _manage(
            arguments, environment | ({"PORTICO_DB_ROLE": "owner"} if command in OWNER_COMMANDS else {})
        )


def check_before(command: str, environment: Mapping[str, str]) -> None:
    """Say what a server lacks before a command makes tables on it.

    Raises:
        CannotContinue: an extension is missing and cannot be created.
    """
    if command in MIGRATING:
        extensions.check(environment)


def code_environment() -> dict[str, str]:
    """Return an environment in which the code loads but no service is reached."""
    secrets = {
        "SECRET_KEY": "for-commands-that-only-read-the-code",
        "PORTICO_KEYRING": "",
        "CARRIER": "simulator",
    }
    fixed = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "config.settings", "PORTICO_DB_ROLE": "owner"}
    return {**os.environ, **NO_SERVICES, **secrets, **fixed}


def _manage(arguments: list[str], environment: dict[str, str]) -> int:
    # In the foreground and with the terminal, so that `shell` and `dbshell` work.
    return subprocess.run(  # noqa: S603 - the operator's own words
        [PYTHON, str(ROOT / "manage.py"), *arguments], env=environment, check=False
    ).returncode
