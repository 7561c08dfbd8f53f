"""Gives each house a line its assistant answers, set up as an owner would but for the first call. Once only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Location, Member, Organisation, Role
from conversations.models import Line, MemberPhone
from core.transactions import reading, tenant_transaction
from receptionist.domain.guide import Standing, Step
from receptionist.domain.trades import TRADES
from receptionist.models import ReceptionistSettings
from receptionist.services import guiding
from receptionist.services.setting import add_answer
from routing import services as routing
from routing.domain.graph import Turn

LINE_NAME = "Receptionist line"
RING_SECONDS = 18


@dataclass(frozen=True)
class Assistant:
    """A number of its own, and what is asked there: (question, answer, answer in Spanish)."""

    number: str
    answers: tuple[tuple[str, str, str], ...]


ASSISTANTS: Mapping[str, Assistant] = {
    "hale-ortiz": Assistant(
        "+16025550119",
        (
            (
                "What does a first consultation cost?",
                "A first consultation of thirty minutes costs 75 dollars, which you get back if we take the case.",
                "La primera consulta, de treinta minutos, cuesta 75 dólares; se le devuelven si tomamos el caso.",
            ),
            (
                "What kinds of cases do you take?",
                "Family law, leases, and injuries at work or on the road.",
                "Derecho familiar, arrendamientos, y lesiones en el trabajo o en la calle.",
            ),
            (
                "Where do I park?",
                "In the garage on Fourth Street; we pay the first hour.",
                "En el estacionamiento de la calle Cuarta; pagamos la primera hora.",
            ),
            (
                "What should I bring?",
                "Whatever you were sent or signed, and a photo identification.",
                "Todo lo que le hayan mandado o haya firmado, y una identificación con foto.",
            ),
        ),
    ),
    "saguaro-clinic": Assistant(
        "+16025550159",
        (
            (
                "Are you taking new patients?",
                "Yes, children and adults.",
                "Sí, niños y adultos.",
            ),
            (
                "Which insurance do you take?",
                "AHCCCS, Medicare and most large insurers. Bring your card; we check it before you come.",
                "AHCCCS, Medicare y la mayoría de las aseguradoras grandes. Traiga su tarjeta; la verificamos antes.",
            ),
            (
                "Where do I park?",
                "Behind the building, free of charge.",
                "Detrás del edificio, sin costo.",
            ),
            (
                "How do I get a prescription refilled?",
                "Ask your pharmacy to send us the request; we answer within two working days.",
                "Pida a su farmacia que nos mande la solicitud; contestamos en dos días hábiles.",
            ),
        ),
    ),
    "brightwater": Assistant(
        "+16025550179",
        (
            (
                "Which areas do you serve?",
                "Phoenix, Tempe, Mesa, Scottsdale and Chandler.",
                "Phoenix, Tempe, Mesa, Scottsdale y Chandler.",
            ),
            (
                "What does a visit cost?",
                "A visit costs 89 dollars, which you do not pay if we do the repair.",
                "La visita cuesta 89 dólares, que no paga si hacemos la reparación.",
            ),
            (
                "Are you licensed and insured?",
                "Yes, in Arizona, and insured for what we work on.",
                "Sí, en Arizona, y con seguro para lo que trabajamos.",
            ),
            (
                "Do you come on weekends?",
                "For emergencies at any hour. Other visits are Monday to Friday.",
                "Para emergencias, a cualquier hora. Las demás visitas son de lunes a viernes.",
            ),
        ),
    ),
}


def set_up(organisation: Organisation, members: dict[str, Member], *, now: datetime) -> bool:
    """Open the line and set its assistant up, unless one is set up or nobody has a telephone; says whether it did."""
    wanted = ASSISTANTS.get(organisation.slug)
    owner = next((row for row in members.values() if row.role == Role.OWNER), None)
    place = organisation.locations.filter(is_default=True).first()
    if wanted is None or owner is None or place is None:
        return False
    with reading(organisation):
        is_there = ReceptionistSettings.objects.of(organisation).exists()
        reached = set(MemberPhone.objects.of(organisation).values_list("member_id", flat=True))
    if is_there or not reached:
        return False
    _words(owner, wanted, now=now)
    rung = [one for one in members.values() if one.pk in reached]
    line = _line(owner, place, wanted.number, rung, now=now)
    guiding.lead_line(by=owner, line_id=line.pk, rings_first=False, now=now)
    return True


def _words(owner: Member, wanted: Assistant, *, now: datetime) -> None:
    """Keep what the trade suggests, answer questions, and leave the first call to whoever looks at the demo."""
    trade = TRADES[owner.organisation.industry]
    plan = [{"concerns": concerns, "tell": tell, "number": ""} for concerns, tell in trade.plan["en"]]
    kept: Mapping[Step, Mapping[str, object]] = {
        Step.GREETING: {"greeting": trade.greeting["en"], "greeting_es": trade.greeting["es"]},
        Step.URGENT: {"plan": plan},
    }
    for step, values in kept.items():
        guiding.note_step(by=owner, step=step, standing=Standing.DONE, values=values, now=now)
    for question, answer, answer_es in wanted.answers:
        add_answer(by=owner, question=question, answer=answer, answer_es=answer_es, now=now)


def _line(owner: Member, place: Location, number: str, rung: list[Member], *, now: datetime) -> Line:
    """Open the line; whom the assistant hands over to is whoever has a telephone."""
    organisation = owner.organisation
    with tenant_transaction(organisation):
        line = Line.objects.create(organisation=organisation, location=place, name=LINE_NAME, address=number)
    turns = [Turn(one.pk, RING_SECONDS) for one in rung]
    routing.save_handling(
        by=owner, line_id=line.pk, wanted=routing.Wanted(), turns=turns, seen_version=0, now=now
    )
    return line
