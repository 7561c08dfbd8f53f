"""May this member do this? Pure questions about a member row; `check_…` raises where `can_…` answers."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.errors import NotYourLocation, OnlyLooking, OwnersOnly, SupervisorsOnly
from accounts.models import Member, Role

WRITERS = frozenset({Role.OWNER, Role.SUPERVISOR, Role.STAFF, Role.PROVIDER})
SUPERVISORS = frozenset({Role.OWNER, Role.SUPERVISOR})
CAPABILITY_LABELS = {
    "lawyer": _("Lawyer"),
    "paralegal": _("Paralegal"),
    "conflicts_counsel": _("Conflicts counsel"),
    "clinician": _("Clinician"),
    "front_desk": _("Front desk"),
    "dispatcher": _("Dispatcher"),
    "technician": _("Technician"),
}


def can_write(member: Member) -> bool:
    """Say whether the member's role changes anything at all."""
    return member.is_active and member.role in WRITERS


def check_can_write(member: Member) -> None:
    """Refuse members who only look.

    Raises:
        OnlyLooking: the role is read-only or auditor.
    """
    if not can_write(member):
        raise OnlyLooking


def can_supervise(member: Member) -> bool:
    """Say whether the member directs others' work."""
    return member.is_active and member.role in SUPERVISORS


def check_can_supervise(member: Member) -> None:
    """Refuse members who direct nobody.

    Raises:
        OnlyLooking: the role is read-only or auditor.
        SupervisorsOnly: the member is staff or a provider.
    """
    check_can_write(member)
    if not can_supervise(member):
        raise SupervisorsOnly


def can_administer(member: Member) -> bool:
    """Say whether the member runs the organisation."""
    return member.is_active and member.role == Role.OWNER


def check_can_administer(member: Member) -> None:
    """Refuse everybody but owners.

    Raises:
        OnlyLooking: the role is read-only or auditor.
        OwnersOnly: the member is no owner.
    """
    check_can_write(member)
    if not can_administer(member):
        raise OwnersOnly


def sees_location(member: Member, location_id: UUID) -> bool:
    """Say whether the location is within the member's scope; an empty scope is every location."""
    return not member.location_ids or location_id in member.location_ids


def check_sees_location(member: Member, location_id: UUID) -> None:
    """Hide rows of other locations.

    Raises:
        NotYourLocation: the location is outside the member's scope.
    """
    if not sees_location(member, location_id):
        raise NotYourLocation


def has_capability(member: Member, capability: str) -> bool:
    """Say whether the member holds a capability of the trade (`accounts.domain.capabilities`)."""
    return capability in member.capabilities


def is_technician(member: Member) -> bool:
    """Say whether a member goes out to jobs and sends nobody: they learn on the day where customers live."""
    return (
        has_capability(member, "technician")
        and not has_capability(member, "dispatcher")
        and not can_supervise(member)
    )
