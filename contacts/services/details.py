"""Keeping when somebody was born and where their post goes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from contacts.domain.birth_dates import read_birth_date
from contacts.models import Contact, PersonalDetails
from core.transactions import step


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known; empty: nothing."""

    birth_date: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""


@step
def keep_details_step(contact: Contact, details: Details | Mapping[str, str]) -> bool:
    """Write what is known of a contact; says whether it is something else than before. Nothing known leaves no row.

    Of a mapping only the names it has are written.
    """
    rows = PersonalDetails.objects.of(contact.organisation_id).filter(contact=contact)
    row = rows.first()
    has = {name: getattr(row, name, "") for name in Details.__dataclass_fields__}
    values = asdict(details) if isinstance(details, Details) else has | dict(details)
    if row is None and not any(values.values()):
        return False
    row = row or PersonalDetails(organisation_id=contact.organisation_id, contact=contact)
    if not row._state.adding and all(getattr(row, name) == value for name, value in values.items()):
        return False
    if not any(values.values()):
        row.delete()
        return True
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return True


@step
def fill_details_step(contact: Contact, known: Mapping[str, object], *, now: datetime) -> bool:
    """Fill what is not known yet: `contact.birth_date` (year first), `contact.address` in the parts of a form."""
    row = PersonalDetails.objects.of(contact.organisation_id).filter(contact=contact).first()
    has = Details(**{name: getattr(row, name) for name in Details.__dataclass_fields__}) if row else Details()
    born, place = has.birth_date, known.get("contact.address")
    if not born:
        born = read_birth_date(str(known.get("contact.birth_date") or ""), today=now.date())
    parts = {"street": has.street, "city": has.city, "region": has.region, "postcode": has.postcode}
    if isinstance(place, Mapping) and not any(parts.values()):
        street = f"{place.get('line1', '')} {place.get('line2', '')}".strip()
        parts = {
            "street": street[:160],
            "city": str(place.get("city", ""))[:80],
            "region": str(place.get("region", ""))[:40],
            "postcode": str(place.get("postcode", ""))[:12],
        }
    return keep_details_step(contact, Details(birth_date=born, **parts))


@step
def move_details_step(keep: Contact, absorb: Contact) -> list[UUID]:
    """Give a kept contact without details those of the absorbed; gives the ids of what moved."""
    rows = PersonalDetails.objects.of(keep.organisation_id)
    if rows.filter(contact=keep).exists():
        return []
    moved = list(rows.filter(contact=absorb).values_list("pk", flat=True))
    rows.filter(pk__in=moved).update(contact=keep)
    return moved
