"""Members' browsers as the carrier's users: made once, and given the right to ring and be rung."""

import time
from http import HTTPStatus

from carrier.vonage import client
from carrier.vonage.credentials import Account
from carrier.vonage.refusals import HttpRefusal
from conversations.ports import CarrierRejected, FailureReason

USERS = "/v1/users"
MOST_TOKEN_SECONDS = 86_400
# What a browser may do with its token; without knocking it may not even ring (research/vonage.md §4).
_ACL: dict[str, dict[str, object]] = {
    f"/*/{name}/**": {}
    for name in (
        "users",
        "conversations",
        "sessions",
        "devices",
        "image",
        "media",
        "applications",
        "push",
        "knocking",
        "legs",
    )
}


def ensure_user(account: Account, name: str, *, shown_as: str) -> None:
    """Make a user; one that is there already, or is made at the same moment, is as good."""
    try:
        client.ask(account, "POST", USERS, {"name": name, "display_name": shown_as[:50]})
    except HttpRefusal as refused:
        if refused.status != HTTPStatus.CONFLICT:
            raise


def token(account: Account, name: str, *, seconds: int) -> str:
    """Sign a token for a browser, valid for a day at most."""
    if not account.has_application:
        raise CarrierRejected(FailureReason.ACCOUNT_REFUSED, code="application")
    auth = client.client_for(account, client.Purpose.VOICE).http_client.auth
    expires = int(time.time()) + max(1, min(seconds, MOST_TOKEN_SECONDS))
    claims = {"sub": name, "exp": expires, "acl": {"paths": _ACL}}
    signed: bytes = auth.generate_application_jwt(claims)
    return signed.decode()
