"""Whether a webhook was signed by the carrier, for this account and for exactly these bytes.

The SDK's own `verify_signature` checks only the HMAC, so a changed body, a day-old token or another account's
token passes it (measured on vonage 4.9.1). Source: research/vonage.md §3.5; the carrier's page on decoding
signed webhooks; RFC 7515 and RFC 7519.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from carrier.vonage.kinds import Kind

ISSUER = "Vonage"
CLOCK_SKEW = timedelta(seconds=300)
# A message webhook is retried for 24 h (receipts 72 h) and nobody documents whether a retry is signed afresh.
# Ids make a replay harmless, so a week is allowed there; a replayed answer or input would act on a live call.
OLDEST = {
    Kind.VOICE: CLOCK_SKEW,
    Kind.MESSAGES: timedelta(days=7),
    Kind.SMS: timedelta(days=7),
    Kind.VERIFY: timedelta(days=7),
}
LONGEST_TOKEN = 8192


class SignatureRefused(Exception):
    """The webhook is not proven to be the carrier's: answer 401, count it, apply nothing.

    `reason` is a stable word for counters and the log; it never holds anything the sender wrote.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verified:
    """The claims worth keeping. `jti` is no idempotency key: a retry may carry another."""

    jti: str
    issued_at: datetime
    application_id: str


def verify(
    *,
    method: str,
    body: bytes,
    query_items: Sequence[tuple[str, str]],
    authorization: str | None,
    secrets: Sequence[str],
    api_key: str,
    application_id: str | None,
    kind: Kind,
    now: datetime,
) -> Verified:
    """Check that the carrier signed this request for this account.

    `query_items` are the decoded parameters in received order, for GET only. `secrets` holds the account's
    signature secret, or two of them during rotation. `now` is aware.

    Raises:
        SignatureRefused: in every other case.
    """
    header, claims, signed, signature = _split(_bearer(authorization))
    if header.get("alg") != "HS256":
        raise SignatureRefused("algorithm")
    _check_mac(signed, signature, secrets)
    if claims.get("iss") != ISSUER:
        raise SignatureRefused("issuer")
    if not _same(claims.get("api_key"), api_key):
        raise SignatureRefused("account")
    claimed_application = claims.get("application_id")
    if claimed_application is not None and application_id and not _same(claimed_application, application_id):
        raise SignatureRefused("application")
    issued_at = _issued_at(claims.get("iat"))
    if issued_at - now > CLOCK_SKEW:
        raise SignatureRefused("future")
    if now - issued_at > OLDEST[kind]:
        raise SignatureRefused("stale")
    if not _same(claims.get("payload_hash"), payload_hash(method=method, body=body, query_items=query_items)):
        raise SignatureRefused("payload")
    return Verified(
        jti=_text(claims.get("jti")), issued_at=issued_at, application_id=_text(claimed_application)
    )


def payload_hash(*, method: str, body: bytes, query_items: Sequence[tuple[str, str]]) -> str:
    """Compute the hash the carrier signs: of the raw body, or for GET of the parameters as compact JSON."""
    if method.upper() == "GET":
        compact = json.dumps(dict(query_items), separators=(",", ":"), ensure_ascii=False)
        body = compact.encode("utf-8", "surrogatepass")
    return hashlib.sha256(body).hexdigest()


def _bearer(authorization: str | None) -> str:
    if not authorization:
        raise SignatureRefused("unsigned")
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignatureRefused("unsigned")
    if len(token) > LONGEST_TOKEN:
        raise SignatureRefused("token")
    return token.strip()


def _split(token: str) -> tuple[dict[str, object], dict[str, object], bytes, bytes]:
    parts = token.split(".")
    if len(parts) != 3:
        raise SignatureRefused("token")
    header, claims = _object(_unbase64(parts[0])), _object(_unbase64(parts[1]))
    return header, claims, f"{parts[0]}.{parts[1]}".encode("ascii"), _unbase64(parts[2])


def _unbase64(text: str) -> bytes:
    try:
        raw = text.encode("ascii")
        return base64.b64decode(raw + b"=" * (-len(raw) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise SignatureRefused("token") from error


def _object(raw: bytes) -> dict[str, object]:
    try:
        read = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SignatureRefused("token") from error
    if not isinstance(read, dict):
        raise SignatureRefused("token")
    return read


def _check_mac(signed: bytes, signature: bytes, secrets: Sequence[str]) -> None:
    """Compare with all secrets, always, so that the time taken says nothing about which one fits."""
    matches = 0
    for secret in secrets:
        expected = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
        matches += bool(secret) and hmac.compare_digest(expected, signature)
    if not matches:
        raise SignatureRefused("signature")


def _same(claimed: object, ours: str) -> bool:
    if not isinstance(claimed, str) or not claimed or not ours:
        return False
    return hmac.compare_digest(claimed.lower().encode("utf-8", "replace"), ours.lower().encode())


def _issued_at(claim: object) -> datetime:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        raise SignatureRefused("issued-at")
    try:
        return datetime.fromtimestamp(claim, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SignatureRefused("issued-at") from error


def _text(claim: object) -> str:
    """Keep an identifier only as far as it can be stored and logged."""
    return "".join(letter for letter in claim if letter.isprintable())[:100] if isinstance(claim, str) else ""
