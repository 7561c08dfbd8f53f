"""Busy ports are refused with a sentence, before anything is started."""

import socket
from collections.abc import Iterator

import pytest

from launcher import ports
from launcher.errors import CannotContinue


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", ports.find_free() + 1))
        server.listen()
        yield server


def test_a_block_of_four_free_ports_is_accepted() -> None:
    found = ports.find_free()
    ports.check_free(found)
    assert [ports.is_free(found + offset) for offset in range(4)] == [True] * 4


def test_a_busy_port_is_named_with_its_purpose(listener: socket.socket) -> None:
    taken = listener.getsockname()[1]

    with pytest.raises(CannotContinue, match=f"^Port {taken}, needed for the live screens, is in use"):
        ports.check_free(taken - 1)


@pytest.mark.parametrize("port", [0, 80, 65533, 70000])
def test_a_port_without_room_for_the_block_is_refused(port: int) -> None:
    with pytest.raises(CannotContinue, match="--port must lie between"):
        ports.check_free(port)
