"""The websites on which pages of an organisation may be shown."""

from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.domain.origins import OriginInvalid, read_origin
from accounts.errors import SiteKnown, SiteRefused, TooManySites
from accounts.events import OrganisationChanged
from accounts.models import AllowedSite, Member, Organisation
from core import events
from core.errors import NotFound
from core.transactions import use_case

MOST_SITES = 20


@use_case
def allow_site(*, by: Member, address: str, now: datetime) -> AllowedSite:
    """Let a website show pages of the organisation inside its own.

    Raises:
        SiteRefused: it is no website, or one that must not. SiteKnown, TooManySites.
    """
    policies.check_can_administer(by)
    try:
        origin = read_origin(address)
    except OriginInvalid as invalid:
        raise SiteRefused(invalid.fault) from invalid
    # Counted and compared under the organisation's row lock, so that two owners cannot add one at once.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    rows = AllowedSite.objects.of(by.organisation_id)
    if rows.filter(origin=origin).exists():
        raise SiteKnown
    if rows.count() >= MOST_SITES:
        raise TooManySites
    row = AllowedSite(organisation_id=by.organisation_id, origin=origin)
    row.save(force_insert=True)
    events.record(OrganisationChanged(fields=("sites",)), actor_id=by.pk, now=now)
    return row


@use_case
def remove_site(*, by: Member, site_id: UUID, now: datetime) -> str:
    """Let a website show pages no more; gives its origin.

    Raises:
        NotFound: the organisation has no such site.
    """
    policies.check_can_administer(by)
    row = AllowedSite.objects.of(by.organisation_id).filter(pk=site_id).first()
    if row is None:
        raise NotFound
    row.delete()
    events.record(OrganisationChanged(fields=("sites",)), actor_id=by.pk, now=now)
    return row.origin
