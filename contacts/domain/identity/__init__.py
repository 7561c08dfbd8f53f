"""Who is the same person: Fellegi and Sunter's weights, learnt from the list itself, on whole columns at once."""

from contacts.domain.identity.fields import FIELDS, People, people_of
from contacts.domain.identity.levels import Level
from contacts.domain.identity.matching import (
    CERTAIN_FROM,
    LINKED_FROM,
    REVIEWED_FROM,
    Link,
    Reason,
    find_links,
)
from contacts.domain.identity.persons import Likeness, Person, keys_of, likenesses

__all__ = [
    "CERTAIN_FROM", "FIELDS", "LINKED_FROM", "REVIEWED_FROM", "Level", "Likeness", "Link", "People", "Person", "Reason",
    "find_links", "keys_of", "likenesses", "people_of",
]  # fmt: skip
