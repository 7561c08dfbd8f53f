"""One request to a model's address and its answer as JSON, within a time that a slow trickle cannot stretch."""

from collections.abc import Mapping
from typing import Any

import requests

from core.fetching import guarded, refusal_of
from receptionist.ports import NoAnswer

MOST_BYTES = 262_144
LEAST_SECONDS = 0.05


def post(
    url: str,
    *,
    body: Mapping[str, Any],
    headers: Mapping[str, str],
    seconds: float,
    reaches_private: bool,
) -> Mapping[str, Any]:
    """Send a request once: it costs money and is never repeated blindly.

    Raises:
        NoAnswer: the address was refused, slow, gave an error, or no JSON object.
    """
    if seconds < LEAST_SECONDS:
        raise NoAnswer("TOO_SLOW")
    with guarded(seconds=seconds, most_bytes=MOST_BYTES, reaches_private=reaches_private) as session:
        try:
            response = session.post(url, json=body, headers=dict(headers), allow_redirects=False)
        except (requests.RequestException, OSError, ValueError) as error:
            raise NoAnswer(refusal_of(error).value) from error
    if response.status_code != requests.codes.ok:
        raise NoAnswer(f"HTTP {response.status_code}")
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NoAnswer("UNREADABLE_ANSWER")
    return found


def number(found: Mapping[str, Any], *path: str) -> int:
    """Read a count of tokens, nought where it is not told."""
    value: Any = found
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
