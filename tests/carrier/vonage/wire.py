"""A loopback server that misbehaves on the wire as told: what lies below the simulator's own faults."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass(frozen=True)
class Reply:
    """One answer. `is_dropped` reads the request and hangs up; `is_stalled` never answers."""

    status: int = 202
    body: object = field(default_factory=lambda: {"message_uuid": "m-1"})
    headers: tuple[tuple[str, str], ...] = ()
    is_dropped: bool = False
    is_stalled: bool = False


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        read: dict[str, object] = json.loads(self.body)
        return read


@dataclass
class Line:
    """The server as a test sees it: answers in order, the latest repeated."""

    host: str
    replies: list[Reply]
    received: list[Received] = field(default_factory=list)


@contextmanager
def line(*replies: Reply) -> Iterator[Line]:
    """Serve the replies on a free port until the test is over."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            served.received.append(Received(self.command, self.path, dict(self.headers), body))
            reply = served.replies.pop(0) if len(served.replies) > 1 else served.replies[0]
            self.close_connection = True
            if reply.is_stalled:
                over.wait(10)
            if reply.is_stalled or reply.is_dropped:
                return
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in (*reply.headers, ("Content-Length", str(len(content)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  # the names http.server looks for

        def log_message(self, *args: object) -> None:
            """Say nothing on the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Line(f"localhost:{server.server_port}", list(replies) or [Reply()])
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
