"""What a contact's card says of who calls, in the facts a flow may ask for."""

from collections.abc import Iterable, Mapping
from typing import Final

from routing.domain.walk import CallerFacts

VIP: Final = "vip"
LANGUAGES: Final[Mapping[str, str]] = {"en": "en-US", "es": "es-US"}


def facts_of_contact(
    *, number: str, is_known: bool, lifecycle: str, tags: Iterable[str], language: str, spam_score: int
) -> CallerFacts:
    """Say what is known of a caller who has a card."""
    return CallerFacts(
        number=number,
        is_known=is_known,
        is_client=lifecycle == "CLIENT",
        is_vip=any(tag.casefold() == VIP for tag in tags),
        spam_score=spam_score,
        language=LANGUAGES.get(language[:2].lower(), ""),
    )


def share_of_spam(*, closed: int, spam: int) -> int:
    """Give the share of a number's earlier conversations that were closed as spam, of 100."""
    return round(100 * spam / closed) if closed else 0
