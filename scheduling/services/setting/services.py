"""Services: what can be booked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from accounts import policies
from accounts.models import Location, Member
from core.transactions import step, use_case
from scheduling.errors import NameTaken, NoSuchResource, NoSuchService
from scheduling.models import (
    Pool,
    Resource,
    ResourceKind,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
)
from scheduling.services.setting.noting import check, note, put_away

# Words of our own addresses, behind a firm's name.
RESERVED = frozenset({"at", "with", "held", "booked", "move", "cancel"})
LONGEST_SLUG = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedProvider:
    """Who gives a service, and what part they play in it."""

    resource_id: UUID
    group: int = 0
    weight: int = 100
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedService:
    """A service as it should be; `values` are columns of it, no location means every one."""

    values: Mapping[str, Any]
    location_ids: Sequence[UUID] = ()
    providers: Sequence[WantedProvider] = ()
    needs: Mapping[UUID, int] = field(default_factory=dict)


@use_case
def save_service(
    *, by: Member, service_id: UUID | None, wanted: WantedService, seen_version: int, now: datetime
) -> Service:
    """Make a service, or write what stands on its page; links to it stay as they are when its name changes.

    Raises:
        NoSuchService, NoSuchResource: the organisation has no such thing.
        NameTaken: another service has this name.
        SettingMovedOn: it was saved meanwhile.
    """
    policies.check_can_supervise(by)
    service = (
        _locked(by, service_id) if service_id else Service(organisation_id=by.organisation_id, version=0)
    )
    check(by, service, seen_version)
    name = str(wanted.values["name"])
    others = Service.objects.of(by.organisation_id).exclude(pk=service.pk)
    if others.filter(name__iexact=name).exists():
        raise NameTaken
    for column, value in wanted.values.items():
        setattr(service, column, value)
    service.slug = service.slug or _free_slug(name, set(others.values_list("slug", flat=True)))
    service.version += 1
    service.save()
    _give_places(service, wanted.location_ids)
    _give_providers(service, wanted.providers, now=now)
    _give_needs(service, wanted.needs)
    note(by, service.pk, "CHANGED" if service_id else "ADDED", now=now)
    return service


@use_case
def put_service_away(*, by: Member, service_id: UUID, is_away: bool, now: datetime) -> Service:
    """Offer a service no longer, or again; what is booked stays.

    Raises:
        NoSuchService: the organisation has no such service.
    """
    policies.check_can_supervise(by)
    service = _locked(by, service_id)
    put_away(by, service, is_away=is_away, now=now)
    return service


def _locked(by: Member, service_id: UUID) -> Service:
    found = (
        Service.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=service_id).first()
    )
    if found is None:
        raise NoSuchService
    return found


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "service"
    numbered = (base if count == 1 else f"{base}-{count}" for count in range(1, 10_000))
    return next(slug for slug in numbered if slug not in taken | RESERVED)


@step
def _give_places(service: Service, location_ids: Sequence[UUID]) -> None:
    organisation_id = service.organisation_id
    known = set(Location.objects.filter(organisation_id=organisation_id).values_list("pk", flat=True))
    ServiceLocation.objects.of(organisation_id).filter(service=service).delete()
    ServiceLocation.objects.bulk_create(
        ServiceLocation(organisation_id=organisation_id, service=service, location_id=key)
        for key in dict.fromkeys(location_ids)
        if key in known
    )


@step
def _give_providers(service: Service, wanted: Sequence[WantedProvider], *, now: datetime) -> None:
    """Keep since when each takes turns: who stays does not begin anew."""
    rows = ServiceProvider.objects.of(service.organisation_id)
    chosen = {one.resource_id: one for one in wanted}
    known = Resource.objects.of(service.organisation_id).filter(pk__in=chosen, kind=ResourceKind.PROVIDER)
    if known.count() != len(chosen):
        raise NoSuchResource
    rows.filter(service=service).exclude(resource_id__in=chosen).delete()
    there = {row.resource_id: row for row in rows.filter(service=service)}
    for key, one in chosen.items():
        row = there.get(key) or ServiceProvider(
            organisation_id=service.organisation_id, service=service, resource_id=key, joined_at=now
        )
        row.group, row.weight, row.priority = one.group, one.weight, one.priority
        row.is_fixed = service.mode == "COLLECTIVE" and one.group == 0
        row.save()


@step
def _give_needs(service: Service, needs: Mapping[UUID, int]) -> None:
    rows = ServiceNeed.objects.of(service.organisation_id)
    known = set(Pool.objects.of(service.organisation_id).filter(pk__in=needs).values_list("pk", flat=True))
    rows.filter(service=service).delete()
    rows.bulk_create(
        ServiceNeed(organisation_id=service.organisation_id, service=service, pool_id=key, units=units)
        for key, units in needs.items()
        if units and key in known
    )
