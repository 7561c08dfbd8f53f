"""The schema says what the API does, and nothing it allows makes the API fail."""

import json
from typing import Any

import pytest
import schemathesis
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conversations.models import Conversation
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
EXAMPLES = 12


def read_schema() -> dict[str, Any]:
    """Fetch the schema as anybody may."""
    response = Client().get("/api/v1/schema")
    assert response.status_code == 200
    return dict(json.loads(response.content))


def test_every_operation_has_a_name_a_tag_and_its_problems() -> None:
    schema = read_schema()
    assert schema["openapi"].startswith("3.")
    names: list[str] = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            names.append(operation["operationId"])
            assert operation["tags"], path
            assert operation["security"] == [{"ApiKey": []}], path
            assert {"400", "401", "403", "404", "429"} <= set(operation["responses"]), path
            if method != "get":
                assert {"409", "412", "415", "422"} <= set(operation["responses"]), path
    assert len(names) == len(set(names))


def operations() -> list[tuple[str, str]]:
    """Name every operation. The schema comes from the code, so collecting it asks no database."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


@pytest.mark.parametrize(("method", "path"), operations(), ids=str)
def test_nothing_the_schema_allows_fails(
    api: Caller, conversation: Conversation, method: str, path: str
) -> None:
    schema = schemathesis.openapi.from_dict(read_schema())
    known = {
        "conversation_id": str(conversation.pk),
        "contact_id": str(conversation.contact_id),
        "line_id": str(conversation.line_id),
        "member_id": str(api.key.created_by_id) if api.key else "",
    }

    operation = schema[path][method]
    cases = operation.as_strategy()
    if method in {"POST", "PATCH"}:
        cases |= operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @given(case=cases, is_mine=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: schemathesis.Case, is_mine: bool) -> None:
        parts = {**case.path_parameters, **(known if is_mine else {})}
        query = {name: value for name, value in (case.query or {}).items() if isinstance(value, str | int)}
        response = api.client.generic(
            method,
            path.format(**parts),
            json.dumps(case.body) if isinstance(case.body, dict | list | str | int) else "",
            content_type="application/json",
            query_params=query,
            headers={"Authorization": f"Bearer {api.secret}", **_sendable(case.headers or {})},
        )
        assert response.status_code < 500
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["detail"]

    holds()


def _sendable(headers: Any) -> dict[str, str]:
    return {
        name: value for name, value in headers.items() if isinstance(value, str) and name != "Authorization"
    }
