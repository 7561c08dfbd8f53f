"""What a node can be: its settings, the ways out of it, and what it waits for.

Adding a kind is a class in `routing.domain.settings`, a row here, and its functions in `routing.domain.nodes`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from routing.domain import settings
from routing.domain.texts import LANGUAGES

KEYS: Final = tuple("123456789*#0")


class NodeKind(StrEnum):
    """What a node does."""

    GREETING = "GREETING"
    HOURS = "HOURS"
    HOLIDAY = "HOLIDAY"
    MENU = "MENU"
    ASK = "ASK"
    CALLER = "CALLER"
    LANGUAGE = "LANGUAGE"
    PLACE = "PLACE"
    TIME = "TIME"
    NOTICE = "NOTICE"
    RING = "RING"
    QUEUE = "QUEUE"
    ON_CALL = "ON_CALL"
    RECEPTIONIST = "RECEPTIONIST"
    VOICEMAIL = "VOICEMAIL"
    CALLBACK = "CALLBACK"
    TEXT_BACK = "TEXT_BACK"
    TRANSFER = "TRANSFER"
    WEBHOOK = "WEBHOOK"
    SET = "SET"
    MESSAGE = "MESSAGE"
    HANG_UP = "HANG_UP"

    # Equal as the text is, so hashed as the text is: Enum's own hash is Python, run at every node.
    __hash__ = str.__hash__


class Awaits(StrEnum):
    """What a node that waits, waits for."""

    KEYS = "KEYS"
    OFFER = "OFFER"
    QUEUE = "QUEUE"
    LADDER = "LADDER"
    RECEPTIONIST = "RECEPTIONIST"
    TRANSFER = "TRANSFER"
    WEBHOOK = "WEBHOOK"


# In the order in which they are tested: whoever is known is never taken for spam.
CALLER_EXITS: Final = ("blocked", "vip", "client", "known", "withheld", "spam")
OTHER: Final = "other"


def _none(_settings: Any) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """One row: `exits` it must have, those it `may` have, and those its own settings ask for.

    `waits` lists what it may wait for.
    """

    settings: type[Any]
    exits: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    own: Callable[[Any], frozenset[str]] = _none
    waits: frozenset[Awaits] = frozenset()
    needs: tuple[str, ...] = ()
    says: bool = False


NEXT: Final = frozenset({"next"})
KINDS: Final[Mapping[NodeKind, Kind]] = MappingProxyType(
    {
        NodeKind.GREETING: Kind(settings.Greeting, NEXT, says=True),
        NodeKind.HOURS: Kind(settings.Hours, frozenset({"open", "closed"})),
        NodeKind.HOLIDAY: Kind(settings.Holiday, frozenset({"holiday", "ordinary"})),
        NodeKind.MENU: Kind(
            settings.Menu,
            frozenset({"nothing", "wrong"}),
            may=frozenset(KEYS),
            own=lambda chosen: frozenset(chosen.words),
            waits=frozenset({Awaits.KEYS}),
            says=True,
        ),
        NodeKind.ASK: Kind(
            settings.Ask,
            frozenset({"next", "nothing"}),
            waits=frozenset({Awaits.KEYS}),
            needs=("variable",),
            says=True,
        ),
        NodeKind.CALLER: Kind(settings.Caller, frozenset({OTHER}), may=frozenset(CALLER_EXITS)),
        NodeKind.LANGUAGE: Kind(settings.Language, frozenset({OTHER}), may=frozenset(LANGUAGES)),
        NodeKind.PLACE: Kind(
            settings.Place, frozenset({OTHER}), own=lambda chosen: frozenset(chosen.places), needs=("places",)
        ),
        NodeKind.TIME: Kind(
            settings.Time,
            frozenset({OTHER}),
            own=lambda chosen: frozenset(chosen.windows),
            needs=("windows",),
        ),
        NodeKind.NOTICE: Kind(settings.Notice, NEXT, waits=frozenset({Awaits.KEYS}), says=True),
        NodeKind.RING: Kind(
            settings.Ring, frozenset({"nobody"}), waits=frozenset({Awaits.OFFER}), needs=("turns",)
        ),
        NodeKind.QUEUE: Kind(
            settings.Queue,
            frozenset({"full", "closed", "too_long", "nobody"}),
            may=frozenset({"callback"}),
            waits=frozenset({Awaits.QUEUE}),
            needs=("queue_id",),
        ),
        NodeKind.ON_CALL: Kind(
            settings.OnCall, frozenset({"nobody"}), waits=frozenset({Awaits.LADDER}), needs=("ladder_id",)
        ),
        NodeKind.RECEPTIONIST: Kind(
            settings.Receptionist,
            NEXT,
            may=frozenset({"person", "emergency", "done"}),
            waits=frozenset({Awaits.RECEPTIONIST}),
        ),
        NodeKind.VOICEMAIL: Kind(settings.Voicemail, says=True),
        NodeKind.CALLBACK: Kind(settings.Callback, NEXT, waits=frozenset({Awaits.KEYS}), says=True),
        NodeKind.TEXT_BACK: Kind(settings.TextBack, NEXT),
        NodeKind.TRANSFER: Kind(
            settings.Transfer,
            frozenset({"failed"}),
            waits=frozenset({Awaits.TRANSFER}),
            needs=("to",),
        ),
        NodeKind.WEBHOOK: Kind(
            settings.Webhook, frozenset({"ok", "failed"}), waits=frozenset({Awaits.WEBHOOK}), needs=("url",)
        ),
        NodeKind.SET: Kind(settings.Set, NEXT),
        NodeKind.MESSAGE: Kind(settings.Message, NEXT, says=True),
        NodeKind.HANG_UP: Kind(settings.HangUp),
    }
)
