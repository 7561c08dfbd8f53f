"""The carrier without sockets: an adapter for `requests` sessions, and so for the official SDK.

simulator = Simulator(seed=7, transport=FunctionTransport(post_into_the_app))
client.http_client._session.mount("https://", InProcessCarrier(VonageApi(simulator)))
"""

from collections.abc import Mapping
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter

from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.web import Request


class InProcessCarrier(BaseAdapter):
    """Answers every request of a `requests` session from one simulator."""

    def __init__(self, api: VonageApi) -> None:
        super().__init__()
        self._api = api

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Return the carrier's answer.

        Raises:
            requests.ConnectionError: a fault dropped the connection after the request was carried out.
            requests.ReadTimeout: a fault makes the answer slower than `timeout`.
        """
        parts = urlsplit(request.url or "")
        body = request.body or b""
        answered = self._api.handle(
            Request(
                method=request.method or "GET",
                path=parts.path,
                query=dict(parse_qsl(parts.query)),
                headers={name.lower(): _text(value) for name, value in request.headers.items()},
                body=body.encode() if isinstance(body, str) else bytes(body),
            )
        )
        patience = timeout[1] if isinstance(timeout, tuple) else timeout
        if answered.is_dropped:
            raise requests.ConnectionError("The carrier closed the connection.", request=request)
        if patience is not None and answered.wait > patience:
            raise requests.ReadTimeout("The carrier took too long.", request=request)
        response = requests.Response()
        response.status_code = answered.status
        response._content = answered.body  # requests has no public way to build a response
        response.raw = BytesIO(answered.body)  # what a download reads in pieces
        response.headers["Content-Type"] = answered.content_type
        response.url, response.request = request.url or "", request
        return response

    def close(self) -> None:
        """Close nothing: there is no connection."""


def _text(value: str | bytes) -> str:
    # The SDK sets its Authorization header as bytes, which a socket would not show.
    return value.decode("latin-1") if isinstance(value, bytes) else value
