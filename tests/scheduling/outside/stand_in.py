"""A server in the place of Google and Microsoft: it answers by the shapes they document and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit


@dataclass
class Request:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class StandIn:
    """What is answered next, by method and path; the last answer stays. Each is (status, body) or with heads."""

    url: str = ""
    answers: dict[tuple[str, str], list[tuple[int, Any, dict[str, str]]]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def on(self, method: str, path: str, body: Any = None, *, status: int = 200, **heads: str) -> None:
        """Answer once more like this."""
        found = self.answers.setdefault((method, path), [])
        found.append((status, body, {key.replace("_", "-"): value for key, value in heads.items()}))

    def again(self, method: str, path: str, body: Any = None, *, status: int = 200) -> None:
        """Answer like this from now on."""
        self.answers[(method, path)] = []
        self.on(method, path, body, status=status)

    def sent(self, method: str, path: str) -> list[Request]:
        """List what was asked there."""
        return [one for one in self.asked if (one.method, one.path) == (method, path)]


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Serve on a free port of this machine."""
    known = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            is_form = "urlencoded" in self.headers.get("Content-Type", "")
            body = dict(parse_qsl(raw.decode())) if is_form else json.loads(raw) if raw else None
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            known.asked.append(Request(self.command, parts.path, query, dict(self.headers), body))
            waiting = known.answers.get((self.command, parts.path)) or [(404, {"error": {"code": 404}}, {})]
            status, told, heads = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            content = b"" if told is None else json.dumps(told).encode()
            self.send_response(status)
            for key, value in heads.items():
                self.send_header(key, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
