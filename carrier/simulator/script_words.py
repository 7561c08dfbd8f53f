"""What all verbs of a script share: durations, and the two ways in which a step can fail."""

import difflib
import re
from collections.abc import Sequence

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h)?")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, None: 1.0}


class Unreadable(Exception):
    """The script is not one; the message names the step."""


class Unexpected(Exception):
    """Something else happened than the script expects; the message is a readable difference."""


def seconds(value: object) -> float:
    """Read a duration such as `2s`, `500 ms`, `1m` or a number of seconds.

    Raises:
        Unreadable: it is none.
    """
    found = _DURATION.fullmatch(str(value).strip())
    if not found:
        raise Unreadable(f"{value!r} is no duration; write 10s, 500ms or 2m.")
    return float(found.group(1)) * _UNITS[found.group(2)]


def difference(wanted: Sequence[str], found: Sequence[str], patience: float | None, verb: str) -> str:
    """Return what was expected and what came, one line each."""
    within = f" within {patience:g} s" if patience is not None else ""
    shown = list(found) or ["(nothing)"]
    lines = difflib.unified_diff(list(wanted), shown, f"expected{within}", verb, lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith("@@"))
