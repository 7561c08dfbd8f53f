"""What a firm's assistant has learnt: phrases, versions, and the one in use, kept in memory since it never changes."""

from functools import lru_cache
from uuid import UUID

from accounts.models import Member
from core.errors import NotFound
from receptionist.domain.meaning import Learnt
from receptionist.models import BrainVersion, OwnPhrase
from receptionist.understanding.brain import loaded_brain
from receptionist.understanding.neighbours import Neighbours

MOST_PHRASES: int = 500
MOST_VERSIONS: int = 20


def active_number(*, organisation_id: UUID) -> int:
    """Give the number of the version in use, 0 while the assistant reads as it ships."""
    rows = BrainVersion.objects.of(organisation_id).filter(is_active=True)
    return rows.values_list("number", flat=True).first() or 0


def learnt_of(*, organisation_id: UUID, number: int) -> Learnt | None:
    """Give what a version has learnt; None for none, and for one made beside other heads than are shipped now."""
    return _learnt(organisation_id, number, loaded_brain().version) if number else None


def list_phrases(*, member: Member) -> list[OwnPhrase]:
    """List the phrases the next version learns, the newest first; older ones than `MOST_PHRASES` are left out."""
    rows = OwnPhrase.objects.of(member.organisation_id).select_related("added_by__user")
    return list(rows[:MOST_PHRASES])


def list_versions(*, member: Member) -> list[BrainVersion]:
    """List the newest versions, without their vectors."""
    rows = BrainVersion.objects.of(member.organisation_id).defer("vectors", "phrases", "questions")
    return list(rows.select_related("made_by__user", "activated_by__user")[:MOST_VERSIONS])


def get_version(*, organisation_id: UUID, version_id: UUID) -> BrainVersion:
    """Get a version.

    Raises:
        NotFound: there is none.
    """
    found = BrainVersion.objects.of(organisation_id).filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


@lru_cache(maxsize=16)
def _learnt(organisation_id: UUID, number: int, heads: str) -> Neighbours | None:
    row = BrainVersion.objects.of(organisation_id).filter(number=number, heads=heads).first()
    if row is None or row.vectors is None:
        return None
    return Neighbours.unpacked([(text, intent) for text, intent in row.phrases], bytes(row.vectors))
