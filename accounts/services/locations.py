"""Places of an organisation."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from accounts import policies, selectors
from accounts.errors import DefaultLocation, LocationInUse, LocationNameTaken
from accounts.events import LocationChanged
from accounts.models import Location, Member, Organisation
from core import events
from core.transactions import use_case


@dataclass(frozen=True, kw_only=True)
class LocationDetails:
    """Everything an owner says about a place."""

    name: str
    street: str
    city: str
    region: str
    postcode: str
    time_zone: str
    is_default: bool


@use_case
def add_location(*, by: Member, details: LocationDetails, now: datetime) -> Location:
    """Add a place; the first one is the default whatever was asked.

    Raises:
        LocationNameTaken: another place has the name.
    """
    policies.check_can_administer(by)
    _lock_names(by, details.name, besides=None)
    is_first = not Location.objects.filter(organisation_id=by.organisation_id).exists()
    location = Location(organisation_id=by.organisation_id)
    return _save(by, location, details, is_default=details.is_default or is_first, change="added", now=now)


@use_case
def change_location(*, by: Member, location_id: UUID, details: LocationDetails, now: datetime) -> Location:
    """Change a place.

    Raises:
        NotFound: the organisation has no such place.
        LocationNameTaken: another place has the name.
        DefaultLocation: it would leave the organisation without a default.
    """
    policies.check_can_administer(by)
    location = selectors.get_location(organisation_id=by.organisation_id, location_id=location_id)
    _lock_names(by, details.name, besides=location.pk)
    if location.is_default and not details.is_default:
        raise DefaultLocation
    return _save(by, location, details, is_default=details.is_default, change="changed", now=now)


@use_case
def remove_location(*, by: Member, location_id: UUID, now: datetime) -> None:
    """Remove a place nothing belongs to, with its hours, and take it out of members' scopes.

    Raises:
        NotFound: the organisation has no such place.
        DefaultLocation: it is the default.
        LocationInUse: lines or conversations belong to it, or a member works for it alone.
    """
    policies.check_can_administer(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    location = selectors.get_location(organisation_id=by.organisation_id, location_id=location_id)
    if location.is_default:
        raise DefaultLocation
    scoped = Member.objects.select_related("user").filter(organisation_id=by.organisation_id)
    for member in scoped.filter(location_ids__contains=[location_id]):
        kept = [key for key in member.location_ids if key != location_id]
        if not kept:
            # An empty scope means every location: dropping the last one would widen what the member sees.
            raise LocationInUse(_only_scope(member))
        member.location_ids = kept
        member.save(update_fields=["location_ids"])
    try:
        location.delete()
    except (ProtectedError, RestrictedError) as error:
        raise LocationInUse from error
    events.record(LocationChanged(location_id=location_id, change="removed"), actor_id=by.pk, now=now)


def _only_scope(member: Member) -> str:
    return _("%(name)s works for this location alone. Give them another first.") % {"name": member.name}


def _save(
    by: Member, location: Location, details: LocationDetails, *, is_default: bool, change: str, now: datetime
) -> Location:
    for field, value in asdict(details).items():
        setattr(location, field, value.strip() if isinstance(value, str) else value)
    location.is_default = is_default
    location.full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
    if is_default:
        others = Location.objects.filter(organisation_id=by.organisation_id, is_default=True)
        others.exclude(pk=location.pk).update(is_default=False)
    location.save()
    events.record(LocationChanged(location_id=location.pk, change=change), actor_id=by.pk, now=now)
    return location


def _lock_names(by: Member, name: str, *, besides: UUID | None) -> None:
    # Names and the default are settled under the organisation's row lock, so that two owners cannot collide.
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    others = Location.objects.filter(organisation_id=by.organisation_id, name__iexact=name.strip())
    if besides is not None:
        others = others.exclude(pk=besides)
    if others.exists():
        raise LocationNameTaken
