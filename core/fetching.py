"""Asking programs at addresses that our customers typed: nothing inside our own network, not for long, and not much.

A host is resolved once, every address of it is judged, and the connection is made to one of those that were judged; so
no second answer of a name server leads it elsewhere. Each redirect is a request like the first.
"""

import contextlib
import io
import ipaddress
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

REDIRECTS: Final = 3
_PIECE: Final = 65_536
# Addresses of IPv6 that stand for one of IPv4, which then decides.
_WRAPPED: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


class Refusal(StrEnum):
    """Why an address was not asked, or its answer not taken."""

    BAD_ADDRESS = "BAD_ADDRESS"
    NO_SUCH_HOST = "NO_SUCH_HOST"
    PRIVATE_ADDRESS = "PRIVATE_ADDRESS"
    REDIRECTS = "REDIRECTS"
    UNREACHABLE = "UNREACHABLE"
    UNTRUSTED = "UNTRUSTED"
    TOO_SLOW = "TOO_SLOW"
    TOO_LARGE = "TOO_LARGE"
    UNREADABLE_ANSWER = "UNREADABLE_ANSWER"


class NotFetched(OSError):
    """Nothing was fetched; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def is_public(address: str) -> bool:
    """Say whether an IP address lies outside all private, local and shared networks."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and any(found in network for network in _WRAPPED):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolve(host: str, port: int, *, reaches_private: bool = False) -> list[tuple[int, Any]]:
    """Give family and address of every place a host's name leads to, once, or refuse it if any of them is ours.

    Raises:
        NotFetched: there is no such host, or it lies inside a private network.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise NotFetched(Refusal.NO_SUCH_HOST) from error
    if not reaches_private and not all(is_public(str(one[4][0])) for one in found):
        raise NotFetched(Refusal.PRIVATE_ADDRESS)
    if not found:
        raise NotFetched(Refusal.NO_SUCH_HOST)
    return [(one[0], one[4]) for one in found]


class _Asked:
    """This will end one request when its time is over, whatever it is waiting for."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.handles: list[socket.socket] = []

    def hang_up(self) -> None:
        """Let whoever reads find the end of the connection."""
        for handle in self.handles:
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        """Give the handles back."""
        for handle in self.handles:
            handle.close()


class _Current(threading.local):
    """The request that this thread is about."""

    now = _Asked(0.0)


_asked = _Current()


class _Guarded(HTTPConnection):
    """This will connect to an address that was judged; Host, SNI and the certificate still go by the name."""

    reaches_private = False

    def _new_conn(self) -> socket.socket:
        refusal, asked = Refusal.UNREACHABLE, _asked.now
        for family, address in resolve(self.host, self.port, reaches_private=self.reaches_private):
            left = asked.deadline - time.monotonic()
            if left <= 0:
                raise NotFetched(Refusal.TOO_SLOW)
            made = socket.socket(family, socket.SOCK_STREAM)
            try:
                made.settimeout(left)
                made.connect(address)
            except OSError as error:
                made.close()
                refusal = Refusal.TOO_SLOW if isinstance(error, TimeoutError) else Refusal.UNREACHABLE
            else:
                # A second handle of the same connection, which TLS does not take along.
                asked.handles.append(socket.socket(fileno=os.dup(made.fileno())))
                return made
        raise NotFetched(refusal)


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same beneath TLS."""


class _Free(_Guarded):
    reaches_private = True


class _FreeTLS(_GuardedTLS):
    reaches_private = True


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _FreePool(HTTPConnectionPool):
    ConnectionCls = _Free


class _FreePoolTLS(HTTPSConnectionPool):
    ConnectionCls = _FreeTLS


class GuardedAdapter(HTTPAdapter):
    """This will send requests outside, answer within `seconds` in all, and take at most `most_bytes` of each answer."""

    def __init__(self, *, seconds: float, most_bytes: int, reaches_private: bool) -> None:
        super().__init__(max_retries=0)
        self.seconds, self.most_bytes = seconds, most_bytes
        pools = (_FreePool, _FreePoolTLS) if reaches_private else (_Pool, _PoolTLS)
        self.poolmanager.pool_classes_by_scheme = dict(zip(("http", "https"), pools, strict=True))

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Send one request, unzip its answer within bounds and hand it over whole."""
        request.headers.update({"Accept-Encoding": "gzip, identity;q=0.5", "Connection": "close"})
        options |= {"stream": True, "timeout": self.seconds, "proxies": None}
        asked = _asked.now = _Asked(time.monotonic() + self.seconds)
        # Whoever sends a byte a second is never too slow for a socket.
        alarm = threading.Timer(self.seconds, asked.hang_up)
        alarm.daemon = True
        alarm.start()
        try:
            response = super().send(request, *args, **options)
            raw: urllib3.HTTPResponse = response.raw
            try:
                body = b"".join(_bounded(raw, self.most_bytes, asked.deadline))
            finally:
                raw.close()
            if time.monotonic() >= asked.deadline:
                raise NotFetched(Refusal.TOO_SLOW)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if time.monotonic() >= asked.deadline:
                raise NotFetched(Refusal.TOO_SLOW) from error
            raise
        finally:
            alarm.cancel()
            asked.forget()
        headers = {key: value for key, value in raw.headers.items() if key.lower() not in _OF_THE_WIRE}
        response.raw = urllib3.HTTPResponse(
            io.BytesIO(body), headers=headers, status=raw.status, preload_content=False, decode_content=False
        )
        return response


