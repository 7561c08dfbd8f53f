"""Providers, rooms, vehicles, equipment, and pools of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts import policies
from accounts.models import Member
from core.transactions import use_case
from scheduling.errors import MemberTaken, NameTaken, NoSuchPool, NoSuchResource, PoolNeeded
from scheduling.models import Pool, PoolPlace, Resource, ResourceKind, Schedule, ServiceNeed, ServiceProvider
from scheduling.services.setting.noting import check, note, put_away


@use_case
def save_resource(
    *,
    by: Member,
    resource_id: UUID | None,
    values: Mapping[str, Any],
    pool_ids: Collection[UUID] = (),
    service_ids: Collection[UUID] = (),
    seen_version: int,
    now: datetime,
) -> Resource:
    """Make a resource, or write what stands on its page; `service_ids` is what a provider gives.

    Raises:
        NoSuchResource: the organisation has no such thing.
        NameTaken: another of its kind has this name.
        MemberTaken: another provider is this member.
        SettingMovedOn: it was saved meanwhile.
    """
    policies.check_can_supervise(by)
    organisation_id = by.organisation_id
    fresh = Resource(organisation_id=organisation_id, version=0)
    resource = lock_resource(by, resource_id) if resource_id else fresh
    check(by, resource, seen_version)
    for column, value in values.items():
        setattr(resource, column, value)
    others = Resource.objects.of(organisation_id).exclude(pk=resource.pk)
    if others.filter(kind=resource.kind, name__iexact=resource.name).exists():
        raise NameTaken
    if resource.member_id and others.filter(member_id=resource.member_id).exists():
        raise MemberTaken
    resource.version += 1
    resource.save()
    if resource.kind == ResourceKind.PROVIDER:
        _give(resource, service_ids, now=now)
    else:
        _pool(resource, pool_ids)
    note(by, resource.pk, "CHANGED" if resource_id else "ADDED", now=now)
    return resource


@use_case
def put_resource_away(*, by: Member, resource_id: UUID, is_away: bool, now: datetime) -> Resource:
    """Book somebody or something no longer, or again; what is booked stays.

    Raises:
        NoSuchResource: the organisation has no such thing.
    """
    policies.check_can_supervise(by)
    resource = lock_resource(by, resource_id)
    put_away(by, resource, is_away=is_away, now=now)
    return resource


@use_case
def save_pool(*, by: Member, pool_id: UUID | None, name: str, now: datetime) -> Pool:
    """Make a pool or give it another name.

    Raises:
        NoSuchPool: the organisation has no such pool.
        NameTaken: another pool has this name.
    """
    policies.check_can_supervise(by)
    pools = Pool.objects.of(by.organisation_id)
    pool = pools.filter(pk=pool_id).first() if pool_id else Pool(organisation_id=by.organisation_id)
    if pool is None:
        raise NoSuchPool
    if pools.exclude(pk=pool.pk).filter(name__iexact=name).exists():
        raise NameTaken
    pool.name = name
    pool.save()
    note(by, pool.pk, "CHANGED" if pool_id else "ADDED", now=now)
    return pool


@use_case
def remove_pool(*, by: Member, pool_id: UUID, now: datetime) -> None:
    """Remove a pool; what was in it stays.

    Raises:
        NoSuchPool: the organisation has no such pool.
        PoolNeeded: a service needs it.
    """
    policies.check_can_supervise(by)
    pool = Pool.objects.of(by.organisation_id).filter(pk=pool_id).first()
    if pool is None:
        raise NoSuchPool
    if ServiceNeed.objects.of(by.organisation_id).filter(pool=pool).exists():
        raise PoolNeeded
    pool.delete()
    note(by, pool_id, "REMOVED", now=now)


def lock_resource(by: Member, resource_id: UUID) -> Resource:
    """Get a resource and hold its row, under which its bookings are made.

    Raises:
        NoSuchResource: the organisation has no such thing.
    """
    rows = Resource.objects.of(by.organisation_id).select_for_update(no_key=True, of=("self",))
    found = rows.select_related("schedule").filter(pk=resource_id).first()
    if found is None:
        raise NoSuchResource
    return found


def own_schedule(resource: Resource, timezone: str) -> Schedule:
    """Give the hours that are this resource's alone, new ones where it kept those of others or of the location."""
    organisation_id = resource.organisation_id
    schedule: Schedule | None = resource.schedule
    if schedule is not None:
        others = Resource.objects.of(organisation_id).filter(schedule=schedule).exclude(pk=resource.pk)
        if not others.exists():
            return schedule
    taken = {name.casefold() for name in Schedule.objects.of(organisation_id).values_list("name", flat=True)}
    numbered = (
        resource.name[:76] if count == 1 else f"{resource.name[:72]} {count}" for count in range(1, 999)
    )
    name = next(each for each in numbered if each.casefold() not in taken)
    return Schedule(organisation_id=organisation_id, name=name, timezone=timezone, version=0)


def _give(resource: Resource, service_ids: Collection[UUID], *, now: datetime) -> None:
    rows = ServiceProvider.objects.of(resource.organisation_id)
    rows.filter(resource=resource).exclude(service_id__in=service_ids).delete()
    there = set(rows.filter(resource=resource).values_list("service_id", flat=True))
    rows.bulk_create(
        ServiceProvider(
            organisation_id=resource.organisation_id, service_id=key, resource=resource, joined_at=now
        )
        for key in dict.fromkeys(service_ids)
        if key not in there
    )


def _pool(resource: Resource, pool_ids: Collection[UUID]) -> None:
    rows = PoolPlace.objects.of(resource.organisation_id)
    rows.filter(resource=resource).delete()
    rows.bulk_create(
        PoolPlace(organisation_id=resource.organisation_id, pool_id=key, resource=resource)
        for key in dict.fromkeys(pool_ids)
    )
