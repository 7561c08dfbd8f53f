"""The settings of bookings: what there is, and what the doctor found in plain words with the way to put it right."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Link
from scheduling.domain.doctor import Diagnosis, Finding
from scheduling.models import Resource, ResourceKind, Service
from scheduling.presenters import clocks
from scheduling.selectors.settings import Settings, names_of_pools


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One thing wrong: `is_grave` where nothing can be booked."""

    text: str
    is_grave: bool
    fix: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """A service in the list."""

    name: str
    url: str
    page_url: str
    detail: str
    is_public: bool
    is_away: bool
    hue: int
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRow:
    """A provider or thing in the list."""

    name: str
    url: str
    hours_url: str
    detail: str
    hours: str
    is_away: bool
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """A pool with what is in it."""

    name: str
    url: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPage:
    """Everything that is set up for bookings."""

    services: tuple[ServiceRow, ...]
    providers: tuple[ResourceRow, ...]
    things: tuple[ResourceRow, ...]
    pools: tuple[PoolRow, ...]
    public_url: str
    kinds: tuple[tuple[str, str], ...]


def setup_page(found: Settings, *, slug: str) -> SetupPage:
    """Show what there is."""
    people = [row for row in found.resources if row.kind == ResourceKind.PROVIDER]
    pools = names_of_pools(found)
    return SetupPage(
        services=tuple(_service_row(row, found, slug=slug) for row in found.services),
        providers=tuple(_resource_row(row, found) for row in people),
        things=tuple(_resource_row(row, found) for row in found.resources if row not in people),
        pools=tuple(
            PoolRow(
                name=pool.name,
                url=reverse("scheduling:pool", kwargs={"pool_id": pool.pk}),
                detail=", ".join(pools.get(pool.pk, ())) or _("Nothing is in it yet."),
            )
            for pool in found.pools
        ),
        public_url=reverse("scheduling:book", kwargs={"slug": slug}),
        kinds=tuple((kind.value, str(kind.label)) for kind in ResourceKind),
    )


def _service_row(row: Service, found: Settings, *, slug: str) -> ServiceRow:
    givers = [one.resource.name for one in found.gives if one.service_id == row.pk]
    return ServiceRow(
        name=row.name,
        url=_service_url(row.pk),
        page_url=reverse("scheduling:book_times", kwargs={"slug": slug, "service": row.slug}),
        detail=" · ".join(part for part in (clocks.lengths_label(row.durations), ", ".join(givers)) if part),
        is_public=row.is_public,
        is_away=not row.is_active,
        hue=row.hue,
        findings=finding_rows(found.diagnoses.get(row.pk, ()), row.pk),
    )


def _service_url(service_id: UUID) -> str:
    return reverse("scheduling:service", kwargs={"service_id": service_id})


def finding_rows(diagnoses: tuple[Diagnosis, ...], service_id: UUID) -> tuple[FindingRow, ...]:
    """Put what the doctor found into words."""
    here = Link(label=_("Put it right"), url=_service_url(service_id))
    whole = Link(label=_("To the list"), url=reverse("scheduling:setup"))
    elsewhere = {Finding.NO_HOURS, Finding.POOL_TOO_SMALL, Finding.CALENDAR_UNREAD}
    return tuple(
        FindingRow(
            text=finding_sentence(one), is_grave=one.stops, fix=whole if one.finding in elsewhere else here
        )
        for one in diagnoses
    )


def finding_sentence(one: Diagnosis) -> str:
    """Say what is wrong and what it means."""
    return {
        Finding.NO_DURATION: _("It has no length, so it has no times."),
        Finding.NOBODY_GIVES: _("Nobody with hours gives it, so it has no times."),
        Finding.NOBODY_AT_PLACE: _("At %(name)s nobody gives it."),
        Finding.NO_HOURS: _("%(name)s has no hours and is never free."),
        Finding.CALENDAR_UNREAD: _(
            "A calendar of %(name)s elsewhere could not be read for more than a day: nothing is booked with them."
        ),
        Finding.POOL_TOO_SMALL: _("It needs more of %(name)s than there are."),
        Finding.WINDOW_OVER: _("Its last day is over."),
        Finding.NOTICE_BEYOND_WINDOW: _("It must be booked longer before than it can be booked ahead."),
        Finding.CAP_BELOW_LENGTH: _("It is longer than the minutes that are allowed."),
        Finding.NO_VIDEO_ADDRESS: _("Customers would not know at which address to join."),
        Finding.NOT_PUBLIC: _("Customers do not see it; only you book it."),
    }[one.finding] % {"name": one.about}


def _resource_row(row: Resource, found: Settings) -> ResourceRow:
    key = {"resource_id": row.pk}
    services = {service.pk: service.name for service in found.services}
    gives = [services[one.service_id] for one in found.gives if one.resource_id == row.pk]
    pools = {pool.pk: pool.name for pool in found.pools}
    inside = [pools[one.pool_id] for one in found.pooled if one.resource_id == row.pk]
    place = next((each.name for each in found.locations if each.pk == row.location_id), "")
    if row.schedule is not None:
        hours = _("Own hours")
    else:
        hours = _("Hours of the location") if row.kind == ResourceKind.PROVIDER else _("Always there")
    kind = "" if row.kind == ResourceKind.PROVIDER else row.get_kind_display()
    return ResourceRow(
        name=row.name,
        url=reverse("scheduling:resource", kwargs=key),
        hours_url=reverse("scheduling:resource_hours", kwargs=key),
        detail=" · ".join(part for part in (kind, place, ", ".join(sorted(gives) or inside)) if part),
        hours=hours,
        is_away=not row.is_active,
        hue=row.hue,
    )
