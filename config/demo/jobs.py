"""Gives the plumber of the demo where they work and what for: places with who lives there, kinds of jobs, jobs. Once."""

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from PIL import Image, ImageDraw

from accounts.models import Member, Organisation, Role
from config.demo.homes import PLUMBER
from contacts.models import ContactAddress
from conversations.models import Conversation
from core.transactions import reading
from intake.domain.homes.jobs import JobMove
from intake.domain.homes.postal import Postal
from intake.domain.homes.urgency import Urgency
from intake.models import Job, JobType, ServiceSite, SiteRole
from intake.services.forms import editing, templates
from intake.services.homes import jobs, photos, sites, types, visiting
from scheduling.domain.appointments import AppointmentStatus
from scheduling.models import Appointment, LocationKind, Service

MARTA, HARLAN, LU, INES = "+16025550172", "+16025550173", "+14805550174", "+14805550175"
ROOSEVELT: Final = Postal(street="1220 W Roosevelt St", city="Phoenix", state="AZ", postcode="85007")
SCOTTSDALE: Final = Postal(
    street="4021 N Scottsdale Rd", unit="3", city="Scottsdale", state="AZ", postcode="85251"
)
HEATER: Final = "Water heater"
# Name, minutes, urgency, skills, the service it is booked as, the price in English and in Spanish.
KINDS: Final = (
    (HEATER, 90, Urgency.P2, ("Gas",), "repair", "$95 call-out", "$95 por la visita"),
    ("Drain", 60, Urgency.P3, (), "repair", "$95 call-out", "$95 por la visita"),
    ("Burst pipe", 90, Urgency.P1, (), "emergency", "$180 call-out", "$180 por la visita"),
)
ROOSEVELT_NOTES: Final = sites.Notes(
    gate_code="4471",
    access_notes="The heater is in the garage, the side door is open. Park on the street.",
    hazards="The gas valve behind the heater turns hard: close the one at the meter first.",
    pets="A calm dog in the yard.",
)
SCOTTSDALE_NOTES: Final = sites.Notes(
    gate_code="#0853", access_notes="Unit 3 is behind the pool. Visitors park on the left.", pets="Two cats."
)


def set_up(organisation: Organisation, members: Mapping[str, Member], *, now: datetime) -> bool:
    """Write it for a plumber who has neither a place nor a job, and return whether it was done."""
    by = next((row for row in members.values() if row.role == Role.OWNER), None)
    if organisation.slug != PLUMBER or by is None:
        return False
    with reading(organisation):
        # Whoever began with their own keeps only those.
        known = [model.objects.of(organisation).exists() for model in (ServiceSite, Job, JobType)]
        people = dict(
            ContactAddress.objects.of(organisation)
            .filter(value__in=(MARTA, HARLAN, LU, INES), contact__erased_at=None)
            .values_list("value", "contact_id")
        )
    if any(known) or len(people) < 4:
        return False
    kinds = _kinds(by, now=now)
    places = _places(by, people, now=now)
    _done(by, kinds["Drain"], people[LU], places[1], now=now)
    _booked(by, kinds[HEATER], people[MARTA], places[0], now=now)
    _asked(by, people[HARLAN], now=now)
    return True


def _kinds(by: Member, *, now: datetime) -> dict[str, UUID]:
    """Keep the kinds of jobs; what a heater needs is asked by a form of its own."""
    heater = templates.add_template(by=by, template="heater", now=now)
    editing.publish(by=by, form_id=heater.pk, now=now)
    with reading(by.organisation_id):
        services = dict(Service.objects.of(by.organisation_id).values_list("slug", "pk"))
    return {
        name: types.keep_type(
            by=by,
            type_id=None,
            values=types.TypeValues(
                name=name,
                minutes=minutes,
                urgency=urgency,
                skills=skills,
                service_id=services.get(service),
                form_id=heater.pk if name == HEATER else None,
                price_en=price_en,
                price_es=price_es,
            ),
        ).pk
        for name, minutes, urgency, skills, service, price_en, price_es in KINDS
    }


