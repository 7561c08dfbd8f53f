"""The webhook addresses of one account, as the carrier is told them (routes: `carrier.urls`)."""

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

from core.secrets import Undecryptable, seal, unseal


@dataclass(frozen=True, slots=True)
class LegAddresses:
    """The addresses of one leg, of which `leg` is the first: its own news."""

    leg: str

    @property
    def ring(self) -> str:
        """Give the address of news about whom the leg's plan rings."""
        return f"{self.leg}/ring"

    @property
    def music(self) -> str:
        """Give the address of the music that ships, which lies where the webhooks go."""
        parts = urlsplit(self.leg)
        return f"{parts.scheme}://{parts.netloc}/static/audio/hold.wav"

    def accept(self, text: str, language: str) -> str:
        """Give the address of the plan that asks for 1. Its words travel along, sealed, so that nothing is looked up."""
        return f"{self.leg}/accept?{urlencode({'said': seal(json.dumps([text, language]))})}"


def of_leg(hooks: str, leg_ref: UUID) -> LegAddresses:
    """Give the addresses of a leg we know, below the account's public webhook address."""
    return LegAddresses(f"{hooks}/leg/{leg_ref}")


def of_caller(hooks: str, carrier_leg_id: str) -> LegAddresses:
    """Give the addresses of a leg that only the carrier knows so far: its call is entered later."""
    return LegAddresses(
        f"{hooks}/caller/{quote(carrier_leg_id, safe='')}" if carrier_leg_id else f"{hooks}/event"
    )


def read_accept(sealed: str) -> tuple[str, str] | None:
    """Give words and language of an accept address, None when it is not of our making."""
    try:
        text, language = json.loads(unseal(sealed))
    except (Undecryptable, ValueError):
        return None
    return str(text), str(language)
