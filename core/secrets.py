"""Columns encrypted with rotating keys (Fernet: AES-128-CBC with HMAC-SHA256)."""

import base64
import functools
import hashlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class Undecryptable(RuntimeError):
    """No key of the keyring opens this value. Restore the keyring; never save the row as it is."""


@functools.cache
def _keyring(keys: tuple[str, ...], secret: str) -> tuple[Fernet, ...]:
    # Without a keyring the signing key stands in, so that development works; `check --deploy` warns about it.
    derived = base64.urlsafe_b64encode(hashlib.sha256(f"portico:{secret}".encode()).digest()).decode()
    return tuple(Fernet(key) for key in (keys or (derived,)))


def _keys() -> tuple[Fernet, ...]:
    return _keyring(tuple(settings.KEYRING), settings.SECRET_KEY)


def _ring() -> MultiFernet:
    return MultiFernet(_keys())


def seal(text: str) -> str:
    """Make text unreadable on its way through strangers' hands and logs; safe inside an address."""
    return _ring().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Read what `seal` made.

    Raises:
        Undecryptable: no key fits, or somebody changed it.
    """
    try:
        return _ring().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Undecryptable("no key of the keyring opens this value") from error


def sealed_anew(sealed: str) -> str:
    """Seal what an older key sealed with the newest one; what the newest opens is given back as it is.

    Raises:
        Undecryptable: no key of the keyring opens it.
    """
    try:
        _keys()[0].decrypt(sealed.encode())
    except InvalidToken:
        return seal(unseal(sealed))
    return sealed


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text stored encrypted with the newest key; empty stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return _ring().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        """Decrypt what the database holds.

        Raises:
            Undecryptable: no key fits.
        """
        return unseal(value) if value else value
