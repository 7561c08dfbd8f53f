"""What makes a pytest process one of several: services of its own, and whole files, the slowest first.

`./portico test` names this module in PYTEST_PLUGINS: it is imported before the settings are.
"""

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent
# A file of these starts a Portico of its own; they run one after the other, while the other process does the rest.
HEAVY = ("e2e", "trials", "launcher")

_shares = json.loads(os.environ.get("PORTICO_TEST_WORKERS", "{}"))
os.environ.update(_shares.get(os.environ.get("PYTEST_XDIST_WORKER", ""), {}))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test to a group that stays together, and begin with those that take longest."""
    for item in items:
        parts = item.path.relative_to(ROOT).parts
        item.add_marker(pytest.mark.xdist_group(parts[0] if parts[0] in HEAVY else "/".join(parts)))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder = item.path.relative_to(ROOT).parts[0]
    return HEAVY.index(folder) if folder in HEAVY else len(HEAVY)
