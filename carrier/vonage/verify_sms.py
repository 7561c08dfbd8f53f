"""The older signature of the SMS API: a `sig` parameter, only on accounts that ask for it.

Source: the carrier's page on signing SMS messages; research/vonage.md §3.3. The SDK signs parameters it then
does not send (measured on 4.9.1), so this is our own reading of the page.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from carrier.vonage.kinds import Kind
from carrier.vonage.verify import CLOCK_SKEW, OLDEST, SignatureRefused


class SmsSignature(StrEnum):
    """The account's signature method; `MD5` is the plain hash that is the carrier's default."""

    MD5 = "md5hash"
    HMAC_MD5 = "md5"
    HMAC_SHA1 = "sha1"
    HMAC_SHA256 = "sha256"
    HMAC_SHA512 = "sha512"


def verify_sms(
    *, params: Mapping[str, str], secrets: Sequence[str], method: SmsSignature, now: datetime
) -> None:
    """Check the `sig` of a webhook of the SMS API; `params` are all its parameters as text.

    Raises:
        SignatureRefused: unsigned, forged, without a time, from the future, or older than a week.
    """
    claimed = params.get("sig", "")
    if not claimed:
        raise SignatureRefused("unsigned")
    matches = 0
    for secret in secrets:
        expected = sms_signature(params=params, secret=secret, method=method)
        matches += bool(secret) and hmac.compare_digest(
            expected.encode(), claimed.lower().encode("utf-8", "replace")
        )
    if not matches:
        raise SignatureRefused("signature")
    age = now - _signed_at(params.get("timestamp", ""))
    if age < -CLOCK_SKEW:
        raise SignatureRefused("future")
    if age > OLDEST[Kind.SMS]:
        raise SignatureRefused("stale")


def sms_signature(*, params: Mapping[str, str], secret: str, method: SmsSignature) -> str:
    """Compute the signature, as lower-case hex, that these parameters should carry."""
    text = "".join(
        f"&{name}={value.replace('&', '_').replace('=', '_')}"
        for name, value in sorted(params.items())
        if name != "sig"
    )
    if method is SmsSignature.MD5:
        return hashlib.md5((text + secret).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return hmac.new(secret.encode(), text.encode("utf-8", "replace"), method.value).hexdigest()


def _signed_at(timestamp: str) -> datetime:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11):
        raise SignatureRefused("issued-at")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(timestamp))
