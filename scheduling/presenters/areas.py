"""The settings of home service in words and on a map."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.forms.hours import clock_text
from accounts.models import Location, Organisation
from scheduling.models import (
    AreaEffect,
    AreaKind,
    HomeRules,
    LocationKind,
    PostcodePlace,
    Resource,
    ResourceKind,
    Service,
    ServiceArea,
)
from scheduling.pages.areas import AreaRow, AreasPage, BaseRow, HomeRow
from scheduling.pages.maps import Map
from scheduling.presenters import maps
from scheduling.selectors import areas as selectors
from scheduling.selectors.postcodes import locate

COUNTED = timedelta(days=30)


def areas_page(organisation: Organisation, *, today: date) -> AreasPage:
    """Print it; called in `reading`."""
    rows = selectors.list_areas(organisation.pk)
    services = Service.objects.of(organisation).filter(
        location_kind=LocationKind.CUSTOMER_ADDRESS, is_active=True
    )
    rules = {row.service_id: row for row in HomeRules.objects.of(organisation)}
    bases = selectors.list_bases(organisation.pk)
    things = list(
        Resource.objects.of(organisation).filter(
            is_active=True, kind__in=[ResourceKind.VEHICLE, ResourceKind.PROVIDER]
        )
    )
    unserved = selectors.list_unserved(organisation.pk, since=today - COUNTED)
    return AreasPage(
        map=area_map(organisation, rows, bases, things),
        areas=tuple(_area_row(row, in_miles=in_miles(organisation)) for row in rows),
        services=tuple(_home_row(row, rules.get(row.pk)) for row in services),
        bases=tuple(
            BaseRow(key=str(one.pk), name=one.name, postcode=bases.get(one.pk, "")) for one in things
        ),
        unserved=tuple(unserved),
        unserved_total=sum(count for _postcode, count in unserved),
        own_postcodes=PostcodePlace.objects.of(organisation).count(),
    )


def in_miles(organisation: Organisation) -> bool:
    """Say in which measure people there think."""
    return organisation.country in ("US", "GB")


def area_map(
    organisation: Organisation,
    rows: Sequence[ServiceArea],
    bases: Mapping[UUID, str],
    things: Sequence[Resource],
) -> Map | None:
    """Draw areas and bases; called in `reading`."""
    default = Location.objects.filter(organisation_id=organisation.pk).first()
    marks: list[maps.Mark] = []
    drawn = []
    for row in rows:
        tone = "out" if row.effect == AreaEffect.LEFT_OUT else "area"
        marks += maps.marks_of(selectors.dots_of(row, organisation), tone)
        found = selectors.area_of(organisation, row, row.location or default) if default else None
        if found is not None:
            drawn.append((found, tone))
    names = {one.pk: one.name for one in things}
    for key, postcode in bases.items():
        position = locate(organisation, postcode)
        if position is not None and key in names:
            marks.append(maps.Mark(position=position, tone="base", label=names[key][:1], title=names[key]))
    if not marks and not drawn and default is not None:
        position = locate(organisation, default.postcode)
        if position is not None:
            marks.append(maps.Mark(position=position, tone="base", label="•", title=default.name))
    title = _("Where we go: what stands in the list beside it")
    return maps.draw(title, areas=drawn, marks=marks, in_miles=in_miles(organisation))


def _area_row(row: ServiceArea, *, in_miles: bool) -> AreaRow:
    words = {
        AreaKind.POSTCODES: _("Postcodes %(list)s") % {"list": " ".join(row.postcodes.split())[:80]},
        AreaKind.POLYGON: ngettext("Drawn, %(count)d corner", "Drawn, %(count)d corners", len(row.points))
        % {"count": len(row.points)},
        AreaKind.RADIUS: _("Within %(distance)s of %(place)s")
        % {
            "distance": maps.distance_label(row.metres, in_miles=in_miles),
            "place": row.centre_postcode or (row.location.name if row.location else _("the location")),
        },
    }
    parts = [words[AreaKind(row.kind)], row.location.name if row.location else "", row.fee_text]
    return AreaRow(
        name=row.name,
        detail=" · ".join(part for part in parts if part),
        url=reverse("scheduling:area", args=[row.pk]),
        is_out=row.effect == AreaEffect.LEFT_OUT,
    )


def _home_row(row: Service, rules: HomeRules | None) -> HomeRow:
    parts = []
    if rules is None:
        parts.append(_("goes anywhere, at the planned minute, without time to drive"))
    else:
        parts.append(_("only in our areas") if rules.needs_area else _("goes anywhere"))
        if rules.arrival_minutes:
            words = ngettext(
                "window of %(count)d hour", "window of %(count)d hours", rules.arrival_minutes // 60
            )
            parts.append(words % {"count": rules.arrival_minutes // 60})
        if rules.travels:
            parts.append(_("time to drive is kept"))
        if rules.is_emergency:
            parts.append(_("for emergencies"))
        elif rules.reserve:
            words = ngettext(
                "%(count)d visit a day is kept for emergencies until %(time)s",
                "%(count)d visits a day are kept for emergencies until %(time)s",
                rules.reserve,
            )
            parts.append(words % {"count": rules.reserve, "time": clock_text(rules.released_at)})
    return HomeRow(
        name=row.name, detail=", ".join(parts), url=reverse("scheduling:home_rules", args=[row.pk])
    )
