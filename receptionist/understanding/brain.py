"""The heads and what they stand on: loaded once a process, as far as the machine has what they need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from receptionist.domain.meaning import Intent, Urgency
from receptionist.understanding import ngrams
from receptionist.understanding.encoders import NoEncoder, Vectors, encoder
from receptionist.understanding.heads import Head, softmax
from receptionist.understanding.phrases import TRADES

HEADS: Final = Path(__file__).resolve().parent.parent / "data" / "heads.npz"
INTENTS: Final = tuple(Intent)
URGENCIES: Final = tuple(Urgency)
# How much the trade counts beside the words, and how the parts are mixed by what is there.
TRADE_WEIGHT: Final = 0.3
ENCODERS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "minilm": ("minilm",),
    "e5": ("e5",),
    "both": ("minilm", "e5"),
}
SHARES: Final[Mapping[frozenset[str], Mapping[str, float]]] = {
    frozenset({"minilm", "e5"}): {"minilm": 0.2, "e5": 0.3, "words": 0.2, "both": 0.3},
    frozenset({"e5"}): {"e5": 0.65, "words": 0.35},
    frozenset({"minilm"}): {"minilm": 0.6, "words": 0.4},
    frozenset(): {"words": 1.0},
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the heads make of a sentence."""

    intents: NDArray[np.float32]
    urgencies: NDArray[np.float32]


class Brain:
    """Reads sentences by all heads whose encoder this machine has."""

    def __init__(self, file: Path = HEADS, encoders: Sequence[str] = ("minilm", "e5")) -> None:
        with np.load(file) as stored:
            self._arrays: dict[str, NDArray[Any]] = {name: stored[name] for name in stored.files}
        self.missing = {
            name: str(found) for name in encoders if isinstance(found := encoder(name), NoEncoder)
        }
        self.encoders = tuple(name for name in encoders if name not in self.missing)
        self.version = str(self._arrays["stamp"])[:12]
        self._shares = SHARES[frozenset(self.encoders)]
        # e5 takes three quarters of the time: what is settled by rule does without.
        self._quick = SHARES[frozenset(self.encoders) - {"e5"}]
        self._heads = {
            (part, kind): Head(self._float(f"{part}_{kind}_weights"), self._float(f"{part}_{kind}_offsets"))
            for part in self._shares
            for kind in ("intent", "urgency")
        }
        self._rarity = self._float("rarity")

    @property
    def versions(self) -> dict[str, str]:
        """This will tell what read a turn, and what could not."""
        return {"heads": self.version, "by": "+".join((*self.encoders, "words", "rules")), **self.missing}

    def guess(self, text: str, industry: str, settled: bool = False) -> Guess:
        """This will read a sentence of a trade by all heads, by the quick ones when rules have settled what it means."""
        trade = trade_row(industry)
        shares = self._quick if settled else self._shares
        return Guess(self._mixed("intent", text, trade, shares), self._mixed("urgency", text, trade, shares))

    def nearness(self, text: str, others: Sequence[str], lang: str = "en") -> NDArray[np.float32]:
        """This will tell how near a sentence is to others by the encoders of its language, or by pieces of words."""
        if not others:
            return np.zeros(0, dtype=np.float32)
        names = [name for name in self.encoders if lang == "en" or name != "minilm"]
        if not names:
            mine = dense(text, self._rarity)
            return np.array([dense(other, self._rarity) @ mine for other in others], dtype=np.float32)
        sums = [
            np.stack([self.vector(name, other) for other in others]) @ self.vector(name, text)
            for name in names
        ]
        return np.mean(sums, axis=0, dtype=np.float32)

    def vector(self, name: str, text: str) -> Vectors:
        """This will encode a sentence, measured from the middle of all phrases."""
        return centred(vector(name, text), self._float(f"{name}_middle"))

    def _mixed(
        self, kind: str, text: str, trade: Vectors, shares: Mapping[str, float]
    ) -> NDArray[np.float32]:
        """This will mix what the heads of one kind say."""
        said = [share * self._part(part, kind, text, trade) for part, share in shares.items()]
        return np.sum(said, axis=0, dtype=np.float32)

    def _part(self, part: str, kind: str, text: str, trade: Vectors) -> NDArray[np.float32]:
        """This will ask one head."""
        head = self._heads[part, kind]
        if part != "words":
            vectors = [self.vector(name, text) for name in ENCODERS_OF[part]]
            return head.p(np.concatenate([*vectors, trade])[None])[0]
        buckets, values = ngrams.row(text, self._rarity)
        scores = values @ head.weights[buckets] + trade @ head.weights[ngrams.WIDTH :] + head.offsets
        return softmax(scores)

    def _float(self, name: str) -> NDArray[np.float32]:
        """This will give an array in the width it is reckoned in."""
        if self._arrays[name].dtype != np.float32:
            self._arrays[name] = self._arrays[name].astype(np.float32)
        return self._arrays[name]


def trade_row(industry: str) -> Vectors:
    """This will mark the trade, nothing for one that is not known."""
    row = np.zeros(len(TRADES), dtype=np.float32)
    if industry in TRADES:
        row[TRADES.index(industry)] = TRADE_WEIGHT
    return row


def dense(text: str, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """This will spread a sparse row."""
    row = np.zeros(ngrams.WIDTH, dtype=np.float32)
    buckets, values = ngrams.row(text, weights)
    row[buckets] = values
    return row


def centred(vector: Vectors, middle: Vectors) -> Vectors:
    """This will measure a vector from a middle, of length one."""
    moved = vector - middle
    return (moved / max(float(np.linalg.norm(moved)), 1e-9)).astype(np.float32)


@lru_cache(maxsize=4096)
def vector(name: str, text: str) -> Vectors:
    """This will encode a sentence, remembering the latest; questions of a firm's list are asked for every turn."""
    found = encoder(name)
    if isinstance(found, NoEncoder):
        raise found
    return found([text])[0]


@cache
def loaded_brain() -> Brain:
    """This will load the process's brain at its first use."""
    return Brain()
