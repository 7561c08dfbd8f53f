"""What higher apps say about a person while their call rings: the next appointment, an open matter."""

from collections.abc import Callable
from uuid import UUID

from accounts.models import Member

# Asked inside `reading` with the contact of the call; gives (what, words) pairs, at most a few.
PopReader = Callable[[Member, UUID], list[tuple[str, str]]]
_readers: dict[str, PopReader] = {}


def register_pop(key: str, reader: PopReader) -> None:
    """Let `reader` add lines to the panel that shows who is calling."""
    _readers[key] = reader


def pop_lines(member: Member, contact_id: UUID) -> list[tuple[str, str]]:
    """Gather what every app says."""
    return [line for reader in _readers.values() for line in reader(member, contact_id)]
