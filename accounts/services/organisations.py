"""Settings of an organisation."""

from dataclasses import asdict, dataclass
from datetime import datetime

from accounts import policies
from accounts.errors import HueClashes
from accounts.events import OrganisationChanged
from accounts.models import Member, Organisation
from core import events
from core.transactions import use_case

# Reds and ambers mean danger and waiting on every screen; a brand in them would make all look alarming.
ALARM_HUES = range(10, 46)


@dataclass(frozen=True, kw_only=True)
class OrganisationSettings:
    """Everything an owner may set."""

    name: str
    time_zone: str
    locale: str
    country: str
    region: str
    hue: int
    require_mfa: bool
    idle_minutes: int
    reply_minutes: int
    reopen_hours: int


@use_case
def change_organisation(*, by: Member, settings: OrganisationSettings, now: datetime) -> Organisation:
    """Change what differs and record which fields did.

    Raises:
        OwnersOnly: the member is no owner.
        HueClashes: the colour is one of the alarm colours.
    """
    policies.check_can_administer(by)
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    wanted = asdict(settings)
    changed = tuple(field for field, value in wanted.items() if getattr(organisation, field) != value)
    if "hue" in changed and settings.hue in ALARM_HUES:
        raise HueClashes
    if not changed:
        return organisation
    for field in changed:
        setattr(organisation, field, wanted[field])
    organisation.full_clean()
    organisation.save(update_fields=changed)
    events.record(OrganisationChanged(fields=changed), actor_id=by.pk, now=now)
    return organisation
