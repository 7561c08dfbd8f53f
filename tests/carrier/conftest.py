"""An organisation with an account at the carrier, and webhooks signed as the carrier signs them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt
import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Organisation
from carrier.models import CarrierAccount, InboundDelivery
from carrier.simulator.registry import new_keys
from conversations.models import Entry, EntryKind
from core.transactions import reading
from tests.factories import conversations as make

API_KEY, API_SECRET = "abcd1234", "an-api-secret"
APPLICATION = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"
SECRET = "a-signature-secret-of-thirty-two-characters"
CUSTOMER = "+16025550134"
PRIVATE_KEY, PUBLIC_KEY = new_keys()


@pytest.fixture
def account(organisation: Organisation) -> CarrierAccount:
    make.line(organisation=organisation)
    return CarrierAccount.objects.create(
        organisation=organisation,
        api_key=API_KEY,
        api_secret=API_SECRET,
        application_id=APPLICATION,
        private_key=PRIVATE_KEY,
        signature_secret=SECRET,
        path_token="a-path-token-of-the-firm",
    )


def text_body(text: str = "Are you open?", **changes: object) -> dict[str, object]:
    """Make an inbound SMS as the Messages API posts it."""
    body: dict[str, object] = {
        "channel": "sms",
        "message_uuid": str(uuid4()),
        "to": make.OUR_NUMBER.removeprefix("+"),
        "from": CUSTOMER.removeprefix("+"),
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "message_type": "text",
        "text": text,
    }
    return body | changes


@dataclass
class Carrier:
    """Posts webhooks for one account."""

    account: CarrierAccount
    client: Client = field(default_factory=Client)

    def post(
        self, body: object, *, name: str = "inbound", secret: str = SECRET, **claims: object
    ) -> HttpResponse:
        """Post signed bytes; anything but bytes is sent as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        token = jwt.encode(self.claims(raw) | claims, secret, algorithm="HS256")
        return self.raw(raw, name=name, HTTP_AUTHORIZATION=f"Bearer {token}")

    def raw(
        self, raw: bytes, *, name: str = "inbound", kind: str = "application/json", **headers: str
    ) -> Any:
        """Post bytes with no more than the given headers."""
        path = f"/hooks/{self.account.path_token}/{name}"
        return self.client.post(path, raw, content_type=kind, **headers)  # type: ignore[arg-type]

    def claims(self, raw: bytes) -> dict[str, object]:
        """Make the claims of a genuine signature."""
        return {
            "iss": "Vonage",
            "iat": int(datetime.now(UTC).timestamp()),
            "jti": str(uuid4()),
            "api_key": API_KEY,
            "application_id": APPLICATION,
            "payload_hash": hashlib.sha256(raw).hexdigest(),
        }


@pytest.fixture
def carrier(account: CarrierAccount) -> Carrier:
    return Carrier(account)


@pytest.fixture
def said(organisation: Organisation) -> Callable[[], list[str]]:
    """Read the customer's words in thread order."""

    def read() -> list[str]:
        with reading(organisation):
            rows = Entry.objects.of(organisation).filter(kind=EntryKind.MESSAGE_IN)
            return list(rows.order_by("occurred_at", "seq").values_list("text", flat=True))

    return read


@pytest.fixture
def kept(organisation: Organisation) -> Callable[[], list[tuple[str, str]]]:
    """Read state and reading of every stored webhook."""

    def read() -> list[tuple[str, str]]:
        with reading(organisation):
            rows = InboundDelivery.objects.of(organisation).order_by("received_at")
            return list(rows.values_list("state", "reading"))

    return read
