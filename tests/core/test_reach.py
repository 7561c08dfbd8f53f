"""Whether Redis answers: asked for a moment, remembered for two seconds, given up on after two silent looks."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from conversations import hints
from core import reach, relay
from core.ids import new_id


@pytest.fixture
def silent(settings: LazySettings) -> Iterator[None]:
    """A Redis that takes every connection and says nothing."""
    forgetting = (reach._client.cache_clear, hints._client.cache_clear, reach.forget)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        settings.REDIS_URL = f"redis://127.0.0.1:{listening.getsockname()[1]}/0"
        for forget in forgetting:
            forget()
        yield
    for forget in forgetting:
        forget()


def test_the_one_that_runs_is_up() -> None:
    reach.forget()
    assert reach.is_up()
    assert not reach.is_gone()


@pytest.mark.usefixtures("silent")
def test_one_silent_look_stops_commands_and_two_stop_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not reach.is_up()
    assert not reach.is_gone(), "one may only mean that the machine is busy"

    monkeypatch.setattr(reach, "KEPT_SECONDS", 0.0)
    assert reach.is_gone()


@pytest.mark.usefixtures("silent")
def test_nothing_is_sent_to_one_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach._Latest, "refusals", 2)
    monkeypatch.setattr(reach._Latest, "at", time.monotonic())
    asked: list[str] = []
    monkeypatch.setattr(hints, "_client", lambda: asked.append("hint"))
    monkeypatch.setattr(relay.current_app, "send_task", lambda *_, **__: asked.append("delivery"))

    hints.publish(new_id(), "conversation", new_id())
    relay.enqueue([str(new_id())])

    assert asked == []
