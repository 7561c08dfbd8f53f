"""Keeping places where work is done: once each, checked by their postcode, with who is what to them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from accounts.models import Member, Organisation
from accounts.policies import check_can_write
from contacts.models import Contact
from core.events import record
from core.transactions import step, use_case
from intake.domain.homes.postal import HOPELESS, Odd, Postal, key_of, oddities, tidy
from intake.errors import homes as errors
from intake.events import SiteChanged
from intake.models import Precision, ServiceSite, SitePerson, SiteRole, ValidatedBy
from intake.services.homes.geocoding import PostcodeTable, found_outside
from scheduling.selectors.towns import other_town

LONGEST: Final = {"street": 160, "unit": 40, "city": 80, "state": 40, "postcode": 12}
TABLE: Final = PostcodeTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What whoever goes there has to know."""

    gate_code: str = ""
    access_notes: str = ""
    hazards: str = ""
    pets: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An address as it was typed; `is_sure`: whoever typed it says that it is right as it stands."""

    address: Postal
    raw: str = ""
    is_sure: bool = False


@use_case
def add_site(
    *,
    by: Member,
    typed: Typed,
    notes: Notes,
    contact_id: UUID | None = None,
    role: SiteRole = SiteRole.OWNER,
    now: datetime,
) -> tuple[ServiceSite, bool]:
    """Keep a place with its notes; gives it and whether it is new. One that is kept already only learns what it had not.

    Raises:
        AddressWrong: nobody could drive there. AddressOdd: something about it disagrees, and nobody said to be sure.
        NoSuchSite: the contact is not of this organisation. OnlyLooking.
    """
    check_can_write(by)
    site, is_new = keep_site_step(organisation=by.organisation, typed=typed, by=by, now=now)
    learn_step(site, notes)
    if contact_id is not None:
        _link(site, contact_id, role, since=None)
    return site, is_new


@step
def keep_site_step(
    *, organisation: Organisation, typed: Typed, by: Member | None, now: datetime
) -> tuple[ServiceSite, bool]:
    """Find the place of an address or keep it as a new one; gives it and whether it is new.

    Raises:
        AddressWrong, AddressOdd.
    """
    address, judged = _judged(organisation, typed, is_member=by is not None)
    row = ServiceSite(
        organisation=organisation, norm_key=key_of(address), raw=(typed.raw or address.line)[:300]
    )
    _put(row, organisation, address, judged)
    # Two who type the same place at once have one: the constraint decides who was first.
    ServiceSite.objects.bulk_create([row], ignore_conflicts=True)
    kept = ServiceSite.objects.of(organisation).select_for_update(no_key=True).get(norm_key=row.norm_key)
    if kept.pk != row.pk:
        return kept, False
    record(
        SiteChanged(site_id=kept.pk, version=kept.version, change="NEW"),
        actor_id=by.pk if by else None,
        now=now,
    )
    return kept, True


@use_case
def change_site(
    *, by: Member, site_id: UUID, typed: Typed, notes: Notes, seen_version: int, now: datetime
) -> ServiceSite:
    """Correct an address and what is to be known of it.

    Raises:
        SiteTaken: that place is kept already. SiteMovedOn: somebody changed it meanwhile. AddressWrong, AddressOdd,
        NoSuchSite, OnlyLooking.
    """
    check_can_write(by)
    row = lock_site(by.organisation_id, site_id)
    if row.version != seen_version:
        raise errors.SiteMovedOn
    before = row.norm_key
    address, judged = _judged(by.organisation, typed, is_member=True)
    row.norm_key = key_of(address)
    others = ServiceSite.objects.of(by.organisation_id).filter(norm_key=row.norm_key).exclude(pk=row.pk)
    if others.exists():
        raise errors.SiteTaken
    if row.norm_key != before:
        _put(row, by.organisation, address, judged)
    else:
        _write(row, address)
    for field in ("gate_code", "access_notes", "hazards", "pets"):
        setattr(row, field, getattr(notes, field))
    _touch(row, by=by, change="EDITED" if row.norm_key == before else "MOVED", now=now)
    return row


@use_case
def verify_site(*, by: Member, site_id: UUID, now: datetime) -> ServiceSite:
    """Note that a member was there, or asked, and that the address is right.

    Raises:
        NoSuchSite, OnlyLooking.
    """
    check_can_write(by)
    row = lock_site(by.organisation_id, site_id)
    row.verified_at, row.validated_by = now, ValidatedBy.MEMBER
    _touch(row, by=by, change="VERIFIED", now=now)
    return row


@use_case
def link_person(
    *, by: Member, site_id: UUID, contact_id: UUID, role: SiteRole, since: date | None, now: datetime
) -> SitePerson:
    """Say what a contact is to a place; said twice, it stands once.

    Raises:
        NoSuchSite: place or contact is not of this organisation. OnlyLooking.
    """
    check_can_write(by)
    row = lock_site(by.organisation_id, site_id)
    found = _link(row, contact_id, role, since=since)
    _touch(row, by=by, change="PEOPLE", now=now)
    return found


@use_case
def end_person(*, by: Member, site_id: UUID, person_id: UUID, on: date, now: datetime) -> None:
    """Say that somebody is it no more; that they were stays.

    Raises:
        NoSuchSite, OnlyLooking.
    """
    check_can_write(by)
    row = lock_site(by.organisation_id, site_id)
    person = SitePerson.objects.of(by.organisation_id).filter(site=row, pk=person_id, until=None).first()
    if person is None:
        raise errors.NoSuchSite
    # Somebody who was to begin later never was it.
    person.until = max(on, person.since or on)
    person.save(update_fields=["until"])
    _touch(row, by=by, change="PEOPLE", now=now)


def locate_site(*, organisation: UUID, site_id: UUID, now: datetime) -> None:
    """Ask the geocoder outside, where there is one, and keep what it found."""
    found = found_outside(organisation_id=organisation, site_id=site_id)
    if found is not None:
        _place(organisation=organisation, site_id=site_id, position=(found.latitude, found.longitude))


@use_case
def _place(*, organisation: UUID, site_id: UUID, position: tuple[float, float]) -> None:
    row = lock_site(organisation, site_id)
    row.latitude, row.longitude = position
    row.precision = Precision.ROOFTOP
    if row.validated_by != ValidatedBy.MEMBER:
        row.validated_by = ValidatedBy.GEOCODER
    row.save(update_fields=["latitude", "longitude", "precision", "validated_by", "updated_at"])


@step
def lock_site(organisation_id: UUID, site_id: UUID) -> ServiceSite:
    """Lock a place.

    Raises:
        NoSuchSite
    """
    rows = ServiceSite.objects.of(organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=site_id).first()
    if row is None:
        raise errors.NoSuchSite
    return row


@step
def learn_step(site: ServiceSite, notes: Notes) -> None:
    """Write what was not known of a place; what was stays."""
    news = [
        field
        for field in ("gate_code", "access_notes", "hazards", "pets")
        if getattr(notes, field) and not getattr(site, field)
    ]
    for field in news:
        setattr(site, field, getattr(notes, field))
    if news:
        site.version += 1
        site.save(update_fields=[*news, "version", "updated_at"])


@step
def _link(site: ServiceSite, contact_id: UUID, role: SiteRole, *, since: date | None) -> SitePerson:
    contact = Contact.objects.of(site.organisation_id).filter(pk=contact_id, erased_at=None).first()
    if contact is None:
        raise errors.NoSuchSite
    person, _is_new = SitePerson.objects.get_or_create(
        organisation_id=site.organisation_id,
        site=site,
        contact_id=contact.merged_into_id or contact.pk,
        role=role,
        until=None,
        defaults={"since": since},
    )
    return person


@step
def _judged(organisation: Organisation, typed: Typed, *, is_member: bool) -> tuple[Postal, ValidatedBy]:
    """Tidy an address and look whether its parts agree.

    Raises:
        AddressWrong, AddressOdd.
    """
    address = tidy(typed.address, country=organisation.country)
    address = replace(
        address, **{key: getattr(address, key).replace("\x00", "")[:most] for key, most in LONGEST.items()}
    )
    is_known = TABLE.find(organisation, address) is not None
    town = other_town(organisation, postcode=address.postcode, town=address.city)
    found = oddities(address, country=organisation.country, is_known=is_known, is_other_town=bool(town))
    if HOPELESS & set(found) or not key_of(address):
        raise errors.AddressWrong(tuple(odd for odd in found if odd in HOPELESS) or (Odd.NO_STREET,))
    if found and not typed.is_sure:
        raise errors.AddressOdd(found, town=town)
    if found:
        return address, ValidatedBy.MEMBER if is_member else ValidatedBy.NOBODY
    return address, ValidatedBy.TABLE if is_known else ValidatedBy.NOBODY


@step
def _put(row: ServiceSite, organisation: Organisation, address: Postal, judged: ValidatedBy) -> None:
    _write(row, address)
    row.validated_by, row.verified_at = judged, None
    found = TABLE.find(organisation, address)
    row.latitude = found.latitude if found else None
    row.longitude = found.longitude if found else None
    row.precision = found.precision if found else Precision.NONE


def _write(row: ServiceSite, address: Postal) -> None:
    for key in LONGEST:
        setattr(row, key, getattr(address, key))


@step
def _touch(row: ServiceSite, *, by: Member, change: str, now: datetime) -> None:
    row.version += 1
    row.save()
    record(SiteChanged(site_id=row.pk, version=row.version, change=change), actor_id=by.pk, now=now)
