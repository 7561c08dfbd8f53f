"""Flows to begin with, one a trade; every text may be changed, and nobody is chosen yet."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Words = Mapping[str, str]

_OPENING: Final[Mapping[str, tuple[Words, tuple[tuple[str, Words], ...]]]] = {
    "LAW": (
        {
            "en-US": "Thank you for calling {business}. If you are a new client, press 1."
            " If you have a case with us, press 2. To speak with somebody, press 0.",
            "es-US": "Gracias por llamar a {business}. Si es un cliente nuevo, oprima 1."
            " Si tiene un caso con nosotros, oprima 2. Para hablar con alguien, oprima 0.",
        },
        (
            ("New clients", {"en-US": "new client", "es-US": "cliente nuevo"}),
            ("Our cases", {"en-US": "my case", "es-US": "mi caso"}),
        ),
    ),
    "CLINIC": (
        {
            "en-US": "Thank you for calling {business}. If this is an emergency, hang up and call 911."
            " For appointments, press 1. For prescriptions and results, press 2."
            " To speak with somebody, press 0.",
            "es-US": "Gracias por llamar a {business}. Si es una emergencia, cuelgue y llame al 911."
            " Para citas, oprima 1. Para recetas y resultados, oprima 2."
            " Para hablar con alguien, oprima 0.",
        },
        (
            ("Appointments", {"en-US": "appointment", "es-US": "cita"}),
            ("Nurses", {"en-US": "prescription", "es-US": "receta"}),
        ),
    ),
    "HOME": (
        {
            "en-US": "Thank you for calling {business}. If water is running or you smell gas, press 1."
            " To book a visit, press 2. To speak with somebody, press 0.",
            "es-US": "Gracias por llamar a {business}. Si hay una fuga de agua o huele a gas, oprima 1."
            " Para pedir una visita, oprima 2. Para hablar con alguien, oprima 0.",
        },
        (
            ("Emergencies", {"en-US": "emergency", "es-US": "emergencia"}),
            ("Bookings", {"en-US": "visit", "es-US": "visita"}),
        ),
    ),
}
_NOBODY: Final = {
    "en-US": "Nobody is free right now. Please leave a message after the tone.",
    "es-US": "En este momento nadie está libre. Deje un mensaje después del tono.",
}
_CLOSED: Final = {
    "en-US": "Thank you for calling {business}. We are closed now. Please leave a message after the tone.",
    "es-US": "Gracias por llamar a {business}. Ahora estamos cerrados. Deje un mensaje después del tono.",
}
_NOTICE: Final = {
    "en-US": "This call may be recorded. If you do not want that, press 9 or say no.",
    "es-US": "Esta llamada puede grabarse. Si no lo desea, oprima 9 o diga no.",
}


def blank(title: str) -> dict[str, Any]:
    """Give the least a flow can be: a message is taken."""
    return {
        "format": 1,
        "title": title,
        "start": "Voicemail",
        "languages": ["en-US"],
        "nodes": {"Voicemail": {"kind": "VOICEMAIL", "exits": {}, "text": {"en-US": _NOBODY["en-US"]}}},
    }


def of_trade(trade: str, title: str, members: Sequence[str]) -> dict[str, Any]:
    """Give a flow for a trade; `members` (ids) are rung one after another by each of its keys."""
    greeting, choices = _OPENING[trade]
    ring = {"kind": "RING", "exits": {"nobody": "Voicemail"}, "members": [{"member": one} for one in members]}
    names = [name for name, _said in choices]
    words = {str(key): list(dict.fromkeys(said.values())) for key, (_name, said) in enumerate(choices, 1)}
    keys = {str(key): name for key, name in enumerate(names, 1)}
    return {
        "format": 1,
        "title": title,
        "start": "Who calls",
        "languages": ["en-US", "es-US"],
        "nodes": {
            "Who calls": {"kind": "CALLER", "exits": {"blocked": "Voicemail", "other": "Open now"}},
            "Open now": {"kind": "HOURS", "exits": {"open": "Recording", "closed": "After hours"}},
            "Recording": {"kind": "NOTICE", "exits": {"next": "Menu"}, "text": dict(_NOTICE)},
            "Menu": {
                "kind": "MENU",
                "exits": {**keys, "0": "Everybody", "nothing": "Everybody", "wrong": "Everybody"},
                "text": dict(greeting),
                "words": words,
            },
            **{name: dict(ring) for name in names},
            "Everybody": {**ring, "strategy": "ALL"},
            "After hours": {"kind": "VOICEMAIL", "exits": {}, "text": dict(_CLOSED)},
            "Voicemail": {"kind": "VOICEMAIL", "exits": {}, "text": dict(_NOBODY)},
        },
    }


def with_receptionist(title: str, members: Sequence[str], *, rings_first: bool) -> dict[str, Any]:
    """Give a flow in which the receptionist talks with callers: at once, or where nobody took the call or it is closed.

    `members` (ids) are rung for whom it hands over while the place is open, and for an emergency at any hour; where none
    of them comes it says so, and by when somebody answers.
    """
    people: dict[str, Any] = {
        "kind": "RING",
        "exits": {"nobody": "Nobody came"},
        "members": [{"member": one} for one in members],
    }
    exits = {"person": "Somebody in", "emergency": "People"} if members else {}
    nodes: dict[str, Any] = {
        "Receptionist": {"kind": "RECEPTIONIST", "exits": {"next": "Voicemail", **exits}},
        "Voicemail": {"kind": "VOICEMAIL", "exits": {}, "text": dict(_NOBODY)},
    }
    if members:
        nodes |= {
            "Somebody in": {"kind": "HOURS", "exits": {"open": "People", "closed": "Nobody came"}},
            "People": people,
            "Nobody came": {"kind": "RECEPTIONIST", "exits": {"next": "Voicemail"}},
        }
    if members and rings_first:
        nodes |= {
            "Open now": {"kind": "HOURS", "exits": {"open": "People first", "closed": "Receptionist"}},
            "People first": {**people, "exits": {"nobody": "Receptionist"}},
        }
    return {
        "format": 1,
        "title": title,
        "start": "Open now" if members and rings_first else "Receptionist",
        "languages": ["en-US", "es-US"],
        "nodes": nodes,
    }
