"""How urgent trouble in a home is, how it is recognised, and what is said first. Safety goes before booking.

What is said to a customer is in the customer's language, whatever language the member's pages are in, so both stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EN: Final = "en"
ES: Final = "es"
Words = Mapping[str, tuple[str, ...]]


class Urgency(StrEnum):
    """From danger to life to a price somebody wants to know."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said first at one urgency, a sentence each; `may_book`: a time may be agreed in the same breath."""

    urgency: Urgency
    say: Words
    may_book: bool
    calls_out: bool


SCRIPTS: Final = (
    Script(
        urgency=Urgency.P0,
        may_book=False,
        calls_out=False,
        say={
            EN: (
                "Is everybody out of the house? If not, leave now, all of you.",
                "Touch no switch, no plug and no flame, and leave doors open behind you.",
                "From outside, call 911. For gas, call your gas company too.",
                "Do not go back in until they say it is safe. Then call us again.",
            ),
            ES: (
                "¿Están todos fuera de la casa? Si no, salgan todos ahora.",
                "No toquen interruptores, enchufes ni llamas, y dejen las puertas abiertas al salir.",
                "Desde afuera, llame al 911. Si es gas, llame también a su compañía de gas.",
                "No vuelvan a entrar hasta que les digan que es seguro. Después llámenos otra vez.",
            ),
        },
    ),
    Script(
        urgency=Urgency.P1,
        may_book=True,
        calls_out=True,
        say={
            EN: (
                "If you can do it safely: turn the main water valve clockwise until it stops.",
                "It is often where the pipe comes into the house, or at the meter.",
                "Keep away from water near outlets or the electrical panel.",
                "No heat? Keep everybody in one room, and use no oven or grill for warmth.",
                "Stay by the phone. I am calling our person on call now.",
            ),
            ES: (
                "Si puede hacerlo sin peligro: cierre la llave principal del agua hacia la derecha hasta que tope.",
                "Suele estar donde entra el tubo a la casa, o en el medidor.",
                "No se acerque al agua que esté cerca de enchufes o del panel eléctrico.",
                "¿Sin calefacción? Reúna a todos en un cuarto y no use el horno ni la parrilla para calentarse.",
                "Quédese cerca del teléfono. Voy a llamar ahora a nuestra persona de guardia.",
            ),
        },
    ),
    Script(
        urgency=Urgency.P2,
        may_book=True,
        calls_out=False,
        say={
            EN: ("Stop using it until we have looked at it.", "Let us find a time today or tomorrow."),
            ES: ("No lo use hasta que lo revisemos.", "Busquemos una hora hoy o mañana."),
        },
    ),
    Script(
        urgency=Urgency.P3,
        may_book=True,
        calls_out=False,
        say={
            EN: ("Which day suits you?", "If it gets worse before then, call us."),
            ES: ("¿Qué día le conviene?", "Si empeora antes, llámenos."),
        },
    ),
    Script(
        urgency=Urgency.P4,
        may_book=True,
        calls_out=False,
        say={
            EN: ("Tell me the address and what you have in mind.", "Photos help us give a better price."),
            ES: ("Dígame la dirección y qué tiene en mente.", "Las fotos nos ayudan a dar un mejor precio."),
        },
    ),
)
