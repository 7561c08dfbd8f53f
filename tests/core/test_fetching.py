"""Addresses that strangers typed: nothing inside our network, not for long, not much, and each name is asked once."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from core.fetching import Refusal, guarded, is_public, refusal_of


class Program(BaseHTTPRequestHandler):
    """This will behave as its path says."""

    def do_GET(self) -> None:
        match self.path:
            case "/drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                self._drip()
            case "/slow":
                self.send_response(200)
                self.end_headers()
                self._drip()
            case "/loop":
                self._redirect("/loop")
            case "/inside":
                self._redirect("file:///etc/passwd")
            case "/bomb":
                self._send(gzip.compress(b"a" * 5_000_000), "gzip")
            case "/twice":
                self._send(gzip.compress(gzip.compress(b"a" * 100)), "gzip, gzip")
            case _:
                self._send(gzip.compress(self.headers["Host"].encode()), "gzip")

    def _drip(self) -> None:
        for _ in range(20):
            try:
                self.wfile.write(b"X")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def _send(self, body: bytes, encoding: str) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Program) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def refused(url: str, *, reaches_private: bool = True) -> Refusal:
    with (
        guarded(seconds=0.4, most_bytes=1_000_000, reaches_private=reaches_private) as session,
        pytest.raises((requests.RequestException, OSError)) as raised,
    ):
        session.get(url)
    return refusal_of(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.1.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
        "255.255.255.255", "::", "::1", "fd00::1", "fe80::1%eth0", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "192.0.0.1", "198.18.0.1", "nonsense",
    ],
)  # fmt: skip
def test_what_is_ours_or_nobodys_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_everybody_reaches_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.1", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_way_of_writing_it_leads_inside(host: str, port: int) -> None:
    assert refused(f"http://{host}:{port}/", reaches_private=False) in {
        Refusal.PRIVATE_ADDRESS,
        Refusal.NO_SUCH_HOST,
    }


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/drip", Refusal.TOO_SLOW),
        ("/slow", Refusal.TOO_SLOW),
        ("/loop", Refusal.REDIRECTS),
        ("/inside", Refusal.BAD_ADDRESS),
        ("/bomb", Refusal.TOO_LARGE),
        ("/twice", Refusal.UNREADABLE_ANSWER),
    ],
)
def test_it_ends_soon_and_small(path: str, why: Refusal, port: int) -> None:
    began = time.monotonic()
    assert refused(f"http://127.0.0.1:{port}{path}") is why
    assert time.monotonic() - began < 2


def test_the_name_is_asked_once_and_only_what_was_judged_is_reached(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Any] = [[(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers.pop())
    with guarded(seconds=2, most_bytes=1000, reaches_private=True) as session:
        assert session.get(f"http://calendars.test:{port}/").text == f"calendars.test:{port}"
    assert answers == []
    # One good address beside one of ours: whichever would be taken, it is refused.
    answers.append(
        [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in ("8.8.8.8", "10.0.0.1")]
    )
    assert refused(f"http://calendars.test:{port}/", reaches_private=False) is Refusal.PRIVATE_ADDRESS
