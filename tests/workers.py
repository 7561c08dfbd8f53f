"""What makes a pytest process one of several: services of its own, and whole files, the slowest first.

`./portico test` names this module in PYTEST_PLUGINS: it is imported before the settings are.
"""

import json
import os
from collections.abc import Generator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Tests of these folders start a Portico of their own: one after the other, while the other process does the rest.
HEAVY = ("e2e", "trials", "launcher")

_shares = json.loads(os.environ.get("PORTICO_TEST_WORKERS", "{}"))
os.environ.update(_shares.get(os.environ.get("PYTEST_XDIST_WORKER", ""), {}))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Begin with those that take longest, whatever other plugins have sorted."""
    yield
    items.sort(key=lambda item: not _is_heavy(item.nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out whole files, and the heavy ones together."""
    return _Files(config, log)


class _Files(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return "heavy" if _is_heavy(nodeid) else nodeid.partition("::")[0]


def _is_heavy(nodeid: str) -> bool:
    return nodeid.split("/")[1] in HEAVY
