"""Requests, responses and a small router, the same for sockets and for in-process use."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from carrier.simulator.fields import Fields, Json, parse_object
from carrier.simulator.problems import Problem, not_found


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; header names are lower case, `parts` are the named pieces of the path.

    `prefix` is the account and `region` the region that the beginning of the path named."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    parts: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    region: str = ""

    def fields(self) -> Fields:
        """Return the body as an object, from JSON or a form."""
        if "x-www-form-urlencoded" in self.headers.get("content-type", ""):
            values: dict[str, Json] = dict(
                parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True)
            )
            return Fields(values)
        return parse_object(self.body)


@dataclass(slots=True)
class Response:
    """One HTTP response. `is_dropped` closes the connection without a word; `wait` is in real seconds."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    is_dropped: bool = False
    wait: float = 0.0
    stream: AsyncIterator[bytes] | None = None


def answer(value: object, status: int = 200) -> Response:
    """Return a JSON response."""
    return Response(status, json.dumps(value, ensure_ascii=False).encode())


def refuse(problem: Problem, instance: str) -> Response:
    """Return a problem+json response."""
    return Response(problem.status, json.dumps(problem.body(instance)).encode(), "application/problem+json")


Action = Callable[[Request], Response | Awaitable[Response]]


class Router:
    """Finds the action for a method and path; a path piece in braces is passed in `parts`."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Action]] = []

    def add(self, method: str, path: str, action: Action) -> None:
        """Add a route such as `PATCH /v1/messages/{id}`."""
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)
        self._routes.append((method, re.compile(pattern), action))

    def find(self, method: str, path: str) -> tuple[Action, Mapping[str, str]]:
        """Return the action and the path's pieces.

        Raises:
            Problem: 404 for an unknown path, 405 for a known one with another method.
        """
        is_known = False
        for wanted, pattern, action in self._routes:
            found = pattern.fullmatch(path)
            if found and wanted == method:
                return action, found.groupdict()
            is_known = is_known or found is not None
        if is_known:
            raise Problem(405, "Method Not Allowed", f"{method} is not allowed here.")
        raise not_found(f"path as {path}")
