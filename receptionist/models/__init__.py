"""How a business's assistant is set up, where each dialogue stands, what every turn was and what members say of it."""

from receptionist.models.dialogue import Dialogue, Handoff, Turn
from receptionist.models.reviewing import (
    BrainVersion,
    DigestReader,
    OwnPhrase,
    Review,
    Verdict,
    VersionState,
)
from receptionist.models.settings import FaqEntry, ReceptionistSettings

__all__ = [
    "BrainVersion",
    "Dialogue",
    "DigestReader",
    "FaqEntry",
    "Handoff",
    "OwnPhrase",
    "ReceptionistSettings",
    "Review",
    "Turn",
    "Verdict",
    "VersionState",
]
