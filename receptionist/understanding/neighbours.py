"""A firm's own phrases as vectors: a sentence that is nearly one of them means what that one means.

They are encoded once, when a version is made; a turn costs one product of a small matrix with a vector it has anyway.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from receptionist.domain.meaning import Intent
from receptionist.understanding.brain import Brain, loaded_brain

NEAR: Final = 0.8
# English is read by both encoders, other languages by the one of many languages.
READERS: Final[Mapping[str, tuple[str, ...]]] = {"en": ("minilm", "e5")}
OTHERS: Final = ("e5",)


class Neighbours:
    """Phrases with their meanings and vectors, one row each."""

    def __init__(self, intents: Sequence[str], vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.intents = tuple(Intent(one) for one in intents)
        self.vectors = dict(vectors)

    @classmethod
    def of(cls, phrases: Sequence[tuple[str, str]], by: Brain | None = None) -> "Neighbours":
        """This will encode phrases by every encoder this machine has."""
        reader = by or loaded_brain()
        rows = {
            name: np.stack([reader.vector(name, text) for text, _intent in phrases])
            for name in reader.encoders
            if phrases
        }
        return cls([intent for _text, intent in phrases], rows)

    @classmethod
    def unpacked(cls, phrases: Sequence[tuple[str, str]], packed: bytes) -> "Neighbours":
        """This will read what `packed` wrote."""
        with np.load(io.BytesIO(packed), allow_pickle=False) as stored:
            rows = {name: stored[name].astype(np.float32) for name in stored.files}
        return cls([intent for _text, intent in phrases], rows)

    def packed(self) -> bytes:
        """This will write the vectors down, in half the width they are reckoned in."""
        out = io.BytesIO()
        halves: dict[str, Any] = {name: rows.astype(np.float16) for name, rows in self.vectors.items()}
        np.savez_compressed(out, **halves)
        return out.getvalue()

    def without(self, place: int) -> "Neighbours":
        """This will leave one phrase out."""
        kept = [one for one in range(len(self.intents)) if one != place]
        rows = {name: rows[kept] for name, rows in self.vectors.items()}
        return Neighbours([self.intents[one] for one in kept], rows)

    def meaning_of(self, text: str, lang: str) -> Intent | None:
        """This will give the meaning of the nearest phrase, where one is near enough."""
        reader = loaded_brain()
        names = [
            name
            for name in READERS.get(lang, OTHERS)
            if name in self.vectors and name in reader.encoders and len(self.intents)
        ]
        if not names:
            return None
        near = np.mean([self.vectors[name] @ reader.vector(name, text) for name in names], axis=0)
        best = int(near.argmax())
        return self.intents[best] if float(near[best]) >= NEAR else None
