"""Who may do what with a conversation. Each pair: `check_can_x` raises with a sentence, `can_x` is for buttons."""

from accounts.models import Member, Role
from conversations.models import Conversation
from conversations.selectors.views import in_sight
from core.errors import NotAllowed, NotFound

WRITERS = frozenset({Role.OWNER, Role.SUPERVISOR, Role.STAFF, Role.PROVIDER})


def can_write(member: Member) -> bool:
    """Say whether the role may change anything."""
    return member.is_active and Role(member.role) in WRITERS


def check_can_write(member: Member) -> None:
    """Refuse read-only roles.

    Raises:
        NotAllowed: the role can look but not change.
    """
    if not can_write(member):
        raise NotAllowed


def can_see(member: Member, conversation: Conversation) -> bool:
    """Say whether the conversation is at one of the member's locations, and no ethical wall keeps it from them."""
    return in_sight(member, conversation)


def check_can_work(member: Member, conversation: Conversation) -> None:
    """Refuse members who may not change this conversation.

    Raises:
        NotFound: it is at a location the member does not see, or behind a wall; nothing is said about it.
        NotAllowed: the role can look but not change.
    """
    if not can_see(member, conversation):
        raise NotFound
    check_can_write(member)
