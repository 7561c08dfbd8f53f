"""How the carrier's API is reached: one SDK client per thread and purpose, and never a blind repetition.

Why these settings (all measured on vonage 4.9.1, research/vonage.md §0 and §8): the SDK repeats a POST
`pool_maxsize` times when a connection drops, so that is 1; it waits for ever unless told; a client keeps one
dictionary of headers for all its calls, so two threads or two ways to sign in must not share a client; and it
calls `https://` whatever the host.
"""

import logging
import threading
from collections import OrderedDict
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import requests
from jwt.exceptions import PyJWTError
from pydantic import ValidationError
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NameResolutionError, NewConnectionError
from vonage import Auth, HttpClientOptions, Vonage, VonageError
from vonage_jwt.jwt import JwtClient

from carrier.vonage.credentials import Account, Mode, is_loopback, read_key
from carrier.vonage.parse.values import Fields
from carrier.vonage.refusals import refusal
from conversations.ports import (
    CarrierError,
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    FailureReason,
)

TIMEOUT_SECONDS = 10
CLIENTS_PER_THREAD = 32

# At DEBUG the SDK logs bodies and the Authorization header, at WARNING the whole of an error answer.
logging.getLogger("vonage").setLevel(logging.ERROR)

# Whatever the SDK, its key handling, its checks and its HTTP library raise.
FAILURES = (VonageError, PyJWTError, ValidationError, requests.RequestException)
# A proxy that cannot be used, or refuses the tunnel, fails before the carrier sees anything.
NEVER_SENT = (requests.ConnectTimeout, requests.exceptions.InvalidURL, requests.exceptions.ProxyError)

_mine = threading.local()


class Purpose(StrEnum):
    MESSAGES = "MESSAGES"
    VOICE = "VOICE"
    MEDIA = "MEDIA"


class PlainAdapter(HTTPAdapter):
    """Speaks plain HTTP to a loopback host that the SDK insists on calling by https."""

    def send(  # type: ignore[override]  # the options are passed on as they come
        self,
        request: requests.PreparedRequest,
        **options: Any,
    ) -> requests.Response:
        """Send the request unencrypted; a host elsewhere is refused, whoever asks."""
        url = request.url or ""
        if not is_loopback(urlsplit(url).netloc):
            raise requests.exceptions.InvalidURL("Plain HTTP is for this machine only.")
        request.url = f"http://{url.removeprefix('https://').removeprefix('http://')}"
        return super().send(request, **options)


