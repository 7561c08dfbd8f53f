"""What every test has: the existing database (behind its walls), four people, a frozen-enough world."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hashers
from django.core.cache import cache
from django.db import transaction
from django.db.transaction import Atomic
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as given_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from accounts.models import Industry, Location, Member, Organisation, Role
from tests import emptying
from tests.factories import accounts as make

# Objects made between two collections: a test makes many that live as long as it does, and what was imported stays.
COLLECT_AFTER = 100_000
# A busy machine is no fault of what is tested. In CI hypothesis does this by itself, and draws the same each time.
given_settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if "CI" not in os.environ:
    given_settings.load_profile("busy")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what every test would have it look at again (a tenth of the suite's time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 50, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> None:
    """Use the database `./portico test` migrated as its owner; the suite itself runs as portico_app."""


@pytest.fixture(scope="session", autouse=True)
def _quick_suite() -> Iterator[None]:
    """Cheap passwords, rows that were committed taken away one by one, static files looked for once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PASSWORD_HASHERS", ["tests.hashing.QuickArgon2"])
        get_hashers.cache_clear()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: emptying.empty_tables())
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", _found_once())
        yield


def _found_once() -> Callable[[WhiteNoiseMiddleware], None]:
    """Let the middleware of every `Client` after the first share the files the first has found."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def find_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            find(self)
            found.update(self.files)
        self.files.update(found)

    return find_once


@pytest.fixture(autouse=True)
def _commits_run_callbacks(monkeypatch: pytest.MonkeyPatch) -> None:
    run_callbacks_at_commits(monkeypatch)


def run_callbacks_at_commits(patch: pytest.MonkeyPatch) -> None:
    """Run on-commit callbacks when a use case ends although the transactions of tests stay open."""
    leave = Atomic.__exit__

    def leave_and_run(self: Atomic, *details: object) -> None:
        leave(self, *details)  # type: ignore[arg-type]
        connection = transaction.get_connection(self.using)
        blocks = connection.atomic_blocks
        is_outermost = all(getattr(block, "_from_testcase", False) for block in blocks)
        if blocks and is_outermost and details[0] is None:
            pending, connection.run_on_commit = connection.run_on_commit, []
            for _, action, _robust in pending:
                action()

    patch.setattr(Atomic, "__exit__", leave_and_run)


# A Monday, 10:00 in Phoenix.
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def now() -> datetime:
    """A Monday, 10:00 in Phoenix."""
    return NOW


@pytest.fixture
def organisation(db: None) -> Organisation:
    return make.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)


@pytest.fixture
def location(organisation: Organisation) -> Location:
    return organisation.locations.get(is_default=True)


@pytest.fixture
def alice(organisation: Organisation) -> Member:
    """The owner."""
    return make.member(organisation=organisation, name="Alice Hale", role=Role.OWNER)


@pytest.fixture
def bob(organisation: Organisation) -> Member:
    """A teammate."""
    return make.member(organisation=organisation, name="Bob Ortiz", role=Role.STAFF)


@pytest.fixture
def rae(organisation: Organisation) -> Member:
    """Read-only."""
    return make.member(organisation=organisation, name="Rae Lund", role=Role.READ_ONLY)


@pytest.fixture
def mallory(db: None) -> Member:
    """Owner of another organisation."""
    other = make.organisation(name="Brightwater Plumbing", slug="brightwater", industry=Industry.HOME)
    return make.member(organisation=other, name="Mallory Quist", role=Role.OWNER)


@pytest.fixture
def client_for() -> Callable[[Member], Client]:
    """Give a logged-in browser to a member."""

    def log_in(member: Member) -> Client:
        client = Client()
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["organisation_id"] = str(member.organisation_id)
        session.save()
        return client

    return log_in
