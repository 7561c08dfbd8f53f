"""Callers: a key for a member, and a client that speaks JSON with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from accounts.domain.scopes import Scope
from accounts.models import ApiKey, Member, Organisation
from accounts.services.api_keys import hash_of
from conversations.models import Conversation, Line
from core.ids import new_id
from tests.factories import conversations as make

EVERYTHING = [scope.value for scope in Scope]
_keys = count()


@dataclass
class Caller:
    """Some program with a key."""

    secret: str
    key: ApiKey | None = None
    client: Client = field(default_factory=Client)

    def call(self, method: str, path: str, body: Any = None, *, once: str = "", **headers: str) -> Any:
        """Send one request below /api/v1/."""
        given = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        if once:
            given["Idempotency-Key"] = once
        content = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api/v1/{path}", headers=given, **content)

    def get(self, path: str, **headers: str) -> Any:
        """Read."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, *, once: str = "", **headers: str) -> Any:
        """Do something."""
        return self.call("POST", path, {} if body is None else body, once=once, **headers)


def expect_problem(response: Any, status: int) -> dict[str, Any]:
    """Check that a problem is told with a sentence, and return it."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:portico:problem:")
    assert problem["detail"].endswith(".") or problem["detail"].endswith("…")
    return dict(problem)


@pytest.fixture
def caller_for() -> Callable[..., Caller]:
    """Make a key that acts as a member."""

    def make_caller(member: Member, *scopes: str, rate: int = 600) -> Caller:
        # Made directly, as only owners make keys and a read-only member may have been one.
        secret = f"pk_test_{next(_keys)}_{new_id()}"
        key = ApiKey.objects.create(
            organisation_id=member.organisation_id,
            name="Website",
            key_hash=hash_of(secret),
            prefix=secret[:10],
            scopes=list(scopes) or EVERYTHING,
            created_by=member,
            rate_per_minute=rate,
        )
        return Caller(secret=secret, key=key)

    return make_caller


@pytest.fixture
def api(caller_for: Callable[..., Caller], alice: Member) -> Caller:
    """Alice's program, which may do everything."""
    return caller_for(alice)


@pytest.fixture
def stranger(caller_for: Callable[..., Caller], mallory: Member) -> Caller:
    """The program of another organisation."""
    return caller_for(mallory)


@pytest.fixture
def reader(caller_for: Callable[..., Caller], rae: Member) -> Caller:
    """The program of a member who only looks."""
    return caller_for(rae)


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make.line(organisation=organisation)


@pytest.fixture
def conversation(organisation: Organisation, line: Line, now: datetime) -> Conversation:
    return make.conversation(organisation=organisation, now=now)


@pytest.fixture
def somewhere() -> UUID:
    """An id nothing has."""
    return new_id()
