"""Proof of origin in both directions: webhooks the carrier signs, requests the carrier accepts."""

import base64
import binascii
import time
from hashlib import sha256

import jwt

from carrier.simulator.problems import Problem, not_found, unauthorised
from carrier.simulator.world import Account, Application, World


def bearer(
    body: bytes, *, account: Account, application: str, jti: str, issued_at: float, secret: str | None = None
) -> str:
    """Return the Authorization header of a webhook: HS256, with the hash of the exact bytes."""
    claims: dict[str, object] = {
        "iat": int(issued_at),
        "jti": jti,
        "iss": "Vonage",
        "payload_hash": sha256(body).hexdigest(),
        "api_key": account.api_key,
    }
    if application:
        claims["application_id"] = application
    return "Bearer " + jwt.encode(claims, secret or account.signature_secret, algorithm="HS256")


def authenticate(world: World, authorization: str, *, prefix: str = "") -> tuple[Account, Application | None]:
    """Return who sent a request, by an application's RS256 token or by an account's Basic credentials.

    Args:
        prefix: the account named in the path, which must then be the sender's.

    Raises:
        Problem: 401 for anything missing, wrong, expired or of another account.
    """
    scheme, _, credentials = authorization.partition(" ")
    application: Application | None = None
    match scheme.lower():
        case "bearer":
            application = _application_of(world, credentials)
            account = world.account(application.account)
        case "basic":
            account = _account_of(world, credentials)
        case _:
            raise unauthorised()
    if prefix and prefix != account.api_key:
        raise unauthorised()
    return account, application


def _application_of(world: World, token: str) -> Application:
    # Tokens are judged by real time even when the simulated clock runs fast: the sender's SDK mints them so.
    try:
        named = jwt.decode(token, options={"verify_signature": False}).get("application_id")
        application = world.application(str(named))
        jwt.decode(
            token,
            application.public_key,
            algorithms=["RS256"],
            leeway=30,
            options={"require": ["iat", "jti", "exp"]},
        )
        return application
    except (jwt.InvalidTokenError, jwt.InvalidKeyError, Problem) as error:
        raise unauthorised() from error


def _account_of(world: World, credentials: str) -> Account:
    try:
        api_key, _, secret = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise unauthorised() from error
    return check_secret(world, api_key, secret)


def check_secret(world: World, api_key: str, secret: str) -> Account:
    """Return the account of a key and secret, or raise a 401 problem."""
    account = world.accounts.get(api_key)
    if account is None or account.api_secret != secret:
        raise unauthorised()
    return account


def check_media_reader(world: World, authorization: str, owner: str) -> None:
    """Let only applications of the owning account fetch a media file."""
    account, application = authenticate(world, authorization)
    if application is None or account.api_key != owner:
        raise not_found("media file")


def real_now() -> float:
    """Return real seconds since the epoch, for the `iat` of webhooks."""
    return time.time()
