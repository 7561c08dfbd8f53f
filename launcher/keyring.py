"""The secrets of one data folder: made once, kept beside the data, never printed."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from launcher.errors import CannotContinue
from launcher.folder import write_private


@dataclass(frozen=True)
class Keyring:
    """`field_keys` are Fernet keys for sensitive columns, newest first; old ones stay to read old rows."""

    secret_key: str
    field_keys: list[str]
    simulator_token: str

    def variables(self) -> dict[str, str]:
        """Return the keys under the names that Django's settings read."""
        return {
            "SECRET_KEY": self.secret_key,
            "PORTICO_KEYRING": ",".join(self.field_keys),
            "SIMULATOR_TOKEN": self.simulator_token,
        }


def open_keyring(path: Path) -> Keyring:
    """Read the keyring, or make one where there is none.

    Raises:
        CannotContinue: the file is damaged; a new one would make encrypted columns unreadable for good.
    """
    if not path.exists():
        fresh = Keyring(
            secrets.token_urlsafe(50), [Fernet.generate_key().decode()], secrets.token_urlsafe(32)
        )
        write_private(path, json.dumps(asdict(fresh), indent=1))
        return fresh
    try:
        return Keyring(**json.loads(path.read_text()))
    except (ValueError, TypeError):
        raise CannotContinue(f"{path} is damaged; put back the keyring of your backup.") from None
