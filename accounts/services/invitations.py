"""Invitations: made, sent again, taken back, accepted. The link's token is derived and stored only hashed."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from accounts import policies, selectors
from accounts.domain.capabilities import unknown_capabilities
from accounts.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationExpired,
    InvitationRevoked,
    InvitationUsed,
    LogInFirst,
    PasswordRefused,
    UnknownCapability,
    WrongUser,
)
from accounts.events import InvitationTakenBack, MemberInvited, MemberJoined
from accounts.models import Invitation, Member, Organisation, Role, User
from core import events
from core.transactions import use_case

VALID_FOR = timedelta(days=7)


def invitation_token(invitation: Invitation) -> str:
    """Derive the secret of the link; a new end makes a new one, so sending again ends the old link."""
    message = f"{invitation.pk}:{invitation.expires_at.timestamp():.6f}"
    digest = salted_hmac("accounts.invitation", message, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@use_case
def invite_member(
    *, by: Member, email: str, role: Role, capabilities: Sequence[str], now: datetime
) -> Invitation:
    """Invite an address; an expired invitation to it is replaced.

    Raises:
        AlreadyMember: the address is an active member's.
        AlreadyInvited: an open invitation waits.
        UnknownCapability: the trade has no such capability.
    """
    policies.check_can_administer(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    address = email.strip().lower()
    if unknown_capabilities(organisation.industry, list(capabilities)):
        raise UnknownCapability
    members = Member.objects.filter(organisation=organisation, is_active=True)
    if members.filter(user__email__iexact=address).exists():
        raise AlreadyMember
    earlier = Invitation.objects.filter(
        organisation=organisation, email__iexact=address, accepted_at=None, revoked_at=None
    ).first()
    if earlier is not None:
        if earlier.expires_at > now:
            raise AlreadyInvited
        _take_back(earlier, by=by, now=now)
    invitation = Invitation(
        organisation=organisation,
        email=address,
        role=role,
        capabilities=list(capabilities),
        invited_by=by,
        expires_at=now + VALID_FOR,
    )
    return _save_with_token(invitation, by=by, now=now)


@use_case
def resend_invitation(*, by: Member, invitation_id: UUID, now: datetime) -> Invitation:
    """Give an invitation a new link and a new end, and mail it again; the old link stops working.

    Raises:
        NotFound: the organisation has no such invitation.
        InvitationUsed: it was accepted.
        InvitationRevoked: it was taken back.
    """
    policies.check_can_administer(by)
    invitation = _lock(by, invitation_id)
    _check_unsettled(invitation)
    invitation.expires_at = now + VALID_FOR
    return _save_with_token(invitation, by=by, now=now)


@use_case
def revoke_invitation(*, by: Member, invitation_id: UUID, now: datetime) -> Invitation:
    """Take an invitation back. Repeating changes nothing.

    Raises:
        NotFound: the organisation has no such invitation.
        InvitationUsed: it was accepted.
    """
    policies.check_can_administer(by)
    invitation = _lock(by, invitation_id)
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is None:
        _take_back(invitation, by=by, now=now)
    return invitation


@use_case
def accept_invitation(
    *, organisation: UUID, invitation_id: UUID, user: User | None, name: str, password: str, now: datetime
) -> Member:
    """Make the invited person a member: the logged-in `user`, else a new one with `name` and `password`.

    Raises:
        InvitationExpired, InvitationUsed, InvitationRevoked: the link is of no use any more.
        WrongUser: someone else is logged in.
        LogInFirst: the address has an account, and nobody is logged in.
        PasswordRefused: the password is too weak.
    """
    Organisation.objects.select_for_update().get(pk=organisation)
    invitation = selectors.get_invitation(organisation_id=organisation, invitation_id=invitation_id)
    check_invitation_open(invitation, now=now)
    joining = _joining_user(invitation, user=user, name=name, password=password)
    member, _made = Member.objects.update_or_create(
        organisation_id=organisation,
        user=joining,
        defaults={"role": invitation.role, "capabilities": invitation.capabilities, "is_active": True},
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    fact = MemberJoined(member_id=member.pk, invitation_id=invitation.pk, role=str(member.role))
    events.record(fact, actor_id=member.pk, now=now)
    return member


def check_invitation_open(invitation: Invitation, *, now: datetime) -> None:
    """Refuse an invitation whose link is of no use any more.

    Raises:
        InvitationExpired, InvitationUsed, InvitationRevoked: each says what to do next.
    """
    _check_unsettled(invitation)
    if invitation.expires_at <= now:
        raise InvitationExpired


def _check_unsettled(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is not None:
        raise InvitationRevoked


def _joining_user(invitation: Invitation, *, user: User | None, name: str, password: str) -> User:
    if user is not None:
        if user.email.lower() != invitation.email.lower():
            raise WrongUser
        return user
    if selectors.find_user(email=invitation.email) is not None:
        raise LogInFirst
    made = User(email=invitation.email, name=name.strip())
    try:
        password_validation.validate_password(password, user=made)
    except ValidationError as error:
        raise PasswordRefused(" ".join(error.messages)) from error
    made = User.objects.create_user(invitation.email, password, name=name.strip())
    # The link came by mail to this very address: it needs no second proof.
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def _lock(by: Member, invitation_id: UUID) -> Invitation:
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    return selectors.get_invitation(organisation_id=by.organisation_id, invitation_id=invitation_id)


def _take_back(invitation: Invitation, *, by: Member, now: datetime) -> None:
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    events.record(InvitationTakenBack(invitation_id=invitation.pk), actor_id=by.pk, now=now)


def _save_with_token(invitation: Invitation, *, by: Member, now: datetime) -> Invitation:
    invitation.token_hash = selectors.hash_token(invitation_token(invitation))
    invitation.save()
    fact = MemberInvited(invitation_id=invitation.pk, role=str(invitation.role))
    events.record(fact, actor_id=by.pk, now=now)
    return invitation
