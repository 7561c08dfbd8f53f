"""The pages of API keys, and the wall around what keys leave behind."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from accounts.models import ApiKey, IdempotencyRecord, Member
from accounts.services import api_keys
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from tests.api.conftest import Caller

pytestmark = pytest.mark.django_db
PAGE = "/settings/api-keys/"
MadeClient = Callable[[Member], Client]


def test_a_key_is_shown_once_and_works(client_for: MadeClient, alice: Member) -> None:
    client = client_for(alice)
    response = client.post(f"{PAGE}new/", {"name": "Website", "scopes": ["contacts:read", "lines:read"]})
    key = ApiKey.objects.get()
    secret = next(word for word in response.content.decode().split('"') if word.startswith("pk_"))
    assert "no-store" in response["Cache-Control"]
    assert key.scopes == ["contacts:read", "lines:read"]
    assert secret not in str(key.__dict__.values())
    assert Caller(secret=secret).get("contacts").status_code == 200
    listed = client.get(PAGE).content.decode()
    assert secret not in listed
    assert secret[:10] in listed


def test_a_key_is_taken_back(client_for: MadeClient, alice: Member) -> None:
    made = api_keys.create_api_key(by=alice, name="Website", scopes=["contacts:read"], now=clock.now())
    response = client_for(alice).post(f"{PAGE}{made.key.pk}/revoke/")
    assert response.status_code == 302
    assert Caller(secret=made.secret).get("contacts").status_code == 401
    revoked_at = ApiKey.objects.get().revoked_at
    api_keys.revoke_api_key(by=alice, api_key_id=made.key.pk, now=clock.now())
    assert ApiKey.objects.get().revoked_at == revoked_at


@pytest.mark.parametrize(
    "data", [{"name": "x"}, {"scopes": ["contacts:read"]}, {"name": "x", "scopes": ["all"]}]
)
def test_unusable_keys(client_for: MadeClient, alice: Member, data: dict[str, object]) -> None:
    assert client_for(alice).post(f"{PAGE}new/", data).status_code == 422
    assert not ApiKey.objects.exists()


def test_only_owners_keep_keys(
    client_for: MadeClient, alice: Member, bob: Member, rae: Member, mallory: Member
) -> None:
    made = api_keys.create_api_key(by=alice, name="Tollgate", scopes=["contacts:read"], now=clock.now())
    for member, status in ((bob, 403), (rae, 403), (mallory, 404)):
        assert client_for(member).post(f"{PAGE}{made.key.pk}/revoke/").status_code == status
    for member in (bob, rae):
        assert client_for(member).get(PAGE).status_code == 403
        assert client_for(member).post(f"{PAGE}new/").status_code == 403
    assert b"Tollgate" not in client_for(mallory).get(PAGE).content
    assert Client().get(PAGE).status_code == 302
    assert client_for(alice).get(f"{PAGE}new/").status_code == 405
    assert client_for(alice).post(f"{PAGE}12/revoke/").status_code == 404
    assert ApiKey.objects.get().revoked_at is None


def test_the_service_checks_for_itself(alice: Member, bob: Member) -> None:
    for name, scopes in ((" \x00", ["contacts:read"]), ("x", []), ("x", ["all"])):
        with pytest.raises(Refused):
            api_keys.create_api_key(by=alice, name=name, scopes=scopes, now=clock.now())
    with pytest.raises(NotAllowed):
        api_keys.create_api_key(by=bob, name="x", scopes=["contacts:read"], now=clock.now())


def test_records_stand_behind_both_walls(api: Caller, mallory: Member, line: object) -> None:
    body = {"line_id": str(line.pk), "number": "+16025550177", "text": "Hello"}  # type: ignore[attr-defined]
    assert api.post("messages", body, once="m").status_code == 201
    with reading(mallory.organisation_id):
        assert IdempotencyRecord.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_idempotencyrecord")
        assert cursor.fetchone() == (0,)
