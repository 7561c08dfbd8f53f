"""Where a dialogue stands: frozen, written to a row after each turn, so that any process goes on from it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from receptionist.domain.policy.acts import Outcome
from receptionist.domain.policy.heard import Wanted


class Told(StrEnum):
    """How sure a value is."""

    CONFIRMED = "confirmed"
    HEARD = "heard"
    UNVERIFIED = "unverified"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A value of the form: what it is, the words it was read from, where they came from."""

    value: str = ""
    raw: str = ""
    source: str = "said"
    status: Told = Told.HEARD
    tries: int = 0

    @property
    def is_settled(self) -> bool:
        """Say whether it needs no more asking."""
        return bool(self.value) or self.status in {Told.UNVERIFIED, Told.MISSING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A time that was offered and is held."""

    starts_at: datetime  # on the business's clock
    ends_at: datetime
    hold: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueState:
    """All a next turn needs to know."""

    channel: str = "voice"
    language: str = "en"
    caller: str = ""
    is_known: bool = False
    goal: str = ""
    topic: str = ""  # the intent that made the goal
    need: str = ""  # the caller's own key sentence
    slots: Mapping[str, Slot] = field(default_factory=dict)
    asked: str = ""
    turns: int = 0
    misses: int = 0
    misses_in_a_row: int = 0
    silences: int = 0
    signals: int = 0
    refusals: int = 0
    offering: str = ""
    wanted: Wanted | None = None
    offered: tuple[Offered, ...] = ()
    offered_at: str = ""  # the postcode the offered times are for
    chosen: Offered | None = None
    appointment: str = ""
    is_identified: bool = False
    identity_tries: int = 0
    stopped_facts: bool = False
    names_checked: bool = False
    safety_asked: bool = False
    held_back: Mapping[str, Any] | None = None
    urgency: str = "routine"
    outcome: Outcome | None = None
    reason: str = ""
    promised: str = ""
    last_said: str = ""
    ended: bool = False

    def slot(self, key: str) -> Slot:
        """Give what is known of a question."""
        return self.slots.get(key, Slot())

    def value(self, key: str) -> str:
        """Give a value, empty while unknown."""
        return self.slot(key).value

    def with_slot(self, key: str, slot: Slot) -> "DialogueState":
        """Know one more value."""
        return replace(self, slots={**self.slots, key: slot})

    def to_json(self) -> dict[str, Any]:
        """Write it down."""
        values = asdict(self)
        values["wanted"] = self.wanted.to_json() if self.wanted else None
        values["offered"] = [_offered_json(one) for one in self.offered]
        values["chosen"] = _offered_json(self.chosen) if self.chosen else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "DialogueState":
        """Read it again; what a newer version added has its default."""
        known = {key: value for key, value in values.items() if key in cls.__dataclass_fields__}
        slots = {
            key: Slot(**{**one, "status": Told(one["status"])}) for key, one in known.get("slots", {}).items()
        }
        return cls(
            **{
                **known,
                "slots": slots,
                "wanted": Wanted.from_json(known["wanted"]) if known.get("wanted") else None,
                "offered": tuple(_offered(one) for one in known.get("offered", ())),
                "chosen": _offered(known["chosen"]) if known.get("chosen") else None,
                "outcome": Outcome(known["outcome"]) if known.get("outcome") else None,
            }
        )


def _offered_json(one: Offered) -> dict[str, str]:
    return {"starts_at": one.starts_at.isoformat(), "ends_at": one.ends_at.isoformat(), "hold": one.hold}


def _offered(values: Mapping[str, str]) -> Offered:
    return Offered(
        starts_at=datetime.fromisoformat(values["starts_at"]),
        ends_at=datetime.fromisoformat(values["ends_at"]),
        hold=values["hold"],
    )
