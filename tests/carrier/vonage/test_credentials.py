"""An account that cannot work is refused when it is written down, in words for whoever wrote it."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from carrier.vonage.credentials import Account, BadCredentials, Mode, normalised_key


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    form: PrivateFormat = PrivateFormat.PKCS8,
    encryption: KeySerializationEncryption | None = None,
) -> str:
    return key.private_bytes(Encoding.PEM, form, encryption or NoEncryption()).decode()


def test_every_way_to_paste_a_key_gives_the_same_key(key: rsa.RSAPrivateKey) -> None:
    wanted = pem(key)
    for text in (
        wanted,
        wanted.replace("\n", "\\n"),
        pem(key, PrivateFormat.TraditionalOpenSSL),
        f"\n {wanted}\r\n",
    ):
        account = Account(mode=Mode.VONAGE, api_key="k", application_id="a", private_key=text)
        assert account.private_key == wanted
        assert account.has_application


def test_other_keys_are_refused_with_a_sentence(key: rsa.RSAPrivateKey) -> None:
    for text in (
        "private.key",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(key, encryption=BestAvailableEncryption(b"password")),
    ):
        with pytest.raises(BadCredentials, match="private key"):
            normalised_key(text)


def test_secrets_are_not_printed(key: rsa.RSAPrivateKey) -> None:
    account = Account(
        mode=Mode.VONAGE, api_key="k", api_secret="s3cret", application_id="a", private_key=pem(key)
    )
    assert "s3cret" not in repr(account)
    assert "PRIVATE" not in repr(account)


def test_something_to_sign_in_with_is_needed() -> None:
    with pytest.raises(BadCredentials):
        Account(mode=Mode.VONAGE, api_key="k")
    with pytest.raises(BadCredentials):
        Account(mode=Mode.VONAGE, api_key="", api_secret="s", application_id="a")
    assert not Account(mode=Mode.VONAGE, api_key="k", api_secret="s", application_id="a").has_application


@pytest.mark.parametrize(
    ("mode", "host", "is_fine"),
    [
        (Mode.SIMULATOR, "localhost:8080", True),
        (Mode.SIMULATOR, "127.0.0.1:8080/a1b2", True),
        (Mode.SIMULATOR, "[::1]:8080", True),
        (Mode.SIMULATOR, "carrier.localhost", True),
        (Mode.SIMULATOR, "api.nexmo.com", False),
        (Mode.SIMULATOR, "10.0.0.5:8080", False),
        (Mode.SIMULATOR, "localhost.evil.example", False),
        (Mode.SIMULATOR, "localhost@evil.example", False),
        (Mode.SIMULATOR, "", False),
        (Mode.SIMULATOR, "[::1", False),
        (Mode.VONAGE, "api.nexmo.com", True),
        (Mode.VONAGE, "api-eu.vonage.com", True),
        (Mode.VONAGE, "https://api.nexmo.com", False),
        (Mode.VONAGE, "localhost", False),
        (Mode.VONAGE, "127.8.8.8", False),
        (Mode.VONAGE, "", False),
    ],
)
def test_each_mode_has_its_hosts(mode: Mode, host: str, is_fine: bool) -> None:
    if is_fine:
        Account(mode=mode, api_key="k", api_secret="s", api_host=host)
        return
    with pytest.raises(BadCredentials):
        Account(mode=mode, api_key="k", api_secret="s", api_host=host)