def build_client(account: Account) -> Vonage:
    """Make an SDK client that asks once, gives up in time, and goes only where the account's mode allows."""
    options = HttpClientOptions(
        api_host=account.api_host,
        rest_host=account.api_host if account.mode is Mode.SIMULATOR else "rest.nexmo.com",
        timeout=TIMEOUT_SECONDS,
        pool_maxsize=1,
        pool_connections=1,
        max_retries=0,
    )
    auth = Auth(
        api_key=account.api_key or None,
        api_secret=account.api_secret or None,
        application_id=account.application_id or None if account.has_application else None,
        private_key=account.private_key or None if account.has_application else None,
    )
    if account.has_application:
        # Given the text, the SDK would read and prove the key for each request anew: 40 ms of a processor.
        auth._jwt_client = JwtClient(account.application_id, read_key(account.private_key))
    client = Vonage(auth, options)
    session = session_of(client)
    # A redirect would repeat the request, with our token, wherever the answer says.
    session.max_redirects = 0
    if account.mode is Mode.SIMULATOR and account.is_plain_http:
        session.mount("https://", PlainAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
        session.trust_env = False
    return client


def client_for(account: Account, purpose: Purpose) -> Vonage:
    """Give this thread's own client for an account and purpose, made on first use; the oldest makes room."""
    if not hasattr(_mine, "clients"):
        _mine.clients = OrderedDict()
    clients: OrderedDict[tuple[Account, Purpose], Vonage] = _mine.clients
    key = (account, purpose)
    if key not in clients:
        clients[key] = build_client(account)
        if len(clients) > CLIENTS_PER_THREAD:
            session_of(clients.popitem(last=False)[1]).close()
    clients.move_to_end(key)
    return clients[key]


def close_clients() -> None:
    """Close this thread's connections, for the end of a worker or a test."""
    for client in getattr(_mine, "clients", {}).values():
        session_of(client).close()
    _mine.clients = OrderedDict()


def session_of(client: Vonage) -> requests.Session:
    """Give the SDK's session, which it keeps private; the one place that depends on that."""
    session: requests.Session = client.http_client._session
    return session


def post(account: Account, path: str, body: dict[str, Any]) -> Fields:
    """Post once.

    Raises:
        CarrierUnavailable, RateLimited, CarrierRejected: nothing was done.
        CarrierUnknown: it may have been done.
    """
    client = client_for(account, Purpose.MESSAGES)
    sign_in = "jwt" if account.has_application else "basic"
    try:
        return _fields(client.http_client.post(account.api_host, path, body, sign_in))
    except FAILURES as error:
        # Not chained: the SDK's errors quote the carrier's answer, with numbers and words, into the log.
        raise _port_error(error) from None


def get(account: Account, path: str, query: dict[str, str]) -> Fields:
    """Ask once. Asking changes nothing, so whatever is unknown here may be asked again.

    Raises:
        CarrierUnavailable, RateLimited, CarrierRejected.
    """
    client = client_for(account, Purpose.MESSAGES)
    sign_in = "basic" if account.api_key and account.api_secret else "jwt"
    try:
        return _fields(client.http_client.get(account.api_host, path, query, sign_in))
    except FAILURES as error:
        found = _port_error(error)
        raise CarrierUnavailable(str(found)) if isinstance(found, CarrierUnknown) else found from None


def ask(account: Account, method: str, path: str, body: dict[str, Any] | None = None) -> Fields:
    """Make one request about calls, once, signed by the application; of GET, `body` is the query.

    Raises:
        CarrierUnavailable, RateLimited, CarrierRejected: nothing was done.
        CarrierUnknown: it may have been done.
    """
    client = client_for(account, Purpose.VOICE)
    sent_as = "query_params" if method == "GET" else "json"
    try:
        return _fields(client.http_client.make_request(method, account.api_host, path, body, "jwt", sent_as))
    except FAILURES as error:
        raise _port_error(error) from None


def _port_error(error: Exception) -> CarrierError:
    """Translate what the SDK and its libraries raise, keeping "not sent" apart from "nobody knows"."""
    if isinstance(error, requests.TooManyRedirects):
        return CarrierRejected(FailureReason.ACCOUNT_REFUSED, code="redirect")
    if isinstance(error, requests.RequestException):
        return _connection_error(error)
    response = getattr(error, "response", None)
    if isinstance(response, requests.Response):
        return refusal(
            status=response.status_code,
            problem=_problem(response),
            retry_after=response.headers.get("Retry-After"),
        )
    return CarrierRejected(FailureReason.ACCOUNT_REFUSED, code=type(error).__name__)


def _connection_error(error: requests.RequestException) -> CarrierError:
    never_sent = isinstance(error, NEVER_SENT)
    reason = getattr(error.args[0], "reason", None) if error.args else None
    refused = isinstance(reason, NewConnectionError | NameResolutionError)
    # A certificate is refused before the request is written; other faults of TLS may come after.
    is_tls = isinstance(error, requests.exceptions.SSLError)
    mistrusted = is_tls and "CERTIFICATE_VERIFY_FAILED" in str(error)
    if never_sent or refused or mistrusted:
        return CarrierUnavailable(f"The carrier cannot be reached ({type(error).__name__}).")
    return CarrierUnknown(f"The carrier's answer never came ({type(error).__name__}).")


def _problem(response: requests.Response) -> Fields:
    try:
        return _fields(response.json())
    except (ValueError, RecursionError):
        return {}


def _fields(answer: object) -> Fields:
    return answer if isinstance(answer, dict) else {}
