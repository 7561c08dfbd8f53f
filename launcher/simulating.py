"""`./portico simulate SCRIPT …`: play carrier scripts against a running Portico."""

import argparse
import os
import subprocess
from pathlib import Path

from launcher.environment import portico_variables
from launcher.errors import CannotContinue
from launcher.folder import Folder
from launcher.keyring import open_keyring
from launcher.places import DEFAULT_DATA, DEFAULT_PORT, PYTHON, ROOT


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scripts", type=Path, nargs="+", metavar="SCRIPT", help="scripts, YAML; one after the other"
    )
    parser.add_argument(
        "--data", type=Path, default=DEFAULT_DATA, metavar="DIR", help="data folder of the Portico"
    )


def run(options: argparse.Namespace) -> int:
    """Play scripts and return 0 when everything came out as they say.

    Raises:
        CannotContinue: no Portico runs on this folder.
    """
    folder = Folder(options.data)
    addresses = folder.find_addresses()
    if addresses is None or not folder.is_held():
        raise CannotContinue(f"No Portico is running on {folder.path}; start one with: ./portico up")
    environment = portico_variables(
        data=folder.path,
        port=int(addresses.get("PORTICO_PORT", DEFAULT_PORT)),
        addresses=addresses,
        keyring=open_keyring(folder.path / "keyring"),
        demo=True,
    )
    command = [
        PYTHON,
        str(ROOT / "manage.py"),
        "simulate",
        *(str(path.absolute()) for path in options.scripts),
    ]
    command += ["--portico", f"http://127.0.0.1:{environment['PORTICO_PORT']}"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode  # noqa: S603
