"""The words of `may_contact`: an outbound act, what is known of the address, and the verdict."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What an outbound act is for."""

    REPLY = "REPLY"
    INFORMATIONAL = "INFORMATIONAL"
    MARKETING = "MARKETING"
    OPT_OUT_CONFIRMATION = "OPT_OUT_CONFIRMATION"
    HELP_ANSWER = "HELP_ANSWER"


class Medium(StrEnum):
    """How the customer is reached; the hours of the night are protected for the first two."""

    TEXT = "TEXT"
    CALL = "CALL"
    EMAIL = "EMAIL"
    MESSENGER = "MESSENGER"


class Consent(StrEnum):
    """What the customer agreed to for this address."""

    NONE = "NONE"
    EXPRESS = "EXPRESS"
    WRITTEN = "WRITTEN"


class Decision(StrEnum):
    """What to do with the act. ASK: a member may go on who says why; HOLD: only later."""

    ALLOW = "ALLOW"
    ASK = "ASK"
    HOLD = "HOLD"
    DENY = "DENY"


class Rule(StrEnum):
    """The rule that decided."""

    ALLOWED = "ALLOWED"
    REPLY = "REPLY"
    CONFIRMATION = "CONFIRMATION"
    HELP_ANSWER = "HELP_ANSWER"
    CONFIRMATION_WITHOUT_OPT_OUT = "CONFIRMATION_WITHOUT_OPT_OUT"
    CONFIRMATION_ALREADY_SENT = "CONFIRMATION_ALREADY_SENT"
    CONFIRMATION_TOO_LATE = "CONFIRMATION_TOO_LATE"
    OPTED_OUT = "OPTED_OUT"
    NO_CONSENT = "NO_CONSENT"
    NO_WRITTEN_CONSENT = "NO_WRITTEN_CONSENT"
    QUIET_HOURS = "QUIET_HOURS"
    NO_COMMON_HOURS = "NO_COMMON_HOURS"
    RETURNS_CALL = "RETURNS_CALL"
    CALLS_REFUSED = "CALLS_REFUSED"


@dataclass(frozen=True, slots=True)
class Act:
    """One outbound act; `automated` when no member pressed the button."""

    purpose: Purpose
    medium: Medium = Medium.TEXT
    automated: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the customer may be, by address or by area code; `state` is a US postal abbreviation or empty."""

    time_zone: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one address of a customer at the organisation.

    `places`: from the postal address and from the area code; when neither is known, the organisation's own.
    `latest_inbound_at`: they wrote or rang; `rang_at`: they rang. `has_relation`: a client, or somebody we buy from.
    """

    places: tuple[Place, ...]
    opted_out_at: datetime | None = None
    confirmation_sent_at: datetime | None = None
    consent: Consent = Consent.NONE
    consent_evidence: str = ""
    latest_inbound_at: datetime | None = None
    calls_refused_at: datetime | None = None
    rang_at: datetime | None = None
    has_relation: bool = False

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("Without a place nobody can say what time it is for the customer.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, the rule behind it, and what it rests on.

    `until`: when the hours of the night end, where they decided; `there`: what their clocks show, the strictest one.
    """

    decision: Decision
    rule: Rule
    evidence: str
    until: datetime | None = None
    there: datetime | None = None


def utc_label(instant: datetime) -> str:
    """Write an instant for the record."""
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
