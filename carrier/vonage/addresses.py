"""The webhook addresses of one account, as the carrier is told them (routes: `carrier.urls`)."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from core.secrets import Undecryptable, seal, unseal


@dataclass(frozen=True, slots=True)
class LegAddresses:
    """The addresses of one leg below `base`, our public address with the account's path token."""

    base: str
    leg_ref: UUID

    @property
    def leg(self) -> str:
        """Give the address of the leg's own news."""
        return f"{self.base}/leg/{self.leg_ref}"

    @property
    def ring(self) -> str:
        """Give the address of news about whom the leg's plan rings."""
        return f"{self.leg}/ring"

    def accept(self, text: str, language: str) -> str:
        """Give the address of the plan that asks for 1. Its words travel along, sealed, so that nothing is looked up."""
        return f"{self.leg}/accept?{urlencode({'said': seal(json.dumps([text, language]))})}"


def read_accept(sealed: str) -> tuple[str, str] | None:
    """Give words and language of an accept address, None when it is not of our making."""
    try:
        text, language = json.loads(unseal(sealed))
    except (Undecryptable, ValueError):
        return None
    return str(text), str(language)
