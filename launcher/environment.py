"""The variables that Portico's own processes are started with."""

import os
from collections.abc import Mapping
from pathlib import Path

from launcher.keyring import Keyring
from launcher.places import ROOT
from launcher.services import ADDRESSES

# Decided here for each process, whatever the operator's shell says.
WITHHELD = ("PYTHONPATH", "PORTICO_DB_ROLE", *ADDRESSES)


def portico_variables(
    *,
    data: Path,
    port: int,
    addresses: Mapping[str, str],
    keyring: Keyring,
    demo: bool,
    environ: Mapping[str, str] = os.environ,
) -> dict[str, str]:
    """Return a Portico process's whole environment; the operator's variables win over the folder's keys."""
    simulator, control = f"http://127.0.0.1:{port + 2}", f"http://127.0.0.1:{port + 3}"
    inherited = {name: value for name, value in environ.items() if name not in WITHHELD}
    media, mail = data / "media", data / "mail"
    for folder in (media, mail):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_simulated = environ.get("CARRIER", "simulator") == "simulator"
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **keyring.variables(),
        **inherited,
        **{name: value for name, value in addresses.items() if name in ADDRESSES},
        "CARRIER": "simulator" if is_simulated else environ["CARRIER"],
        "SIMULATOR": "1" if is_simulated else "",
        "SIMULATOR_URL": simulator,
        "SIMULATOR_CONTROL_URL": control,
        "PORTICO_PORT": str(port),
        "SOCKETS_PORT": str(port + 1),
        "MEDIA_ROOT": str(media),
        **({"DEMO": "1", "MAIL_DIR": str(mail), **_demo_mail(environ)} if demo else {}),
    }


def _demo_mail(environ: Mapping[str, str]) -> dict[str, str]:
    """Name a domain for the mailboxes of the demo, whose mail is kept in a folder and leaves for nobody."""
    return {"MAIL_DOMAIN": environ.get("MAIL_DOMAIN") or "mail.portico.example"}
