"""Turns at the carrier are shared by all processes, by Redis and, while it is down, by PostgreSQL."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
import redis
from django.db import connection

from carrier.services import limits
from carrier.vonage.limits import Act


@pytest.fixture
def redis_is_down(settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Send every request for Redis to a port where nobody listens."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]
    kept = limits._client
    kept.cache_clear()
    monkeypatch.setattr(limits, "_redis_is_out_until", 0.0)
    yield
    kept.cache_clear()


def _forget(account_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM carrier_turn WHERE account_id = %s", [account_id])


@pytest.mark.usefixtures("db", "redis_is_down")
def test_without_redis_the_burst_is_free_and_the_rest_waits() -> None:
    account = uuid4()
    began = time.monotonic()
    for _call in range(3):
        limits.take_turn(account_id=account, act=Act.CALL)
    assert time.monotonic() - began < 0.3
    limits.take_turn(account_id=account, act=Act.CALL)
    assert 0.2 < time.monotonic() - began < 0.9
    # Another account, and another kind of request of this one, have turns of their own.
    began = time.monotonic()
    limits.take_turn(account_id=account, act=Act.CALL_COMMAND)
    limits.take_turn(account_id=uuid4(), act=Act.CALL)
    assert time.monotonic() - began < 0.2


@pytest.mark.usefixtures("db", "redis_is_down")
def test_a_place_too_far_back_is_given_up_and_taken_from_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    account = uuid4()
    for _call in range(3):
        limits.take_turn(account_id=account, act=Act.CALL)
    with monkeypatch.context() as hurried:
        hurried.setattr(limits, "LONGEST_WAIT_SECONDS", 0.0)
        for _call in range(5):
            with pytest.raises(limits.Busy):
                limits.take_turn(account_id=account, act=Act.CALL)
    began = time.monotonic()
    limits.take_turn(account_id=account, act=Act.CALL)
    assert time.monotonic() - began < 0.6


@pytest.mark.usefixtures("transactional_db", "redis_is_down")
def test_several_processes_share_the_turns_of_the_database() -> None:
    account = uuid4()
    start = threading.Barrier(4)

    def take(_number: int) -> None:
        start.wait()
        try:
            for _call in range(2):
                limits.take_turn(account_id=account, act=Act.CALL)
        finally:
            connection.close()

    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take, range(4)))
    # Eight calls at three a second, three of them at once.
    assert 1.4 < time.monotonic() - began < 3.2
    _forget(account)


@pytest.mark.usefixtures("db", "redis_is_down")
def test_a_redis_that_is_out_is_asked_again_later(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    account = uuid4()
    limits.take_turn(account_id=account, act=Act.CALL)
    asked: list[str] = []
    monkeypatch.setattr(limits, "_client", lambda: asked.append("again") or _Silent())
    limits.take_turn(account_id=account, act=Act.CALL)
    assert asked == []
    monkeypatch.setattr(limits, "_redis_is_out_until", time.monotonic() - 1)
    limits.take_turn(account_id=account, act=Act.CALL)
    assert asked == ["again"]


class _Silent:
    def eval(self, *_: object) -> str:
        """Fail as a Redis that does not answer fails."""
        raise redis.TimeoutError
