"""What owners change about members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts import policies, selectors
from accounts.domain.capabilities import unknown_capabilities
from accounts.errors import LastOwner, NotYourself, UnknownCapability, UnknownLocation
from accounts.events import MemberChanged, MemberDeactivated, MemberReactivated
from accounts.models import Member, Organisation, Role
from core import events
from core.transactions import step, use_case


@dataclass(frozen=True, kw_only=True)
class MemberSettings:
    """What an owner decides about a member. No `location_ids` means every location."""

    role: Role
    capabilities: Sequence[str]
    location_ids: Sequence[UUID]
    team_id: UUID | None


@use_case
def change_member(*, by: Member, member_id: UUID, settings: MemberSettings, now: datetime) -> Member:
    """Change role, capabilities, locations and team of a member.

    Raises:
        NotFound: the organisation has no such member, or no such team.
        NotYourself: owners do not change their own role.
        LastOwner: no owner would be left.
        UnknownCapability: the trade has no such capability.
        UnknownLocation: the organisation has no such location.
    """
    policies.check_can_administer(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    member = selectors.get_member(organisation_id=by.organisation_id, member_id=member_id)
    if settings.role != member.role:
        _check_role_change(by, member)
    _check_choices(organisation, settings)
    wanted: dict[str, object] = {
        "role": settings.role,
        "capabilities": list(settings.capabilities),
        "location_ids": list(settings.location_ids),
        "team_id": settings.team_id,
    }
    changed = tuple(field for field, value in wanted.items() if getattr(member, field) != value)
    if not changed:
        return member
    for field in changed:
        setattr(member, field, wanted[field])
    member.save(update_fields=["team" if field == "team_id" else field for field in changed])
    fact = MemberChanged(member_id=member.pk, role=str(member.role), fields=changed)
    events.record(fact, actor_id=by.pk, now=now)
    return member


@use_case
def deactivate_member(*, by: Member, member_id: UUID, now: datetime) -> Member:
    """Take a member's access away; who holds their work learns it from the event. Repeating changes nothing.

    Raises:
        NotFound: the organisation has no such member.
        NotYourself: owners do not deactivate themselves.
        LastOwner: no owner would be left.
    """
    policies.check_can_administer(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    member = selectors.get_member(organisation_id=by.organisation_id, member_id=member_id)
    if member.pk == by.pk:
        raise NotYourself
    if not member.is_active:
        return member
    _check_not_last_owner(member)
    member.is_active = False
    member.save(update_fields=["is_active"])
    events.record(MemberDeactivated(member_id=member.pk), actor_id=by.pk, now=now)
    return member


@use_case
def reactivate_member(*, by: Member, member_id: UUID, now: datetime) -> Member:
    """Give a deactivated member access again. Repeating changes nothing.

    Raises:
        NotFound: the organisation has no such member.
    """
    policies.check_can_administer(by)
    member = selectors.get_member(organisation_id=by.organisation_id, member_id=member_id)
    if not member.is_active:
        member.is_active = True
        member.save(update_fields=["is_active"])
        events.record(MemberReactivated(member_id=member.pk), actor_id=by.pk, now=now)
    return member


def _check_role_change(by: Member, member: Member) -> None:
    if member.pk == by.pk:
        raise NotYourself
    _check_not_last_owner(member)


def _check_not_last_owner(member: Member) -> None:
    is_counted = member.role == Role.OWNER and member.is_active
    if is_counted and selectors.count_owners(organisation_id=member.organisation_id) < 2:
        raise LastOwner


def _check_choices(organisation: Organisation, settings: MemberSettings) -> None:
    if unknown_capabilities(organisation.industry, list(settings.capabilities)):
        raise UnknownCapability
    known = {location.pk for location in selectors.list_locations(organisation_id=organisation.pk)}
    if not known.issuperset(settings.location_ids):
        raise UnknownLocation
    if settings.team_id is not None:
        selectors.get_team(organisation_id=organisation.pk, team_id=settings.team_id)


@step
def mark_walled(*, organisation_id: UUID, member_id: UUID, is_walled: bool) -> None:
    """Remember whether any wall keeps something from a member: their pages ask row by row then."""
    Member.objects.filter(organisation_id=organisation_id, pk=member_id).update(is_walled=is_walled)
