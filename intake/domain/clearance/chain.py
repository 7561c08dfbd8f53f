"""The chain of what happened to a check: each link holds the hash of the one before, so that no link can be taken out.

A link's hash is SHA-256 over the hash before it and its own values as canonical JSON (sorted keys, no spaces, UTF-8).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

START: Final = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One thing that happened: its place from 1, what it says, and both hashes."""

    seq: int
    values: Mapping[str, object]
    before: str
    digest: str


def digest(before: str, values: Mapping[str, object]) -> str:
    """Compute a link's hash; `values` are plain JSON values."""
    text = json.dumps(dict(values), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def first_broken(links: Iterable[Link]) -> int | None:
    """Find the first place where the chain does not hold; None where it is whole."""
    before = START
    for place, link in enumerate(links, start=1):
        if link.seq != place or link.before != before or digest(before, link.values) != link.digest:
            return place
        before = link.digest
    return None