def _places(by: Member, people: Mapping[str, UUID], *, now: datetime) -> tuple[UUID, UUID]:
    """Keep the two places: a house whose owner lives in it, and a flat with a tenant."""
    house, _is_new = sites.add_site(
        by=by,
        typed=sites.Typed(address=ROOSEVELT, is_sure=True),
        notes=ROOSEVELT_NOTES,
        contact_id=people[MARTA],
        now=now,
    )
    flat, _is_new = sites.add_site(
        by=by,
        typed=sites.Typed(address=SCOTTSDALE, is_sure=True),
        notes=SCOTTSDALE_NOTES,
        contact_id=people[LU],
        now=now,
    )
    sites.link_person(
        by=by,
        site_id=flat.pk,
        contact_id=people[INES],
        role=SiteRole.TENANT,
        since=date(now.year - 2, 3, 1),
        now=now,
    )
    sites.verify_site(by=by, site_id=house.pk, now=now)
    return house.pk, flat.pk


def _done(by: Member, kind: UUID, contact: UUID, site: UUID, *, now: datetime) -> None:
    """Write what was done at the flat last week."""
    new = jobs.NewJob(
        problem="The kitchen sink drains slowly.", type_id=kind, contact_id=contact, site_id=site
    )
    row = jobs.open_job(by=by, new=new, now=now - timedelta(days=9))
    jobs.move_job(by=by, job_id=row.pk, move=JobMove.BOOK, now=now - timedelta(days=9))
    jobs.move_job(by=by, job_id=row.pk, move=JobMove.FINISH, now=now - timedelta(days=7))


def _booked(by: Member, kind: UUID, contact: UUID, site: UUID, *, now: datetime) -> None:
    """Write what the heater's owner asked for, with a photo; it follows their visit if they have one."""
    asked = now - timedelta(minutes=125)
    new = jobs.NewJob(
        problem="The water heater is leaking at the lower valve. I shut it off last night.",
        type_id=kind,
        contact_id=contact,
        site_id=site,
        conversation_id=_talk(by, MARTA),
    )
    row = jobs.open_job(by=by, new=new, now=asked)
    photos.add_own_photo(by=by, job_id=row.pk, sent=photos.Sent(name="heater.png", content=_photo()))
    with reading(by.organisation_id):
        visit = (
            Appointment.objects.of(by.organisation_id)
            .filter(
                contact_id=contact,
                service__location_kind=LocationKind.CUSTOMER_ADDRESS,
                status=AppointmentStatus.CONFIRMED.value,
            )
            .order_by("-starts_at")
            .first()
        )
    if visit is not None:
        visiting.follow_appointment(
            organisation=by.organisation_id, appointment_id=visit.pk, now=asked + timedelta(minutes=5)
        )
    else:
        jobs.move_job(by=by, job_id=row.pk, move=JobMove.BOOK, now=asked + timedelta(minutes=5))


def _asked(by: Member, contact: UUID, *, now: datetime) -> None:
    """Write down the question that came last, about a price."""
    new = jobs.NewJob(
        problem="What does a new kitchen faucet cost, roughly?",
        urgency=Urgency.P4,
        contact_id=contact,
        conversation_id=_talk(by, HARLAN),
    )
    jobs.open_job(by=by, new=new, now=now - timedelta(minutes=20))


def _talk(by: Member, phone: str) -> UUID | None:
    with reading(by.organisation_id):
        rows = Conversation.objects.of(by.organisation_id).filter(party_value=phone)
        return rows.order_by("-latest_at").values_list("pk", flat=True).first()


def _photo() -> bytes:
    """Draw a heater with a puddle before it: nobody's own house is shown in a demo."""
    picture = Image.new("RGB", (640, 480), (186, 180, 168))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 380, 640, 480), fill=(122, 116, 108))
    draw.rectangle((284, 0, 296, 70), fill=(170, 96, 58))
    draw.rectangle((344, 0, 356, 70), fill=(170, 96, 58))
    draw.rounded_rectangle(
        (220, 60, 420, 400), radius=28, fill=(226, 226, 222), outline=(150, 150, 148), width=4
    )
    draw.rectangle((285, 300, 355, 360), fill=(70, 74, 80))
    draw.rectangle((405, 350, 470, 362), fill=(190, 150, 60))
    draw.line((466, 362, 466, 412), fill=(96, 150, 190), width=5)
    draw.ellipse((390, 400, 600, 448), fill=(104, 148, 178))
    kept = io.BytesIO()
    picture.save(kept, format="PNG")
    return kept.getvalue()
