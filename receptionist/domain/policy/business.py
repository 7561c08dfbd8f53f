"""What a business tells its assistant: who it is, what it offers, what it asks, what it does in an emergency."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A service that can be booked; `needs_place`: it is given where customers live, and not everywhere."""

    key: str
    name: str
    minutes: int = 30
    price: str = ""
    needs_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A step of the emergency plan: what it is for, what the caller is told, whom the assistant calls."""

    concerns: str
    tell: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """One tenant, as the policy sees it."""

    name: str
    trade: str = "general"
    language: str = "en"
    offerings: tuple[Offering, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    intake: tuple[str, ...] = ("name", "phone", "reason")
    plan: tuple[PlanStep, ...] = ()
    is_private: bool = False
    hours: str = ""
    is_open: bool = True
    spam_numbers: frozenset[str] = frozenset()

    @property
    def is_law(self) -> bool:
        """Say whether names come before facts here."""
        return self.trade in {"law", "legal"}

    def offering(self, key: str) -> Offering | None:
        """Find a service by its key."""
        return next((one for one in self.offerings if one.key == key), None)

    def questions(self) -> tuple[str, ...]:
        """Give the form's questions in the order they are asked: in law, who is involved before what happened."""
        if not self.is_law:
            return self.intake
        names = [key for key in ("name", "phone", "opposing_party") if key in self.intake]
        return (*names, *(key for key in self.intake if key not in names))
