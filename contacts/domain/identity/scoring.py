"""How probable it is that two rows are one person."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from contacts.domain.identity.fields import Numbers, People
from contacts.domain.identity.learning import likelihoods, posteriors
from contacts.domain.identity.levels import Level, Levels
from contacts.domain.identity.weights import AGREEING, MATCHES, Kind, Shares, Weights

# Two that are called Smith say less than two Featherstonehaughs.
WEIGHED: Final = ("given_name", "surname", "suburb", "address_1", "address_2")


def commonness(
    people: People, first: Numbers, levels: Mapping[str, Levels], weights: Weights
) -> dict[str, Shares]:
    """Say by field how much likelier by chance an agreement is than one of an average value, as a logarithm."""
    found = {}
    for name in WEIGHED:
        if name in levels:
            column = people.columns[name]
            usual = weights.u[name][Level.SAME]
            logs = np.log(np.maximum(column.shares(), 1 / people.count) / usual)
            found[name] = np.where(levels[name] == Level.SAME, logs[column.codes[first]], 0.0)
    return found


def probabilities(levels: Mapping[str, Levels], weights: Weights, common: Mapping[str, Shares]) -> Shares:
    """Give for each pair how probable it is one person."""
    logs = likelihoods(levels, weights)
    for name, more in common.items():
        for kind in Kind:
            if name not in AGREEING[kind]:
                logs[:, kind] += more
    return posteriors(logs)[:, list(MATCHES)].sum(axis=1)  # type: ignore[no-any-return]
