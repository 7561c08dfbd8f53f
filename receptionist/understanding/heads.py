"""A head: multinomial logistic regression on rows, in numpy, fitted to the end by L-BFGS with its own line search."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """Weights and offsets of each class."""

    weights: Matrix
    offsets: Matrix

    def p(self, rows: Matrix) -> Matrix:
        """This will tell the probability of each class for each row."""
        return softmax(rows @ self.weights + self.offsets)


def softmax(scores: Matrix) -> Matrix:
    """This will turn scores into probabilities, row by row."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)


def fit(rows: Matrix, labels: NDArray[np.int64], classes: int, strength: float, balance: float = 0.5) -> Head:
    """This will fit a head; balance 0 counts sentences alike, 1 counts classes alike."""
    counts = np.bincount(labels, minlength=classes).clip(1)
    weight = (len(labels) / (classes * counts)) ** balance
    weight = (weight[labels] / weight[labels].mean()).astype(np.float32)
    wide = np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], axis=1)
    truth = np.zeros((len(rows), classes), dtype=np.float32)
    truth[np.arange(len(rows)), labels] = 1
    mask = np.ones((wide.shape[1], 1), dtype=np.float32)
    mask[-1] = 0

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        table = flat.reshape(wide.shape[1], classes)
        p = softmax(wide @ table)
        kept = np.log(p[np.arange(len(labels)), labels].clip(1e-12))
        value = -float((weight * kept).sum()) + float((mask * table**2).sum()) / (2 * strength)
        slope = wide.T @ ((p - truth) * weight[:, None]) + mask * table / strength
        return value, slope.ravel().astype(np.float32)

    found = minimum(loss, np.zeros(wide.shape[1] * classes, dtype=np.float32))
    table = found.reshape(wide.shape[1], classes)
    return Head(table[:-1].copy(), table[-1].copy())


def minimum(
    loss: Callable[[Matrix], tuple[float, Matrix]], at: Matrix, steps: int = 120, memory: int = 8
) -> Matrix:
    """This will walk down a smooth valley by L-BFGS until it hardly falls any more."""
    value, slope = loss(at)
    past: deque[tuple[Matrix, Matrix, float]] = deque(maxlen=memory)
    for _ in range(steps):
        way = -_turned(slope, past)
        down = float(slope @ way)
        pace = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        for _ in range(20):
            there = at + np.float32(pace) * way
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * pace * down:
                break
            pace /= 2
        else:
            return at
        moved, bent = there - at, new_slope - slope
        if (curve := float(moved @ bent)) > 1e-10:
            past.append((moved, bent, 1 / curve))
        settled = value - new_value < 1e-6 * max(1.0, abs(value))
        at, value, slope = there, new_value, new_slope
        if settled and len(past) > 1:
            return at
    return at


def _turned(slope: Matrix, past: deque[tuple[Matrix, Matrix, float]]) -> Matrix:
    """This will turn a slope by the curves met before: the two loops of L-BFGS."""
    way = slope.copy()
    shares = []
    for moved, bent, rho in reversed(past):
        share = np.float32(rho * float(moved @ way))
        shares.append(share)
        way -= share * bent
    if past:
        moved, bent, rho = past[-1]
        way *= np.float32(1 / (rho * float(bent @ bent)))
    for (moved, bent, rho), share in zip(past, reversed(shares), strict=True):
        way += moved * (share - np.float32(rho * float(bent @ way)))
    return way
