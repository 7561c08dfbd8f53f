"""May we write to or call somebody now? One verdict for every outbound act, with its rule and evidence.

Source: 47 CFR 64.1200(a)(10), (a)(12) and (c)(1) and the state hours of research/contact-center.md §6, read
in November 2026. Not legal advice; `STATE_CLOSES` and `SUNDAY_OPENS` are meant to be kept up to date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo


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
    """What to do with the act."""

    ALLOW = "ALLOW"
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
    """

    places: tuple[Place, ...]
    opted_out_at: datetime | None = None
    confirmation_sent_at: datetime | None = None
    consent: Consent = Consent.NONE
    consent_evidence: str = ""
    latest_inbound_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("Without a place nobody can say what time it is for the customer.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, the rule behind it, and what it rests on; `until` is set for HOLD alone."""

    decision: Decision
    rule: Rule
    evidence: str
    until: datetime | None = None


CONFIRMATION_WINDOW: Final = timedelta(minutes=5)
REPLY_WINDOW: Final = timedelta(hours=24)
OPENS: Final = time(8)
CLOSES: Final = time(21)
STATE_CLOSES: Final[Mapping[str, time]] = dict.fromkeys(("FL", "MD", "OK", "WA", "WY"), time(20))
SUNDAY_OPENS: Final[Mapping[str, time]] = {"TX": time(12)}

_SUNDAY: Final = 6
_LONGEST_HOLD: Final = timedelta(days=4)


def may_contact(act: Act, facts: Facts, now: datetime) -> Verdict:
    """Decide whether `act` may happen `now`, has to wait, or must not happen."""
    if act.purpose is Purpose.OPT_OUT_CONFIRMATION:
        return _confirmation(facts, now)
    answers = _answers(facts, now)
    if act.purpose is Purpose.HELP_ANSWER and answers:
        return Verdict(Decision.ALLOW, Rule.HELP_ANSWER, "asked for help")
    if facts.opted_out_at is not None:
        return Verdict(Decision.DENY, Rule.OPTED_OUT, f"opted out {_utc(facts.opted_out_at)}")
    refused = _without_consent(act, facts)
    if refused is not None:
        return refused
    if act.purpose is Purpose.REPLY and facts.latest_inbound_at is not None and answers:
        return Verdict(Decision.ALLOW, Rule.REPLY, f"answers a message of {_utc(facts.latest_inbound_at)}")
    disturbs = act.medium in (Medium.TEXT, Medium.CALL)
    if disturbs and (act.purpose is Purpose.MARKETING or act.automated):
        return _by_the_clock(facts, now)
    return Verdict(Decision.ALLOW, Rule.ALLOWED, facts.consent_evidence)


def _utc(instant: datetime) -> str:
    """Write an instant for the record."""
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _answers(facts: Facts, now: datetime) -> bool:
    """Say whether the customer wrote so lately that an answer is expected at any hour."""
    return facts.latest_inbound_at is not None and now - facts.latest_inbound_at <= REPLY_WINDOW


def _confirmation(facts: Facts, now: datetime) -> Verdict:
    """Decide about the one text that may follow an opt-out, at any hour, within five minutes of it."""
    if facts.opted_out_at is None:
        return Verdict(Decision.DENY, Rule.CONFIRMATION_WITHOUT_OPT_OUT, "")
    if facts.confirmation_sent_at is not None and facts.confirmation_sent_at >= facts.opted_out_at:
        return Verdict(
            Decision.DENY, Rule.CONFIRMATION_ALREADY_SENT, f"sent {_utc(facts.confirmation_sent_at)}"
        )
    evidence = f"opted out {_utc(facts.opted_out_at)}"
    if now - facts.opted_out_at > CONFIRMATION_WINDOW:
        return Verdict(Decision.DENY, Rule.CONFIRMATION_TOO_LATE, evidence)
    return Verdict(Decision.ALLOW, Rule.CONFIRMATION, evidence)


def _without_consent(act: Act, facts: Facts) -> Verdict | None:
    """Refuse marketing by phone without consent in writing, and automatic notices to strangers."""
    if act.medium not in (Medium.TEXT, Medium.CALL):
        return None
    if act.purpose is Purpose.MARKETING and facts.consent is not Consent.WRITTEN:
        return Verdict(Decision.DENY, Rule.NO_WRITTEN_CONSENT, facts.consent_evidence)
    if act.automated and facts.consent is Consent.NONE and facts.latest_inbound_at is None:
        return Verdict(Decision.DENY, Rule.NO_CONSENT, "")
    return None


def _by_the_clock(facts: Facts, now: datetime) -> Verdict:
    """Allow in the hours that every place of the customer allows; hold until the next such hour."""
    until = _common_hour(facts.places, now)
    if until == now:
        return Verdict(Decision.ALLOW, Rule.ALLOWED, facts.consent_evidence)
    strictest = max(facts.places, key=lambda place: _opens_at(place, now))
    local = now.astimezone(ZoneInfo(strictest.time_zone))
    evidence = f"{local:%H:%M} in {strictest.time_zone} {strictest.state}".strip()
    if until is None:
        return Verdict(Decision.DENY, Rule.NO_COMMON_HOURS, evidence)
    return Verdict(Decision.HOLD, Rule.QUIET_HOURS, evidence, until)


def _common_hour(places: tuple[Place, ...], now: datetime) -> datetime | None:
    """Find the first instant from `now` on that suits every place, or `None` when their days never meet."""
    instant = now
    while instant - now <= _LONGEST_HOLD:
        later = max(_opens_at(place, instant) for place in places)
        if later == instant:
            return instant
        instant = later
    return None


def _opens_at(place: Place, instant: datetime) -> datetime:
    """Find the first instant from `instant` on at which the hours of `place` allow a solicitation."""
    zone = ZoneInfo(place.time_zone)
    local = instant.astimezone(zone)
    day = local.date()
    if local.time() >= STATE_CLOSES.get(place.state, CLOSES):
        day += timedelta(days=1)
    opens = SUNDAY_OPENS.get(place.state, OPENS) if day.weekday() == _SUNDAY else OPENS
    return max(instant, datetime.combine(day, opens, zone).astimezone(UTC))
