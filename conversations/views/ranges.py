"""Byte ranges of RFC 9110 §14: one range of bytes is served, everything else the whole file."""

import re

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Unsatisfiable(Exception):
    """The range begins behind the end of the file."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Read which bytes are wanted, both ends included; None for the whole file.

    Raises:
        Unsatisfiable
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0:
            raise Unsatisfiable
        return max(0, size - int(last)), size - 1
    if int(first) >= size:
        raise Unsatisfiable
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None
