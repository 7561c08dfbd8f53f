"""Who may do what with a conflict check, as `intake.domain.clearance.rights` says, for members."""

from uuid import UUID

from accounts import policies
from accounts.models import Industry, Member, Organisation, Role
from intake.domain.clearance import rights
from intake.domain.clearance.rights import Act, Standing
from intake.domain.patients import rights as patient_rights
from intake.domain.patients.rights import Group, Level
from intake.errors import NotYourStanding


def standings_of(member: Member) -> frozenset[Standing]:
    """Say what a member is to conflict checks."""
    return rights.standings(
        capabilities=member.capabilities,
        is_owner=member.role == Role.OWNER,
        is_writer=policies.can_write(member),
    )


def may(member: Member, act: Act) -> bool:
    """Say whether a member may do this."""
    return rights.may(standings_of(member), act)


def check_may(member: Member, act: Act) -> None:
    """Refuse members who may not.

    Raises:
        OnlyLooking: the role only looks.
        NotYourStanding: the member's capabilities do not allow it.
    """
    policies.check_can_write(member)
    if not may(member, act):
        raise NotYourStanding


def is_home(member: Member) -> bool:
    """Say whether the member's organisation is a home-service firm."""
    return member.organisation.industry == Industry.HOME


def is_law(member: Member) -> bool:
    """Say whether the member's organisation is a law firm."""
    return member.organisation.industry == Industry.LAW


def is_law_firm(organisation_id: UUID) -> bool:
    """Say whether an organisation is a law firm, where no member asks."""
    return Organisation.objects.filter(pk=organisation_id, industry=Industry.LAW).exists()


def is_clinic(member: Member) -> bool:
    """Say whether the member's organisation is a clinic."""
    return member.organisation.industry == Industry.CLINIC


def has_red_flags(member: Member) -> bool:
    """Say whether what is written to the member's organisation is searched for emergencies."""
    return not is_law(member)


def can_sign_flags(member: Member) -> bool:
    """Say whether a member may put a clinician's signature under the list of red flags."""
    return policies.can_administer(member) or (
        policies.can_write(member) and "clinician" in member.capabilities
    )


def check_can_sign_flags(member: Member) -> None:
    """Refuse who is neither a clinician nor administers.

    Raises:
        NotYourStanding: the member is neither.
    """
    if not can_sign_flags(member):
        raise NotYourStanding


def patient_level(member: Member, group: Group, *, is_broken: bool = False) -> Level:
    """Say what a member may do with a part of a patient record."""
    return patient_rights.level(_offices(member), group, is_broken=is_broken)


def sees_patients(member: Member) -> bool:
    """Say whether any part of a patient record is for the member."""
    return any(patient_level(member, group) >= Level.SEE for group in Group)


def can_audit_patients(member: Member) -> bool:
    """Say whether the member answers for who looks at patients."""
    return policies.can_administer(member) or (member.is_active and member.role == Role.AUDITOR)


def _offices(member: Member) -> frozenset[patient_rights.Office]:
    return patient_rights.offices(
        capabilities=member.capabilities,
        is_owner=member.role == Role.OWNER,
        is_writer=policies.can_write(member),
        is_auditor=member.role == Role.AUDITOR,
    )
