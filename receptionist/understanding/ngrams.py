"""Words and pieces of words as one hashed, weighted row: what is left to read by when no encoder can be used."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from receptionist.understanding.phrases import plain

WIDTH: Final = 1 << 14
_NUMBER: Final = re.compile(r"\d+")


def pieces(text: str) -> Iterator[str]:
    """This will tell the words, pairs of words and pieces of three to five letters of a sentence."""
    words = _NUMBER.sub("0", plain(text)).split()
    padded = ["^", *words, "$"]
    for word in words:
        yield f"w{word}"
    for one, two in pairwise(padded):
        yield f"p{one} {two}"
    for word in words:
        edged = f" {word} "
        for size in (3, 4, 5):
            for at in range(len(edged) - size + 1):
                yield f"c{edged[at : at + size]}"


def counted(text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """This will count a sentence's pieces by bucket, damped by their logarithm."""
    counts = Counter(crc32(piece.encode()) % WIDTH for piece in pieces(text))
    buckets = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
    values = 1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
    return buckets, values.astype(np.float32)


def rarity(texts: Sequence[str]) -> NDArray[np.float32]:
    """This will weigh each bucket by how few sentences have it."""
    seen = np.zeros(WIDTH, dtype=np.float32)
    for text in texts:
        seen[counted(text)[0]] += 1
    return (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)


def row(text: str, weights: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """This will make the sparse row of a sentence, of length one."""
    buckets, values = counted(text)
    values = values * weights[buckets]
    length = float(np.linalg.norm(values))
    return buckets, (values / max(length, 1e-9)).astype(np.float32)
