"""What may not leave the assistant's mouth, whoever worded it: a last look at every sentence, fail closed."""

import re
from collections.abc import Iterable
from typing import Final

from receptionist.domain.policy import words
from receptionist.domain.policy.speech import LONGEST_VOICE

_ADDRESS: Final = re.compile(r"https?://|www\.", re.IGNORECASE)


def faults(text: str, *, channel: str, has_row: bool, quoted: Iterable[str] = ()) -> tuple[str, ...]:
    """Say what is wrong with a sentence; `quoted` is what the tenant wrote, which is theirs to answer for."""
    rest = text
    for theirs in quoted:
        rest = rest.replace(theirs, "") if theirs else rest
    found = [what for what, said in words.NEVER if said.search(rest)]
    if words.BOOKED.search(rest) and not has_row:
        found.append("a claim without a row")
    if channel == "voice" and _ADDRESS.search(rest):
        found.append("a link aloud")
    if channel == "voice" and len(rest.split()) > LONGEST_VOICE:
        found.append("too long to listen to")
    return tuple(found)
