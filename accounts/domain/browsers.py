"""What a browser says of itself, as a person would name it."""

from collections.abc import Sequence
from typing import Final

# The first token found counts: nearly every browser also claims to be the ones below it.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
LONGEST: Final = 40


def browser_label(user_agent: str) -> str:
    """Return "Chrome, Windows" for a User-Agent header; what no table knows is given as it is, cut to 40 characters.

    Tokens as RFC 9110 §10.1.5 and the vendors' own documentation give them.
    """
    named = [name for name in (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)) if name]
    return ", ".join(named) or user_agent[:LONGEST]


def _first(table: Sequence[tuple[str, str]], text: str) -> str:
    return next((name for token, name in table if token in text), "")
