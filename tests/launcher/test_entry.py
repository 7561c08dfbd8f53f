"""Where `./portico` cannot run, it says so in one sentence, fails and damages nothing."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from launcher import ports
from launcher.folder import FIRST_START_BYTES, Folder
from launcher.places import ROOT


def portico(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the entry point as from a plain shell."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [ROOT / "portico", *arguments],
        env=kept | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def python_of_version(folder: Path, body: str) -> str:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return str(program)


def test_an_unsupported_python_is_one_sentence(tmp_path: Path) -> None:
    old = python_of_version(tmp_path, "exit 1")

    done = portico("up", PORTICO_PYTHON=old, PORTICO_VENV=str(tmp_path / "venv"))

    assert done.returncode == 1
    assert done.stderr == f"portico: {old} is not Python 3.11 or newer, which Portico needs.\n"
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all_is_one_sentence(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "env", "readlink", "dirname", "cat", "sha256sum", "cut", "mkdir", "grep"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)

    done = portico("up", PATH=str(tools), PORTICO_VENV=str(tmp_path / "venv"))

    assert done.returncode == 1
    assert last_line(done) == "portico: Python 3.11 or newer is needed, and none was found on PATH."


def test_a_missing_venv_module_names_the_package(tmp_path: Path) -> None:
    # A Python that has everything but venv, seen by someone who may not install packages.
    bare = python_of_version(
        tmp_path, 'case "$2" in *ensurepip*) exit 1;; *version_info\\[:2\\]*) echo 3.11;; esac'
    )
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "id").write_text("#!/bin/sh\necho 1000\n")
    (tools / "id").chmod(0o755)

    done = portico(
        "up", PATH=f"{tools}:{os.environ['PATH']}", PORTICO_PYTHON=bare, PORTICO_VENV=str(tmp_path / "venv")
    )

    assert done.returncode == 1
    assert last_line(done).endswith("run: sudo apt-get install python3.11-venv")


def test_a_busy_port_is_one_sentence_and_makes_no_data(tmp_path: Path) -> None:
    port = ports.find_free()
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        server.listen()
        done = portico("up", "--port", str(port), "--data", str(tmp_path / "data"))

    assert done.returncode == 1
    assert last_line(done).startswith(f"portico: Port {port}, needed for the pages, is in use;")
    assert not (tmp_path / "data").exists()


def test_a_second_up_on_the_same_data_is_one_sentence(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    folder.hold()
    try:
        done = portico("up", "--port", str(ports.find_free()), "--data", str(folder.path))
    finally:
        folder.release()

    assert done.returncode == 1
    assert last_line(done).startswith(f"portico: Portico is already running on {folder.path};")
    assert sorted(path.name for path in folder.path.iterdir()) == ["lock"]


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as disk:
        done = portico("up", "--port", str(ports.find_free()), "--data", str(disk / "data"))
        left = [path.name for path in (disk / "data").iterdir()]

    assert done.returncode == 1
    assert f"is full: 20 MB are free and {FIRST_START_BYTES // 1_000_000} MB are needed" in last_line(done)
    assert left == ["lock"]


def test_one_of_two_addresses_is_one_sentence(tmp_path: Path) -> None:
    data = str(tmp_path / "data")

    done = portico(
        "up", "--port", str(ports.find_free()), "--data", data, DATABASE_URL="postgresql:///portico"
    )

    assert done.returncode == 1
    assert last_line(done) == "portico: Set both DATABASE_URL and REDIS_URL, or neither to have them started."


def test_a_cluster_of_another_postgresql_is_left_alone(tmp_path: Path) -> None:
    cluster = tmp_path / "data" / "postgres"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("13\n")

    done = portico("up", "--port", str(ports.find_free()), "--data", str(tmp_path / "data"))

    assert done.returncode == 1
    assert "was made by PostgreSQL 13 and this Portico brings 18: run ./portico backup" in last_line(done)
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_simulating_without_a_running_portico_is_one_sentence(tmp_path: Path) -> None:
    done = portico("simulate", "script.yaml", "--data", str(tmp_path))

    assert done.returncode == 1
    assert last_line(done) == f"portico: No Portico is running on {tmp_path}; start one with: ./portico up"
