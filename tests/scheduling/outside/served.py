"""A server of calendars that does as it is told, and what stands in it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from core.deliveries import due_ids, run_delivery


@dataclass
class Answer:
    """What is answered, and what was asked."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def served(answer: Answer) -> Iterator[Answer]:
    """Serve an answer that may be changed meanwhile; a known ETag is answered with 304."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer.asked.append(dict(self.headers))
            etag = answer.headers.get("ETag")
            known = etag is not None and self.headers.get("If-None-Match") == etag
            self.send_response(304 if known else answer.status)
            body = b"" if known else answer.body
            for name, value in {**answer.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PROPFIND = do_REPORT = do_PUT = do_DELETE = _any  # noqa: N815 - named by the library

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        answer.url = f"http://127.0.0.1:{server.server_port}/family.ics"
        yield answer
        server.shutdown()


def calendar(*events: tuple[str, datetime, int], **extra: str) -> bytes:
    """Write a calendar of events: UID, beginning, minutes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Them//EN"]
    for uid, starts_at, minutes in events:
        ends_at = starts_at + timedelta(minutes=minutes)
        lines += [
            "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"DTSTART:{_utc(starts_at)}",
            f"DTEND:{_utc(ends_at)}", "SUMMARY:Chemotherapy", *(f"{key}:{value}" for key, value in extra.items()),
            "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def delivered(*, now: datetime) -> None:
    """Let the handlers of what happened run, as a worker does."""
    for delivery_id in due_ids(now=now):
        run_delivery(delivery_id=delivery_id, now=now)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
