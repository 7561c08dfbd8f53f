"""What was written, cut into pieces a template can print: plain text, links, mentions, found words."""

import re
from typing import Final

from conversations.pages import TextPart

_LINK: Final = re.compile(r"https?://[^\s<>\"“”]+")
# The second word only with a capital: "@Ben please look" names Ben, "@Ben Hale look" names Ben Hale.
_MENTION: Final = re.compile(r"(?<![\w@])@[\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]*)?")
_TRAILING: Final = ".,;:!?)]}'"


def text_parts(text: str, *, with_mentions: bool = False) -> tuple[TextPart, ...]:
    """Cut out links, and mentions in notes; empty when the text is plain from end to end."""
    found = [(match.start(), _trimmed(match[0]), "link") for match in _LINK.finditer(text)]
    if with_mentions:
        found += [(match.start(), match[0], "mention") for match in _MENTION.finditer(text)]
    parts: list[TextPart] = []
    at = 0
    for start, words, kind in sorted(found):
        if start < at:
            continue
        if start > at:
            parts.append(TextPart(text=text[at:start]))
        parts.append(TextPart(text=words, kind=kind, url=words if kind == "link" else ""))
        at = start + len(words)
    if not parts:
        return ()
    return (*parts, TextPart(text=text[at:])) if at < len(text) else tuple(parts)


def marked_parts(text: str, words: str, *, around: int = 60) -> tuple[TextPart, ...]:
    """Quote the neighbourhood of the first found word, with every found word marked."""
    wanted = [re.escape(word) for word in words.split()[:8]]
    if not wanted:
        return (TextPart(text=text[: 2 * around]),)
    pattern = re.compile("|".join(wanted), re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, first.start() - around) if first else 0
    quoted = text[start : start + 3 * around]
    parts: list[TextPart] = [TextPart(text="…")] if start else []
    at = 0
    for match in pattern.finditer(quoted):
        if match.start() > at:
            parts.append(TextPart(text=quoted[at : match.start()]))
        parts.append(TextPart(text=match[0], kind="mark"))
        at = match.end()
    rest = quoted[at:] + ("…" if start + 3 * around < len(text) else "")
    return (*parts, TextPart(text=rest)) if rest else tuple(parts)


def _trimmed(link: str) -> str:
    """Leave the full stop of the sentence out of the link that ends it."""
    return link.rstrip(_TRAILING)
