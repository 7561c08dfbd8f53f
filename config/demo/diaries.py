"""What the houses of the demo book: services, who gives them, rooms or a van, and some visits."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduling.models import LocationKind, Mode, ResourceKind


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A service; `givers` are names of providers, `values` columns of its row."""

    name: str
    slug: str
    durations: tuple[int, ...]
    givers: tuple[str, ...]
    needs_pool: bool = False
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Visit:
    """An appointment: so many working days from today (0: the first), at that minute of the day, of a service."""

    day: int
    at: int
    service: str
    giver: str
    contact: int
    status: str = "CONFIRMED"


@dataclass(frozen=True, kw_only=True)
class Diary:
    """A house's providers (name, log-in or none), things of one kind, services and visits."""

    providers: tuple[tuple[str, str], ...]
    services: tuple[Offered, ...]
    visits: tuple[Visit, ...]
    things: tuple[str, ...] = ()
    thing_kind: ResourceKind = ResourceKind.ROOM
    pool: str = ""


DIARIES: Mapping[str, Diary] = {
    "hale-ortiz": Diary(
        providers=(("Ana Reyes", "ana@hale-ortiz.example"), ("Ben Hale", "ben@hale-ortiz.example")),
        services=(
            Offered(
                name="First talk",
                slug="first-talk",
                durations=(30,),
                givers=("Ana Reyes", "Ben Hale"),
                values=(("mode", Mode.ROUND_ROBIN), ("price_text", "Free"), ("hue", 268), ("buffer_after", 10)),
            ),
            Offered(
                name="Consultation",
                slug="consultation",
                durations=(60, 90),
                givers=("Ana Reyes",),
                values=(("needs_approval", True), ("price_text", "$220"), ("hue", 20), ("cancel_cutoff", 1440)),
            ),
            Offered(
                name="Call back",
                slug="call-back",
                durations=(15,),
                givers=("Ben Hale", "Ana Reyes"),
                values=(("location_kind", LocationKind.PHONE), ("hue", 150), ("notice", 30)),
            ),
        ),
        visits=(
            Visit(day=0, at=9 * 60 + 30, service="first-talk", giver="Ben Hale", contact=2),
            Visit(day=0, at=14 * 60, service="consultation", giver="Ana Reyes", contact=1),
            Visit(day=1, at=10 * 60, service="first-talk", giver="Ana Reyes", contact=0),
            Visit(day=1, at=13 * 60, service="consultation", giver="Ana Reyes", contact=6, status="REQUESTED"),
            Visit(day=2, at=14 * 60, service="call-back", giver="Ben Hale", contact=3),
        ),
    ),
    "saguaro-clinic": Diary(
        providers=(("Dr. Priya Nair", "priya@saguaro-clinic.example"), ("Mina Sato", "mina@saguaro-clinic.example")),
        things=("Room 1", "Room 2"),
        pool="Treatment rooms",
        services=(
            Offered(
                name="New patient visit",
                slug="new-patient",
                durations=(45,),
                givers=("Dr. Priya Nair",),
                needs_pool=True,
                values=(("hue", 200), ("buffer_after", 15), ("cancel_cutoff", 720)),
            ),
            Offered(
                name="Check-up",
                slug="check-up",
                durations=(20, 40),
                givers=("Dr. Priya Nair", "Mina Sato"),
                needs_pool=True,
                values=(("hue", 150),),
            ),
            Offered(
                name="Back class",
                slug="back-class",
                durations=(60,),
                givers=("Mina Sato",),
                values=(("seats", 6), ("hue", 40)),
            ),
        ),
        visits=(
            Visit(day=0, at=9 * 60, service="check-up", giver="Mina Sato", contact=0),
            Visit(day=0, at=11 * 60, service="check-up", giver="Dr. Priya Nair", contact=4),
            Visit(day=1, at=10 * 60, service="check-up", giver="Mina Sato", contact=1),
            Visit(day=2, at=15 * 60, service="new-patient", giver="Dr. Priya Nair", contact=2),
        ),
    ),
    "brightwater": Diary(
        providers=(("Dez Kowalski", "dez@brightwater.example"), ("Rosa Kim", "rosa@brightwater.example")),
        things=("Van 1",),
        thing_kind=ResourceKind.VEHICLE,
        pool="Vans",
        services=(
            Offered(
                name="Repair visit",
                slug="repair",
                durations=(90,),
                givers=("Dez Kowalski",),
                needs_pool=True,
                values=(
                    ("location_kind", LocationKind.CUSTOMER_ADDRESS), ("hue", 30), ("interval", 30),
                    ("price_text", "$95 call-out"),
                ),
            ),
            Offered(
                name="Emergency visit",
                slug="emergency",
                durations=(90,),
                givers=("Dez Kowalski",),
                needs_pool=True,
                values=(
                    ("location_kind", LocationKind.CUSTOMER_ADDRESS), ("hue", 20), ("interval", 30), ("notice", 0),
                    ("price_text", "$180 call-out"), ("is_public", False),
                ),
            ),
            Offered(
                name="Estimate by phone",
                slug="estimate",
                durations=(15,),
                givers=("Rosa Kim",),
                values=(("location_kind", LocationKind.PHONE), ("hue", 220)),
            ),
        ),
        visits=(
            Visit(day=0, at=10 * 60, service="repair", giver="Dez Kowalski", contact=0),
            Visit(day=0, at=15 * 60, service="repair", giver="Dez Kowalski", contact=2),
            Visit(day=1, at=9 * 60 + 30, service="estimate", giver="Rosa Kim", contact=1),
        ),
    ),
}  # fmt: skip
