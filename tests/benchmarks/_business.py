"""The make-believe business that is measured: its account, number, signed texts, members and their sessions."""

import base64
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

from django.conf import settings
from django.test import Client

from accounts.models import Member, Organisation
from carrier.models import CarrierAccount
from conversations.models import Line
from tests.factories import accounts as people
from tests.factories import conversations as lines

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "a signature secret of sixty-four letters, as the carrier makes them"
_senders = count(1)
# The measuring process answers a few requests itself; their lines would stand between the rows.
logging.getLogger("portico.access").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Business:
    """An organisation that texts can be sent to."""

    organisation: Organisation
    account: CarrierAccount
    line: Line


def open_business(slug: str) -> Business:
    """Make an organisation with one number and the account its webhooks arrive for."""
    slug = f"{slug}-{uuid4().hex[:8]}"
    organisation = people.organisation(name=f"Bench {slug}", slug=slug)
    account = CarrierAccount.objects.create(
        organisation=organisation,
        api_key=slug,
        application_id=str(uuid4()),
        signature_secret=SECRET,
        path_token=uuid4().hex,
    )
    return Business(organisation, account, lines.line(organisation=organisation))


def hire(business: Business, *, members: int) -> list[Member]:
    """Give the business that many members of staff."""
    return [
        people.member(organisation=business.organisation, name=f"bench{number} Staff")
        for number in range(members)
    ]


def log_in(member: Member) -> Client:
    """Return a browser in which the member is logged in."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(member.user, backend=BACKEND)
    session = browser.session
    session["organisation_id"] = str(member.organisation_id)
    session.save()
    return browser


def cookie_of(browser: Client) -> str:
    """Return the Cookie header of a logged-in browser."""
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"


def text_body(business: Business, *, sender: str = "") -> bytes:
    """Write the webhook of a first text from somebody unknown (Messages API v1, research/vonage.md §3)."""
    body = {
        "channel": "sms",
        "message_uuid": str(uuid4()),
        "to": business.line.address.lstrip("+"),
        "from": sender or f"1480{next(_senders):07d}",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "text": "Do you take custody cases?",
        "message_type": "text",
        "sms": {"num_messages": "1"},
        "usage": {"price": "0.0057", "currency": "EUR"},
    }
    return json.dumps(body).encode()


def authorization(business: Business, body: bytes) -> str:
    """Sign a body as the carrier does: HS256 over claims that hold the body's hash."""
    claims = {
        "iat": int(time.time()),
        "jti": str(uuid4()),
        "iss": "Vonage",
        "payload_hash": hashlib.sha256(body).hexdigest(),
        "api_key": business.account.api_key,
        "application_id": business.account.application_id,
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.digest(SECRET.encode(), signed.encode(), "sha256")
    return f"Bearer {signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def signed_requests(business: Business, *, number: int) -> Iterator[bytes]:
    """Write whole HTTP requests beforehand, so that signing costs nothing while the clock runs."""
    return iter([request(business, text_body(business)) for _ in range(number)])


def hook(business: Business, name: str = "inbound") -> str:
    """Return the path messages (or, by another name, news of calls) are posted to."""
    return f"/hooks/{business.account.path_token}/{name}"


def request(business: Business, body: bytes, *, name: str = "inbound") -> bytes:
    """Write one whole signed request."""
    head = (
        f"POST {hook(business, name)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: {authorization(business, body)}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
