"""Walks every address of /api/v1 with every method it takes.

A new address is walked by itself; one that writes needs a body in tests/factories/api.py.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver

from accounts.api.endpoints import Endpoint
from accounts.domain.scopes import Scope
from accounts.models import Member
from config import api_urls
from tests.api.conftest import Caller, expect_problem
from tests.factories import api as bodies
from tests.factories import tenancy

pytestmark = pytest.mark.django_db
READING = {"GET", "HEAD"}
# Not of any organisation: the schema for everybody, and the 404 of all other addresses.
OPEN = {"schema", ""}
READ_SCOPES = [scope.value for scope in Scope if scope.value.endswith(":read")]


def endpoints(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, type[Endpoint] | None]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern.url_patterns)
        else:
            parts = [
                f"{{{part.partition(':')[2].rstrip('>')}}}" if part.startswith("<") else part
                for part in str(pattern.pattern).split("/")
            ]
            path = "" if str(pattern.pattern).startswith("^") else "/".join(parts)
            yield path, getattr(pattern.callback, "view_class", None)


FOUND = dict(endpoints(api_urls.urlpatterns))
# Method, address, and the scope asked for before the body is read.
Row = tuple[str, str, Scope | None]
OPERATIONS: list[Row] = [
    (method, path, scope)
    for path, view in FOUND.items()
    if path not in OPEN and view is not None
    for method, scope in view.scopes.items()
]
WRITING = [row for row in OPERATIONS if row[0] not in READING]


@pytest.fixture
def things(alice: Member, now: datetime) -> tenancy.Things:
    """One of each thing of Alice's organisation."""
    return tenancy.things(by=alice, now=now)


def send(caller: Caller, method: str, path: str, things: tenancy.Things) -> Any:
    body = None if method in READING else bodies.body(f"{method} {path}", things)
    return caller.call(method, path.format(**things), body, once="" if method in READING else "walk")


def test_the_walk_knows_every_address() -> None:
    assert {path for path, view in FOUND.items() if view is None} == {""}
    assert len(OPERATIONS) > 20
    assert set(bodies.BODIES) == {f"{method} {path}" for method, path, _ in WRITING}


def walk(rows: Sequence[Row], check: Callable[[Row], object]) -> None:
    """Check every row, and name all that fail: what is refused changes nothing, so they share one of each thing."""
    failed = {}
    for row in rows:
        try:
            check(row)
        except AssertionError as error:
            failed[f"{row[0]} {row[1]}"] = str(error)
    assert failed == {}


def test_another_organisations_key_finds_nothing(stranger: Caller, things: tenancy.Things) -> None:
    ours = {str(thing) for thing in things.values() if len(str(thing)) == 36}

    def check(row: Row) -> None:
        method, path, _ = row
        response = send(stranger, method, path, things)
        if method in READING and "{" not in path:
            assert response.status_code == 200
            shown = response.content.decode()
            assert not [thing for thing in ours if thing in shown]
        else:
            expect_problem(response, 404)

    walk(OPERATIONS, check)


def test_a_key_that_may_only_read_changes_nothing(
    caller_for: Callable[..., Caller], alice: Member, things: tenancy.Things
) -> None:
    key = caller_for(alice, *READ_SCOPES)
    walk(WRITING, lambda row: expect_problem(send(key, row[0], row[1], things), 403))


def test_the_key_of_a_read_only_member_changes_nothing(reader: Caller, things: tenancy.Things) -> None:
    walk(WRITING, lambda row: expect_problem(send(reader, row[0], row[1], things), 403))


def test_a_key_without_the_scope_is_refused(
    caller_for: Callable[..., Caller], alice: Member, things: tenancy.Things
) -> None:
    def check(row: Row) -> None:
        method, path, scope = row
        assert scope is not None
        key = caller_for(alice, *[other.value for other in Scope if other != scope])
        assert scope.value in expect_problem(send(key, method, path, things), 403)["detail"]

    walk([row for row in OPERATIONS if row[2] is not None], check)


def test_without_a_key_nobody_gets_in(things: tenancy.Things) -> None:
    walk(OPERATIONS, lambda row: expect_problem(send(Caller(secret=""), row[0], row[1], things), 401))


@pytest.mark.parametrize(("method", "path", "_scope"), WRITING, ids=str)
def test_its_own_key_gets_in(
    method: str, path: str, _scope: Scope | None, api: Caller, things: tenancy.Things
) -> None:
    response = send(api, method, path, things)

    # 409: the conversation already stands where the verb would put it.
    assert response.status_code in {200, 201, 204, 409}, response.content
