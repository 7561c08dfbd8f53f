"""Downloading attachments and recordings, from the carrier's own hosts only.

The SDK's download looks for "nexmo.com" anywhere in the address, so a stranger's address with that word in
its query would receive our token (measured on vonage 4.9.1).
"""

import time
from urllib.parse import urlsplit

import requests

from carrier.vonage.client import TIMEOUT_SECONDS, Purpose, client_for, session_of
from carrier.vonage.credentials import Account, BadCredentials, Mode, is_loopback
from carrier.vonage.refusals import refusal
from conversations.ports import CarrierError, CarrierRejected, CarrierUnavailable, FailureReason, Fetched

LARGEST_MEDIA = 20 * 1024 * 1024
# Two hours, the longest call, at the carrier's 128 kbit/s.
LARGEST_RECORDING = 128 * 1024 * 1024
LONGEST_DOWNLOAD_SECONDS = 60.0
MEDIA_HOSTS = (".nexmo.com", ".vonage.com")
_CHUNK = 65_536


def fetch_media(account: Account, url: str, *, largest: int) -> Fetched:
    """Download one attachment or recording from the carrier's own hosts, without redirects.

    At most `largest` bytes in `LONGEST_DOWNLOAD_SECONDS` seconds. Addresses expire: fetch at once.

    Raises:
        CarrierRejected: the address is not the carrier's, is gone, or is too large; do not try again.
        CarrierUnavailable, RateLimited: try again.
    """
    check_media_url(account, url)
    sdk = client_for(account, Purpose.MEDIA)
    auth = sdk.http_client.auth
    signed = auth.create_jwt_auth_string() if account.has_application else auth.create_basic_auth_string()
    try:
        with session_of(sdk).get(
            url,
            headers={"Authorization": signed},
            stream=True,
            allow_redirects=False,
            timeout=TIMEOUT_SECONDS,
        ) as response:
            if response.status_code != 200:
                raise _download_refusal(response)
            return Fetched(_read_capped(response, largest), response.headers.get("Content-Type", "")[:100])
    except requests.TooManyRedirects as error:
        raise CarrierRejected(FailureReason.MEDIA_REFUSED, code="redirect") from error
    except requests.RequestException as error:
        raise CarrierUnavailable("The attachment could not be downloaded.") from error


def check_media_url(account: Account, url: str) -> None:
    """Refuse every address that would receive our token without being the carrier's.

    Raises:
        CarrierRejected: always with MEDIA_REFUSED.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
        if account.mode is Mode.SIMULATOR:
            ours = urlsplit(f"//{account.api_host}").port
            is_ours = parts.scheme in {"http", "https"} and port == ours and is_loopback(parts.netloc)
        else:
            is_ours = parts.scheme == "https" and port in {None, 443} and host.endswith(MEDIA_HOSTS)
    except (ValueError, BadCredentials):
        is_ours = False
    if not is_ours or "@" in parts.netloc:
        raise CarrierRejected(FailureReason.MEDIA_REFUSED, code="host")


def _read_capped(response: requests.Response, largest: int) -> bytes:
    deadline = time.monotonic() + LONGEST_DOWNLOAD_SECONDS
    content = bytearray()
    for chunk in response.iter_content(_CHUNK):
        content += chunk
        if len(content) > largest:
            raise CarrierRejected(FailureReason.MEDIA_REFUSED, code="size")
        if time.monotonic() > deadline:
            raise CarrierUnavailable("The attachment came too slowly.")
    return bytes(content)


def _download_refusal(response: requests.Response) -> CarrierError:
    if response.status_code >= 500:
        return CarrierUnavailable(f"The carrier answered {response.status_code}.")
    found = refusal(status=response.status_code, problem={}, retry_after=response.headers.get("Retry-After"))
    if isinstance(found, CarrierRejected):
        return CarrierRejected(FailureReason.MEDIA_REFUSED, code=str(response.status_code))
    return found
