"""Who may do what with the assistant's turns."""

from accounts import policies
from accounts.models import Member


def can_review(member: Member) -> bool:
    """Say whether the member may say what turns meant: what they say is what the assistant learns."""
    return policies.can_supervise(member)


def check_can_review(member: Member) -> None:
    """Refuse members who direct nobody.

    Raises:
        OnlyLooking: the role is read-only or auditor.
        SupervisorsOnly: the member is staff or a provider.
    """
    policies.check_can_supervise(member)
