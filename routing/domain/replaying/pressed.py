"""What a caller pressed and said, read back from the path their call took."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from routing.domain.happenings import Heard

DECLINED: Final = "does not want to be recorded"
_NOTICED: Final = frozenset({DECLINED, "heard the notice and stayed"})
_SILENT: Final = frozenset({"nothing pressed", "nothing said"})
_KEY: Final = re.compile(r"pressed ([0-9*#]+)(?:: no choice)?")
_WORDS: Final = re.compile(r"said “(.*)”: (?:no choice|[0-9*#])", re.DOTALL)
_ANSWER: Final = re.compile(r"answered “(.*)”", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pressed:
    """Everything a caller answered, in order, and what they made of the notice of a recording."""

    said: tuple[Heard, ...] = ()
    hears_notice: bool = False
    declines_recording: bool = False


def pressed(path: Iterable[Mapping[str, object]]) -> Pressed:
    """Read the lines of a call's path."""
    whys = [str(line.get("why", "")) for line in path]
    return Pressed(
        said=tuple(heard for why in whys if (heard := _heard(why)) is not None),
        hears_notice=any(why in _NOTICED for why in whys),
        declines_recording=DECLINED in whys,
    )


def _heard(why: str) -> Heard | None:
    if why in _SILENT:
        return Heard()
    if key := _KEY.fullmatch(why):
        return Heard(digits=key[1])
    if words := _WORDS.fullmatch(why):
        return Heard(text=words[1])
    if answer := _ANSWER.fullmatch(why):
        # The path does not say whether it was typed or spoken; the question that is asked next takes what it asks for.
        return Heard(digits=answer[1] if answer[1].isdecimal() else "", text=answer[1])
    return None
