"""How the files of names in `intake/data/names` are written; the README there says it for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from intake.domain.names.folding import foldings

FOLDER: Final = Path(__file__).resolve().parents[2] / "data" / "names"
SECTIONS: Final = {"m": "m", "f": "f", "u": "mf", "surnames": ""}
JOINTS: Final = str.maketrans("", "", "-'")


class Cluster(NamedTuple):
    """One name: its full forms, first the one it goes by here, and its short and pet forms."""

    forms: list[str]
    pets: list[str]
    sexes: str
    is_transliterated: bool


@dataclass(frozen=True, slots=True)
class NameFile:
    """A file of clusters, or of lines of words (groups, pairs, syllables)."""

    path: Path

    def lines(self) -> Iterator[str]:
        """Give the lines that say something."""
        for line in self.path.read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                yield line

    def rows(self) -> Iterator[list[str]]:
        """Give each line as its words."""
        for line in self.lines():
            yield line.split()

    def clusters(self) -> Iterator[Cluster]:
        """Give each cluster of the file."""
        sexes, is_transliterated = "", False
        for line in self.lines():
            if line[0] == "[":
                section, _, how = line.strip("[]").partition(" ")
                sexes, is_transliterated = SECTIONS[section], how == "transliterated"
                continue
            for entry in line.translate(JOINTS).split():
                forms, _, pets = entry.partition(":")
                if entry.isascii():
                    yield Cluster(forms.split("/"), pets.split(",") if pets else [], sexes, is_transliterated)
                else:
                    yield Cluster(
                        _folded(forms.split("/")), _folded(pets.split(",")), sexes, is_transliterated
                    )


def _folded(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if word.isascii():
            found.append(word)
        else:
            found.extend(foldings(word))
    return [form for form in found if form]


def files(start: str) -> Iterator[NameFile]:
    """Give the files whose names begin so, always in the same order."""
    for path in sorted(FOLDER.glob(f"{start}*.txt")):
        yield NameFile(path)
