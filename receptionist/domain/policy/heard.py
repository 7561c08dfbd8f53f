"""What was understood of one thing said."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A time somebody asked for, on the business's clock: spans of (start, end), or bounds; end excluded."""

    spans: tuple[tuple[datetime, datetime], ...] = ()
    kind: str = "none"
    is_ambiguous: bool = False
    days: tuple[int, ...] = ()
    not_days: tuple[int, ...] = ()
    after: int | None = None
    before: int | None = None
    not_dates: tuple[date, ...] = ()
    is_soonest: bool = False
    phrase: str = ""

    @property
    def says_something(self) -> bool:
        """Say whether anything can be looked for by it."""
        return bool(
            self.spans
            or self.days
            or self.not_days
            or self.not_dates
            or self.is_soonest
            or self.after is not None
            or self.before is not None
        )

    @property
    def is_vague(self) -> bool:
        """Say whether it is so wide that a day should still be asked for."""
        first = self.spans[0] if self.spans else None
        return first is not None and (first[1] - first[0]).days > 8

    def to_json(self) -> dict[str, Any]:
        """Write it down."""
        values = asdict(self)
        values["spans"] = [[one.isoformat() for one in span] for span in self.spans]
        values["not_dates"] = [one.isoformat() for one in self.not_dates]
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Wanted":
        """Read it again."""
        spans = tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in values["spans"])
        dates = tuple(date.fromisoformat(one) for one in values["not_dates"])
        lists = {key: tuple(values[key]) for key in ("days", "not_days")}
        return cls(**{**values, **lists, "spans": spans, "not_dates": dates})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing said: its words, what they mean, and the values code has read from them."""

    text: str
    intent: str = "out_of_scope"
    p: float = 0.0
    second: str = ""
    urgency: str = "routine"
    must_escalate: bool = False
    language: str = "en"
    frustration: float = 0.0
    reply: str = ""  # yes, no, repeat, bye, unsure, or empty
    safety: str = "none"
    hazards: tuple[str, ...] = ()
    is_injection: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    wanted: Wanted | None = None
    faq: str = ""
    key: str = ""

    @property
    def is_silence(self) -> bool:
        """Say whether nothing was said."""
        return not self.text.strip() and not self.key

    def to_json(self) -> dict[str, Any]:
        """Write it down."""
        values = asdict(self)
        values["wanted"] = self.wanted.to_json() if self.wanted else None
        values["hazards"] = list(self.hazards)
        values["values"] = dict(self.values)
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Heard":
        """Read it again."""
        wanted = Wanted.from_json(values["wanted"]) if values.get("wanted") else None
        return cls(**{**values, "wanted": wanted, "hazards": tuple(values["hazards"])})
