"""Who writes in a web chat: a visitor of a page, known by the secret in its address until they say who they are."""

from typing import Final
from uuid import UUID

# Addresses that are neither numbers nor mail are kept in capitals.
_PREFIX: Final = "CHAT:"
LONGEST: Final = 2000


def visitor_address(visitor: UUID) -> str:
    """Give the address that stands for a visitor."""
    return f"{_PREFIX}{visitor}".upper()


def is_visitor(address: str) -> bool:
    """Say whether an address stands for a visitor of a chat."""
    return address.startswith(_PREFIX)
