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
def _keyring(keys: tuple[str, ...], secret: str) -> MultiFernet:
    # Without a keyring the signing key stands in, so that development works; `check --deploy` warns about it.
    derived = base64.urlsafe_b64encode(hashlib.sha256(f"portico:{secret}".encode()).digest()).decode()
    return MultiFernet([Fernet(key) for key in (keys or (derived,))])


def _ring() -> MultiFernet:
    return _keyring(tuple(settings.KEYRING), settings.SECRET_KEY)


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
