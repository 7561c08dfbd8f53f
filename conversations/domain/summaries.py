"""A short account of what was said, made of the speaker's own sentences; nothing is invented."""

import re
from collections import Counter
from collections.abc import Sequence

MOST_SENTENCES = 2
_SENTENCE = re.compile(r"[^.!?¿¡]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ASKS = re.compile(
    r"\b(please|call (me|us)? ?back|need|want|would like|can you|could you|asap|urgent|emergency|appointment"
    r"|por favor|ll[aá]me(n|me)?|necesito|quiero|quisiera|puede(n)?|urgente|emergencia|cita)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(:\d\d)? ?(am|pm)"
    r"|hoy|mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)


def summarise(said: Sequence[str]) -> str:
    """Give the (at most two) sentences that carry most, in the order they were said; "" when nothing was said."""
    sentences = split(said)
    if len(sentences) <= MOST_SENTENCES:
        return " ".join(sentences)
    common = Counter(word.casefold() for sentence in sentences for word in _WORD.findall(sentence))
    ranked = sorted(range(len(sentences)), key=lambda place: (-_weight(sentences[place], common), place))
    return " ".join(sentences[place] for place in sorted(ranked[:MOST_SENTENCES]))


def action_items(said: Sequence[str]) -> list[str]:
    """Give the sentences that ask for something, in the order they were said."""
    return [sentence for sentence in split(said) if _ASKS.search(sentence)]


def split(said: Sequence[str]) -> list[str]:
    """Cut what was said into sentences."""
    whole = [" ".join(found.split()) for line in said for found in _SENTENCE.findall(line)]
    return [sentence for sentence in whole if sentence.strip(" .!?")]


def _weight(sentence: str, common: Counter[str]) -> float:
    words = [word.casefold() for word in _WORD.findall(sentence)]
    repeated = sum(common[word] - 1 for word in words) / (len(words) or 1)
    return repeated + 3 * bool(_ASKS.search(sentence)) + 2 * bool(_DATED.search(sentence))