_OF_THE_WIRE: Final = {"content-encoding", "content-length", "transfer-encoding"}


def guarded(*, seconds: float, most_bytes: int, reaches_private: bool = False) -> requests.Session:
    """Give a session whose every request, redirects too, goes the guarded way; no proxy, no password file of ours."""
    session = requests.Session()
    guard(session, seconds=seconds, most_bytes=most_bytes, reaches_private=reaches_private)
    return session


def guard(
    session: requests.Session, *, seconds: float, most_bytes: int, reaches_private: bool = False
) -> None:
    """Let a session that somebody else made go the guarded way."""
    session.trust_env = False
    # Certificates of a firm's own still come from where they always did.
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.max_redirects = REDIRECTS
    session.headers["User-Agent"] = "Portico"
    session.adapters.clear()
    adapter = GuardedAdapter(seconds=seconds, most_bytes=most_bytes, reaches_private=reaches_private)
    session.mount("https://", adapter)
    session.mount("http://", adapter)


def refusal_of(error: BaseException) -> Refusal:
    """Say what an error of `requests` means."""
    known = next((one for one in _chain(error) if isinstance(one, NotFetched)), None)
    if known is not None:
        return known.refusal
    if isinstance(error, requests.TooManyRedirects):
        return Refusal.REDIRECTS
    if isinstance(error, requests.Timeout) or any(isinstance(one, TimeoutError) for one in _chain(error)):
        return Refusal.TOO_SLOW
    if any(isinstance(one, ssl.SSLError) for one in _chain(error)):
        return Refusal.UNTRUSTED
    if isinstance(error, ValueError | UnicodeError):
        return Refusal.BAD_ADDRESS
    return Refusal.UNREACHABLE


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    rest: list[object] = [error]
    while rest:
        one = rest.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            rest += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def _bounded(raw: urllib3.HTTPResponse, most: int, deadline: float) -> Iterator[bytes]:
    """Read an answer, unzipped, up to `most` bytes; a small file may be a large one zipped."""
    encoding = raw.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", ""}:
        raise NotFetched(Refusal.UNREADABLE_ANSWER)
    unzip = zlib.decompressobj(31) if "gzip" in encoding else None
    left = most
    try:
        for piece in raw.stream(_PIECE, decode_content=False):
            found = unzip.decompress(piece, left + 1) if unzip else piece
            left -= len(found)
            if left < 0:
                raise NotFetched(Refusal.TOO_LARGE)
            if time.monotonic() > deadline:
                raise NotFetched(Refusal.TOO_SLOW)
            yield found
    except zlib.error as error:
        raise NotFetched(Refusal.UNREADABLE_ANSWER) from error
