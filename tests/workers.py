"""What makes a pytest process one of several: services of its own, and whole files, the slowest first.

`./portico test` names this module in PYTEST_PLUGINS: it is imported before the settings are.
"""

import json
import os
from collections.abc import Generator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Tests of these folders start a Portico of their own: journeys and trials one after the other in one process, since a
# trial takes both processors from a browser, those of the launcher in another, while the third does what is left.
HEAVY = {"e2e": "journeys", "trials": "journeys", "launcher": "stacks"}

_shares = json.loads(os.environ.get("PORTICO_TEST_WORKERS", "{}"))
os.environ.update(_shares.get(os.environ.get("PYTEST_XDIST_WORKER", ""), {}))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Begin with those that take longest, whatever other plugins have sorted."""
    yield
    items.sort(key=lambda item: _heavy(item.nodeid) is None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out whole files, and the heavy ones together."""
    return _Files(config, log)


class _Files(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return _heavy(nodeid) or nodeid.partition("::")[0]


def _heavy(nodeid: str) -> str | None:
    return HEAVY.get(nodeid.split("/")[1])
