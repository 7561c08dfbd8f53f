"""Where in the text of a JSON file a value stands, so that a problem is shown with its line."""

import re
from typing import Final

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def lines_of(text: str) -> dict[str, int]:
    """Give the line (from 1) at which each value of a JSON text is named, by its path: `nodes.menu.exits.2`."""
    found: dict[str, int] = {"": 1}
    # One step for each object or list we are in: the name or place of what is being read there.
    path: list[str | int] = []
    last, line, place = "", 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", place, token.start())
        place, sign = token.start(), token.group()
        if sign == ":" and path:
            path[-1] = last
            found.setdefault(_told(path), line)
        elif sign in {"{", "["}:
            found.setdefault(_told(path), line)
            path.append("" if sign == "{" else 0)
        elif sign in {"}", "]"} and path:
            path.pop()
        elif sign == "," and path and isinstance(path[-1], int):
            path[-1] += 1
        elif sign.startswith('"'):
            last = sign[1:-1]
    return found


def _told(path: list[str | int]) -> str:
    return ".".join(str(step) for step in path)
