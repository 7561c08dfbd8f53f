"""The files of deploy/ name variables, modules and paths that exist, and the tools that read them accept them."""

import re
import shutil
import subprocess
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from accounts.ports import SOCKETS_PATH
from config.env import Environment
from launcher.places import ROOT
from launcher.stack import SOCKETS_FLAGS

DEPLOY = ROOT / "deploy"
KNOWN = {item.name.upper() for item in fields(Environment)} | {"DJANGO_SETTINGS_MODULE"}
# Read by the units themselves.
OF_UNITS = {"WEB_WORKERS", "WORKER_PROCESSES"}
SITES = [DEPLOY / "nginx.conf", DEPLOY / "compose" / "nginx.conf"]


def compose() -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        (DEPLOY / "compose" / "compose.yaml").read_text()
    )
    return {name: service for name, service in read["services"].items() if "image" in service}


@pytest.mark.parametrize("name", ["environment.example", "owner.example"])
def test_the_units_variables_are_portico_s(name: str) -> None:
    named = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / name).read_text(), re.MULTILINE))

    assert named
    assert named - KNOWN - OF_UNITS == set()


def test_the_containers_variables_are_portico_s() -> None:
    ours = [service for service in compose().values() if service["image"] == "portico"]

    assert len(ours) == 4
    for service in ours:
        assert set(service["environment"]) - KNOWN == set()  # type: ignore[call-overload]


def test_what_units_run_is_there() -> None:
    for unit in (DEPLOY / "systemd").glob("*.service"):
        for command in re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.MULTILINE):
            words = command.removeprefix("/srv/portico/.venv/bin/python ").split()
            assert words != command.split()
            assert find_spec(words[1]) if words[0] == "-m" else (ROOT / words[0]).is_file()
            assert find_spec(words[-1].partition(":")[0]) if ":" in words[-1] else words


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.parent.name)
def test_sockets_are_on_the_path_they_listen_at(site: Path) -> None:
    assert f"location {SOCKETS_PATH} {{" in site.read_text()
    assert f"SOCKETS_URL=wss://portico.example{SOCKETS_PATH}" in (DEPLOY / "environment.example").read_text()


@pytest.mark.parametrize("site", SITES, ids=lambda path: path.parent.name)
def test_no_location_drops_the_headers_of_its_server(site: Path) -> None:
    # nginx inherits proxy_set_header only into a location that sets none.
    for location in re.findall(r"location [^{]+\{([^}]*)\}", site.read_text()):
        assert "proxy_set_header" not in location


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx on this machine")
def test_nginx_takes_its_site(tmp_path: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portico.example"),
            *("-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )
    site = SITES[0].read_text().replace("/etc/ssl/portico", str(tmp_path))
    # A trial run opens its ports, which may be taken here.
    site = re.sub(r"listen \[::\].*;", "", site)
    (tmp_path / "site.conf").write_text(re.sub(r"listen (\d+)", rf"listen unix:{tmp_path}/\1", site))
    frame = f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(frame)

    done = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_live_screens_are_started_as_up_starts_them() -> None:
    for place in ("systemd/portico-sockets.service", "compose/compose.yaml"):
        words = re.findall(r"[\w.:=/-]+", (DEPLOY / place).read_text())
        assert set(SOCKETS_FLAGS) <= set(words), place
