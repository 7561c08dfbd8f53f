"""What a house of each trade begins with: words to change, never rules. Law: no advice; clinic: life first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Minutes = tuple[int, int]
WORKDAYS: Final = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A service a trade usually gives: its name by language, minutes, and whether it is at the customer's."""

    key: str
    name: Mapping[str, str]
    minutes: int
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Suggestions of one trade. `greeting` is said after who speaks; `week` is minutes after midnight by weekday;
    `plan` is (what it concerns, what the customer is told) by language; `say` is what to try in the first call."""

    greeting: Mapping[str, str]
    week: Mapping[int, Minutes]
    services: tuple[Offered, ...]
    plan: Mapping[str, tuple[tuple[str, str], ...]]
    questions: Mapping[str, tuple[str, ...]]
    say: Mapping[str, tuple[str, ...]]


def _days(opens: int, closes: int, **more: Minutes) -> dict[int, Minutes]:
    week = dict.fromkeys(WORKDAYS, (opens, closes))
    return week | ({5: more["saturday"]} if "saturday" in more else {})


TRADES: Final[Mapping[str, Trade]] = {
    "LAW": Trade(
        greeting={
            "en": "I can book a consultation, take a message, or get a person.",
            "es": "Puedo darle una cita, tomar un recado o pasarle con alguien.",
        },
        week=_days(9 * 60, 17 * 60 + 30),
        services=(
            Offered(key="consult", name={"en": "First consultation", "es": "Primera consulta"}, minutes=30),
            Offered(key="case", name={"en": "Case meeting", "es": "Reunión sobre un caso"}, minutes=60),
            Offered(key="sign", name={"en": "Signing papers", "es": "Firma de documentos"}, minutes=30),
        ),
        plan={
            "en": (
                ("arrested, in jail", "I am calling the lawyer on call now."),
                (
                    "court today, hearing tomorrow, deadline today",
                    "Somebody from the firm calls you right away.",
                ),
            ),
            "es": (
                ("detenido, en la cárcel", "Llamo ahora al abogado de guardia."),
                ("audiencia hoy, plazo hoy", "Alguien del despacho le llama enseguida."),
            ),
        },
        questions={
            "en": (
                "What does a first consultation cost?",
                "What kinds of cases do you take?",
                "Where do I park?",
                "What should I bring?",
                "Do you work with payment plans?",
            ),
            "es": (
                "¿Cuánto cuesta la primera consulta?",
                "¿Qué tipo de casos llevan?",
                "¿Dónde me estaciono?",
                "¿Qué debo llevar?",
                "¿Aceptan pagos a plazos?",
            ),
        },
        say={
            "en": (
                "Ask for a first consultation next week.",
                "Say: I was served with papers today.",
                "Ask: will I win?",
            ),
            "es": (
                "Pida una primera consulta.",
                "Diga: hoy me notificaron una demanda.",
                "Pregunte: ¿voy a ganar?",
            ),
        },
    ),
    "CLINIC": Trade(
        greeting={
            "en": "If this is an emergency, hang up and call 911.",
            "es": "Si es una emergencia, cuelgue y llame al 911.",
        },
        week=_days(8 * 60, 17 * 60),
        services=(
            Offered(key="new", name={"en": "New patient visit", "es": "Primera visita"}, minutes=45),
            Offered(key="follow", name={"en": "Follow-up visit", "es": "Visita de seguimiento"}, minutes=20),
            Offered(key="shot", name={"en": "Vaccination", "es": "Vacunación"}, minutes=15),
        ),
        plan={
            "en": (
                ("bleeding after surgery, fever after surgery", "The nurse on call rings you right away."),
            ),
            "es": (
                ("sangrado o fiebre después de una cirugía", "La enfermera de guardia le llama enseguida."),
            ),
        },
        questions={
            "en": (
                "Which insurance do you take?",
                "Are you taking new patients?",
                "Where do I park?",
                "How do I get a prescription refilled?",
                "What should I bring to my first visit?",
            ),
            "es": (
                "¿Qué seguros aceptan?",
                "¿Aceptan pacientes nuevos?",
                "¿Dónde me estaciono?",
                "¿Cómo pido otra receta?",
                "¿Qué debo llevar a mi primera visita?",
            ),
        },
        say={
            "en": (
                "Ask for an appointment tomorrow.",
                "Ask how much ibuprofen to take.",
                "Say: I want a person.",
            ),
            "es": (
                "Pida una cita para mañana.",
                "Pregunte cuánto ibuprofeno tomar.",
                "Diga: quiero hablar con alguien.",
            ),
        },
    ),
    "HOME": Trade(
        greeting={
            "en": "I can book a visit, or call our technician at any hour.",
            "es": "Puedo darle una visita, o llamar al técnico a cualquier hora.",
        },
        week=_days(7 * 60, 18 * 60, saturday=(8 * 60, 12 * 60)),
        services=(
            Offered(
                key="repair",
                name={"en": "Repair visit", "es": "Visita de reparación"},
                minutes=90,
                is_outside=True,
            ),
            Offered(
                key="estimate", name={"en": "Estimate", "es": "Presupuesto"}, minutes=45, is_outside=True
            ),
            Offered(
                key="care",
                name={"en": "Yearly service", "es": "Mantenimiento anual"},
                minutes=60,
                is_outside=True,
            ),
        ),
        plan={
            "en": (
                (
                    "burst pipe, flooding",
                    "Close the main valve if you can. We are calling our technician now.",
                ),
                ("no heat, no hot water", "We are calling our technician now."),
            ),
            "es": (
                (
                    "tubería rota, inundación",
                    "Cierre la llave principal si puede. Llamamos ahora al técnico.",
                ),
                ("sin calefacción, sin agua caliente", "Llamamos ahora al técnico."),
            ),
        },
        questions={
            "en": (
                "Which areas do you serve?",
                "What does a visit cost?",
                "Are you licensed and insured?",
                "Do you come on weekends?",
                "Do you guarantee your work?",
            ),
            "es": (
                "¿En qué zonas trabajan?",
                "¿Cuánto cuesta una visita?",
                "¿Tienen licencia y seguro?",
                "¿Vienen los fines de semana?",
                "¿Garantizan su trabajo?",
            ),
        },
        say={
            "en": (
                "Say: my water heater is leaking.",
                "Ask for an estimate on Saturday.",
                "Say: I want a person.",
            ),
            "es": (
                "Diga: mi calentador gotea.",
                "Pida un presupuesto para el sábado.",
                "Diga: quiero hablar con alguien.",
            ),
        },
    ),
}
