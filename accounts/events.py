"""Facts about organisations and their people. Ids, roles and field names only, never a name or an address."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("accounts.organisation_changed")
@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Fact):
    """Settings changed; `fields` names which."""

    fields: tuple[str, ...]


@event("accounts.location_changed")
@dataclass(frozen=True, kw_only=True)
class LocationChanged(Fact):
    """A location was added, edited or removed: `change` is added, changed or removed."""

    location_id: UUID
    change: str


@event("accounts.hours_changed")
@dataclass(frozen=True, kw_only=True)
class HoursChanged(Fact):
    """Windows, closures or holiday rules changed; `location_id` is None when every location is concerned."""

    location_id: UUID | None
    change: str


@event("accounts.team_changed")
@dataclass(frozen=True, kw_only=True)
class TeamChanged(Fact):
    """A team was added, renamed or removed: `change` is added, changed or removed."""

    team_id: UUID
    change: str


@event("accounts.member_invited")
@dataclass(frozen=True, kw_only=True)
class MemberInvited(Fact):
    """An invitation was made or sent again; the mail with its link is owed."""

    invitation_id: UUID
    role: str


@event("accounts.invitation_revoked")
@dataclass(frozen=True, kw_only=True)
class InvitationTakenBack(Fact):
    """An owner took the invitation back."""

    invitation_id: UUID


@event("accounts.member_joined")
@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact):
    """Someone accepted an invitation."""

    member_id: UUID
    invitation_id: UUID
    role: str


@event("accounts.member_changed")
@dataclass(frozen=True, kw_only=True)
class MemberChanged(Fact):
    """Role, capabilities, locations or team of a member changed; `fields` names which."""

    member_id: UUID
    role: str
    fields: tuple[str, ...]


@event("accounts.member_deactivated")
@dataclass(frozen=True, kw_only=True)
class MemberDeactivated(Fact):
    """A member lost access; what they own goes back to the team."""

    member_id: UUID


@event("accounts.member_reactivated")
@dataclass(frozen=True, kw_only=True)
class MemberReactivated(Fact):
    """A deactivated member has access again."""

    member_id: UUID


@event("accounts.profile_changed")
@dataclass(frozen=True, kw_only=True)
class ProfileChanged(Fact):
    """A member changed their own name or language; `fields` names which."""

    member_id: UUID
    fields: tuple[str, ...]


@event("accounts.api_key_changed")
@dataclass(frozen=True, kw_only=True)
class ApiKeyChanged(Fact):
    """A key other software calls with was made or taken back: `change` is created or revoked."""

    api_key_id: UUID
    change: str
