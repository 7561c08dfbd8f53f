"""Teams: members who share work."""

from datetime import datetime
from uuid import UUID

from accounts import policies, selectors
from accounts.errors import TeamNameTaken
from accounts.events import TeamChanged
from accounts.models import Member, Organisation, Team
from core import events
from core.transactions import use_case


@use_case
def add_team(*, by: Member, name: str, now: datetime) -> Team:
    """Add a team.

    Raises:
        TeamNameTaken: another team has the name.
    """
    policies.check_can_administer(by)
    _lock_names(by, name, besides=None)
    team = Team.objects.create(organisation_id=by.organisation_id, name=name.strip())
    events.record(TeamChanged(team_id=team.pk, change="added"), actor_id=by.pk, now=now)
    return team


@use_case
def rename_team(*, by: Member, team_id: UUID, name: str, now: datetime) -> Team:
    """Rename a team.

    Raises:
        NotFound: the organisation has no such team.
        TeamNameTaken: another team has the name.
    """
    policies.check_can_administer(by)
    team = selectors.get_team(organisation_id=by.organisation_id, team_id=team_id)
    _lock_names(by, name, besides=team.pk)
    team.name = name.strip()
    team.save(update_fields=["name"])
    events.record(TeamChanged(team_id=team.pk, change="changed"), actor_id=by.pk, now=now)
    return team


@use_case
def remove_team(*, by: Member, team_id: UUID, now: datetime) -> None:
    """Remove a team; its members stay, without one.

    Raises:
        NotFound: the organisation has no such team.
    """
    policies.check_can_administer(by)
    team = selectors.get_team(organisation_id=by.organisation_id, team_id=team_id)
    team.delete()
    events.record(TeamChanged(team_id=team_id, change="removed"), actor_id=by.pk, now=now)


def _lock_names(by: Member, name: str, *, besides: UUID | None) -> None:
    # Names are compared under the organisation's row lock, so that two owners cannot take one at once.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    others = Team.objects.filter(organisation_id=by.organisation_id, name__iexact=name.strip())
    if besides is not None:
        others = others.exclude(pk=besides)
    if others.exists():
        raise TeamNameTaken
