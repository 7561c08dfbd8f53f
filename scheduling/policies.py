"""May this member do this to the calendar? Pure questions; `check_…` raises."""

from uuid import UUID

from accounts import policies as accounts
from accounts.models import Member
from scheduling.models import Appointment, Resource


def check_can_book(member: Member, *, location_id: UUID | None = None) -> None:
    """Refuse members who only look, or for whom the location is none of theirs.

    Raises:
        OnlyLooking: the role is read-only or auditor. NotYourLocation.
    """
    accounts.check_can_write(member)
    if location_id is not None:
        accounts.check_sees_location(member, location_id)


def can_connect(member: Member, resource: Resource) -> bool:
    """Say whether a member may connect calendars elsewhere of a resource: who supervises, and the provider themselves."""
    is_own = resource.member_id is not None and resource.member_id == member.pk
    return accounts.can_supervise(member) or (is_own and accounts.can_write(member))


def check_can_connect(member: Member, resource: Resource) -> None:
    """Refuse who may not connect calendars of a resource.

    Raises:
        OnlyLooking, SupervisorsOnly
    """
    if not can_connect(member, resource):
        accounts.check_can_supervise(member)


def check_can_overrule(member: Member) -> None:
    """Refuse members who may not set rules of a service aside.

    Raises:
        OnlyLooking, SupervisorsOnly
    """
    accounts.check_can_supervise(member)


def check_can_change(member: Member, row: Appointment) -> None:
    """Refuse members who only look, or whose locations this is none of.

    Raises:
        OnlyLooking, NotYourLocation
    """
    accounts.check_can_write(member)
    accounts.check_sees_location(member, row.location_id)
