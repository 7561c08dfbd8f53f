"""Reads of places and of who is what to them. Technicians find those of their day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Member
from accounts.policies import is_technician
from intake.domain.homes.jobs import GOING
from intake.domain.homes.postal import Postal, key_of, tidy
from intake.errors.homes import NoSuchSite, NotTheDayYet
from intake.models import Job, ServiceSite, SitePerson

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteList:
    """A page of places, each with who is something to it now."""

    sites: tuple[ServiceSite, ...]
    people: dict[UUID, tuple[SitePerson, ...]]
    page: int
    has_more: bool


def todays_jobs(member: Member, *, now: datetime) -> QuerySet[Job]:
    """Keep the jobs whose visit is on this day of the organisation's clock, or to which somebody is on the way."""
    zone = ZoneInfo(member.organisation.time_zone)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    is_today = Q(
        appointment__starts_at__gte=midnight, appointment__starts_at__lt=midnight + timedelta(days=1)
    )
    rows = Job.objects.of(member.organisation_id)
    return rows.filter(is_today | Q(state__in=[state.value for state in GOING]))


def visible_sites(member: Member, *, now: datetime) -> QuerySet[ServiceSite]:
    """Keep the places a member may see: all, or those of the day for who only goes out to them."""
    rows = ServiceSite.objects.of(member.organisation_id)
    if not is_technician(member):
        return rows
    return rows.filter(Exists(todays_jobs(member, now=now).filter(site=OuterRef("pk"))))


def list_sites(*, member: Member, words: str = "", page: int = 1, now: datetime) -> SiteList:
    """List places whose address or people hold the words, changed last first."""
    organisation_id = member.organisation_id
    rows = visible_sites(member, now=now)
    # Somebody who types a street as it is spoken finds it as it is kept.
    key = key_of(tidy(Postal(street=words))).strip("|")
    wanted = Q()
    for word in words.split()[:8]:
        named = SitePerson.objects.of(organisation_id).filter(
            site=OuterRef("pk"), contact__display_name__icontains=word
        )
        wanted = Q(
            wanted,
            (
                Q(street__icontains=word)
                | Q(unit__icontains=word)
                | Q(city__icontains=word)
                | Q(postcode__istartswith=word)
                | Exists(named)
            ),
        )
    rows = rows.filter(wanted | Q(norm_key__contains=key)) if key else rows.filter(wanted)
    page = max(1, min(page, 10_000))
    found = list(rows.order_by("-updated_at", "id")[(page - 1) * PAGE : page * PAGE + 1])
    people: dict[UUID, list[SitePerson]] = {}
    for person in _people(organisation_id).filter(site__in=found[:PAGE], until=None):
        people.setdefault(person.site_id, []).append(person)
    return SiteList(
        sites=tuple(found[:PAGE]),
        people={key: tuple(rows) for key, rows in people.items()},
        page=page,
        has_more=len(found) > PAGE,
    )


def get_site(*, member: Member, site_id: UUID, now: datetime) -> ServiceSite:
    """Get a place.

    Raises:
        NoSuchSite. NotTheDayYet: a technician sees it on the day of the job.
    """
    row = visible_sites(member, now=now).filter(pk=site_id).first()
    if row is not None:
        return row
    if ServiceSite.objects.of(member.organisation_id).filter(pk=site_id).exists():
        raise NotTheDayYet
    raise NoSuchSite


def list_people(*, site: ServiceSite) -> list[SitePerson]:
    """List who is something to a place, and who was."""
    return list(_people(site.organisation_id).filter(site=site).order_by("until", "created_at"))


def sites_of_contact(*, member: Member, contact_id: UUID, most: int = 8, now: datetime) -> list[SitePerson]:
    """List what a contact is to which places now."""
    rows = SitePerson.objects.of(member.organisation_id).filter(contact_id=contact_id, until=None)
    rows = rows.filter(site__in=visible_sites(member, now=now))
    return list(rows.select_related("site").order_by("-site__updated_at", "id")[:most])


def _people(organisation_id: UUID) -> QuerySet[SitePerson]:
    rows = SitePerson.objects.of(organisation_id).select_related("contact")
    # Whoever was taken over by somebody else is shown as them, where they are named already.
    return rows.filter(contact__merged_into_id=None)
