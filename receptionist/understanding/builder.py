"""Trains the heads on the project's phrases; the same phrases and models give the same heads."""

from pathlib import Path
from typing import Any, Final

import numpy as np

from receptionist.understanding import ngrams
from receptionist.understanding.brain import (
    ENCODERS_OF,
    HEADS,
    INTENTS,
    URGENCIES,
    centred,
    dense,
    trade_row,
    vector,
)
from receptionist.understanding.heads import Head, fit
from receptionist.understanding.phrases import phrases, stamp

STRENGTH: Final = 10.0


def train(into: Path = HEADS) -> int:
    """This will fit all heads and store them; it tells how many phrases they learnt from."""
    known = phrases()
    texts = [phrase.text for phrase in known]
    trades = np.stack([trade_row(phrase.industry) for phrase in known])
    intents = np.array([INTENTS.index(phrase.intent) for phrase in known])
    urgencies = np.array([URGENCIES.index(phrase.urgency) for phrase in known])
    rarity = ngrams.rarity(texts).astype(np.float16)
    arrays: dict[str, Any] = {"stamp": np.array(stamp()), "rarity": rarity}
    rows = {"words": np.stack([dense(text, rarity.astype(np.float32)) for text in texts])}
    for name in ("minilm", "e5"):
        raw = np.stack([vector(name, text) for text in texts])
        arrays[f"{name}_middle"] = raw.mean(axis=0).astype(np.float16)
        rows[name] = np.stack([centred(each, arrays[f"{name}_middle"].astype(np.float32)) for each in raw])
    rows["both"] = np.concatenate([rows[name] for name in ENCODERS_OF["both"]], axis=1)
    for part, vectors in rows.items():
        wide = np.concatenate([vectors, trades], axis=1)
        _store(arrays, f"{part}_intent", fit(wide, intents, len(INTENTS), STRENGTH))
        _store(arrays, f"{part}_urgency", fit(wide, urgencies, len(URGENCIES), STRENGTH))
    np.savez_compressed(into, **arrays)
    return len(known)


def _store(arrays: dict[str, Any], name: str, head: Head) -> None:
    """This will keep a head in half width."""
    arrays[f"{name}_weights"] = head.weights.astype(np.float16)
    arrays[f"{name}_offsets"] = head.offsets.astype(np.float16)
