"""How long words take, how much of them has been spoken, and what a recogniser makes of them."""

import random
import re
from collections.abc import Sequence

WORDS_A_SECOND = 2.6
_BREAK = re.compile(r"<break\b[^>]*?\btime\s*=\s*[\"']([\d.]+)(ms|s)[\"'][^>]*>", re.IGNORECASE)
_BARE_BREAK = re.compile(r"<break\b(?![^>]*\btime\s*=)[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_SOUNDS = (("th", "f"), ("ee", "i"), ("ou", "u"), ("v", "b"), ("t", "d"), ("p", "b"), ("m", "n"), ("s", "z"))
_ALIKE = {
    "for": "four", "two": "to", "to": "two", "leak": "leek", "leaking": "leaving", "flooding": "floating",
    "appointment": "a point meant", "billing": "building", "new": "knew", "patient": "patients", "yes": "yet",
    "no": "know", "law": "low", "lawyer": "loyal", "divorce": "the force", "basement": "casement",
    "tomorrow": "to borrow", "emergency": "emerging see", "hello": "yellow", "speak": "speed", "cancel": "counsel",
}  # fmt: skip


def plain(text: str) -> str:
    """Return what is heard of a text: its words, without the markup of SSML."""
    return " ".join(_TAG.sub(" ", text).split())


def seconds_of(text: str) -> float:
    """Return how long it takes to say a text once, with the breaks its markup asks for."""
    breaks = sum(float(n) / (1000 if unit.lower() == "ms" else 1) for n, unit in _BREAK.findall(text))
    breaks += 0.5 * len(_BARE_BREAK.findall(text))
    return max(0.2, len(plain(text).split()) / WORDS_A_SECOND) + breaks


def said_by_then(text: str, elapsed: float) -> str:
    """Return the words of a text that have been spoken `elapsed` seconds after it began."""
    words = text.split()
    return " ".join(words[: max(0, int(elapsed * WORDS_A_SECOND + 1e-6))])


def offset_of(text: str, end: int) -> float:
    """Return when the character at `end` has been spoken, in seconds from the beginning."""
    return len(text[:end].split()) / WORDS_A_SECOND


def recognise(text: str, draw: random.Random, *, noise: float) -> Sequence[tuple[str, str]]:
    """Return what a recogniser makes of words: the best guess and two mis-hearings, with confidences.

    With much noise a mis-hearing may come first.
    """
    guesses = [text]
    for _ in range(40):
        worse = _mishear(guesses[-1], draw)
        if worse not in guesses:
            guesses.append(worse)
        if len(guesses) == 3:
            break
    if draw.random() < noise - 0.3:
        guesses[:2] = reversed(guesses[:2])
    top = max(0.05, 0.9 + draw.uniform(-0.05, 0.08) - 0.5 * noise)
    found: list[tuple[str, str]] = []
    for guess in guesses:
        found.append((guess, f"{top:.7f}"))
        top = max(0.01, top * draw.uniform(0.7, 0.9))
    return found


def _mishear(text: str, draw: random.Random) -> str:
    words = text.split()
    places = [place for place, word in enumerate(words) if word.lower().strip(".,?!") in _ALIKE]
    if places:
        place = draw.choice(places)
        words[place] = _ALIKE[words[place].lower().strip(".,?!")]
        return " ".join(words)
    if not words:
        return text
    place = draw.randrange(len(words))
    for old, new in draw.sample(_SOUNDS, len(_SOUNDS)):
        if old in words[place]:
            words[place] = words[place].replace(old, new, 1)
            return " ".join(words)
    if len(words) > 2:
        del words[place]
    else:
        words[place] += "s"
    return " ".join(words)
