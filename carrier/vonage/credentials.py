"""One carrier account as the adapter needs it, checked when it is made and not at the first call."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

API_HOST = "api.nexmo.com"


class Mode(StrEnum):
    """Where requests may go: the simulator is on this machine, the carrier never is."""

    SIMULATOR = "simulator"
    VONAGE = "vonage"


class BadCredentials(ValueError):
    """The account cannot work as entered: show the sentence to the administrator who entered it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials and host of one account. `api_host` is `host[:port][/prefix]`, without a scheme.

    Raises:
        BadCredentials: the host does not fit the mode, the key is no RSA private key, or one is missing.
    """

    mode: Mode
    api_key: str
    api_secret: str = field(default="", repr=False)
    application_id: str = ""
    private_key: str = field(default="", repr=False)
    api_host: str = API_HOST
    # The simulator speaks plain HTTP; False keeps TLS for the contract test that has a certificate.
    is_plain_http: bool = True

    def __post_init__(self) -> None:
        """Check the account, and bring its key into the one form the SDK takes."""
        check_host(self.mode, self.api_host)
        if self.application_id and self.private_key:
            object.__setattr__(self, "private_key", normalised_key(self.private_key))
        elif not (self.api_key and self.api_secret):
            raise BadCredentials(
                "The account needs an application with its private key, or a key with its secret."
            )

    @property
    def has_application(self) -> bool:
        """Tell whether requests are signed by the application; otherwise key and secret are sent."""
        return bool(self.application_id and self.private_key)


def check_host(mode: Mode, host: str) -> None:
    """Refuse the simulator anywhere but here, and the carrier here: each would leak or lose real messages.

    Raises:
        BadCredentials: the host does not fit the mode, or cannot be read.
    """
    if "://" in host:
        raise BadCredentials("The carrier's host is written without https://.")
    if mode is Mode.SIMULATOR and not is_loopback(host):
        raise BadCredentials(
            "The carrier simulator is reached on this machine only, for example localhost:8080."
        )
    if mode is Mode.VONAGE and is_loopback(host):
        raise BadCredentials(
            "The carrier's host cannot be this machine; set CARRIER=simulator for the simulator."
        )


def is_loopback(host: str) -> bool:
    """Tell whether `host[:port][/prefix]` is this machine.

    Raises:
        BadCredentials: there is no host name in it.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError as error:
        raise BadCredentials("The carrier's host cannot be read.") from error
    if not name:
        raise BadCredentials("The carrier's host is missing.")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


@lru_cache(maxsize=64)
def normalised_key(text: str) -> str:
    r"""Give an RSA private key as PKCS#8 PEM, as the SDK demands; `\n` may be written out.

    Raises:
        BadCredentials: the text is no unencrypted RSA private key.
    """
    return read_key(text).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@lru_cache(maxsize=64)
def read_key(text: str) -> RSAPrivateKey:
    """Read an RSA private key, which is proven on the way: 40 ms of a processor.

    Raises:
        BadCredentials: the text is no unencrypted RSA private key.
    """
    pem = text.replace("\\n", "\n").strip().encode()
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadCredentials(
            "The private key cannot be read. Paste the whole private.key file of the application, "
            "from BEGIN PRIVATE KEY to END PRIVATE KEY, without a password."
        ) from error
    if not isinstance(key, RSAPrivateKey):
        raise BadCredentials("The private key must be an RSA key, as the application's page makes it.")
    return key
