"""What is spoken, in each language of a flow."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

# The voices that ship; a flow speaks one or both.
LANGUAGES: Final = ("en-US", "es-US")
BLANK: Final = re.compile(r"\{([a-z][a-z0-9_]{0,29})\}")


@dataclass(frozen=True, slots=True)
class Text:
    """Words by language. Those of the flow's first language serve where another has none."""

    by_language: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return any(words.strip() for words in self.by_language.values())

    def best(self, languages: Sequence[str]) -> tuple[str, str]:
        """Give words and their language: the first of `languages` that has some, ("", "") when none has."""
        for language in languages:
            if words := self.by_language.get(language, "").strip():
                return words, language
        return "", ""

    @property
    def has_blanks(self) -> bool:
        """Say whether anything is filled in when it is spoken."""
        return any("{" in words for words in self.by_language.values())

    def blanks(self) -> frozenset[str]:
        """List the names in braces that are filled in when it is spoken."""
        return frozenset(name for words in self.by_language.values() for name in BLANK.findall(words))


def filled(words: str, values: Mapping[str, str]) -> str:
    """Fill in what stands in braces; a blank nobody knows is left out rather than read aloud."""
    found = BLANK.sub(lambda blank: values.get(blank[1], ""), words)
    return " ".join(found.split()) if found != words else words


def spoken_in(words: str, languages: Iterable[str]) -> Text:
    """Give the same words for every language."""
    return Text(dict.fromkeys(languages, words))
