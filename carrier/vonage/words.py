"""What the carrier's voice can say: plain words, a bounded number at a time."""

import re
from collections.abc import Iterator

LONGEST_TALK = 1500
_MARKUP = re.compile(r"\s*<\s*speak", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"(?s).*(?<=[.!?;:,])\s|.*\s")


def plain_talk(text: str) -> str:
    """Give text that is spoken as it stands: what opens like markup would be carried out as markup."""
    cleaned = _CONTROL.sub(" ", text).strip()
    return cleaned.replace("<", " ").replace(">", " ").strip() if _MARKUP.match(cleaned) else cleaned


def split_talk(text: str) -> Iterator[str]:
    """Cut text into pieces of at most `LONGEST_TALK` characters, between sentences or else between words."""
    rest = text.strip()
    while len(rest) > LONGEST_TALK:
        head = rest[:LONGEST_TALK]
        found = _BREAK.match(head)
        cut = found.end() if found and found.group().strip() else LONGEST_TALK
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest
