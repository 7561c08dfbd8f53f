"""May a member ring somebody now, by hand? One table over who they are to us, what they said, and the hour.

A person's own call is neither automatic nor a recording, so that a STOP to our texts does not forbid it; who asked not to
be called is asked for by that alone. Whoever rang us within the hour awaits the call, at any hour. An inquiry or a client
makes a call no solicitation (47 CFR 64.1200(f)(5), (f)(15)): at night the member may ring who says why. Strangers are not
rung at night. Decision record 0006; not legal advice.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from contacts.domain.quiet_hours import by_the_clock
from contacts.domain.verdicts import Decision, Facts, Rule, Verdict, utc_label


class Standing(StrEnum):
    """Who somebody is to us when a member wants to ring them."""

    RANG = "RANG"
    KNOWN = "KNOWN"
    STRANGER = "STRANGER"


RETURN_WINDOW: Final = timedelta(hours=1)
INQUIRY_WINDOW: Final = timedelta(days=90)

# Who they are, whether they asked not to be called, whether it is night there.
CALLS: Final[Mapping[tuple[Standing, bool, bool], tuple[Decision, Rule]]] = {
    (Standing.RANG, False, False): (Decision.ALLOW, Rule.RETURNS_CALL),
    (Standing.RANG, False, True): (Decision.ALLOW, Rule.RETURNS_CALL),
    (Standing.RANG, True, False): (Decision.ALLOW, Rule.RETURNS_CALL),
    (Standing.RANG, True, True): (Decision.ALLOW, Rule.RETURNS_CALL),
    (Standing.KNOWN, False, False): (Decision.ALLOW, Rule.ALLOWED),
    (Standing.KNOWN, False, True): (Decision.ASK, Rule.QUIET_HOURS),
    (Standing.KNOWN, True, False): (Decision.ASK, Rule.CALLS_REFUSED),
    (Standing.KNOWN, True, True): (Decision.DENY, Rule.CALLS_REFUSED),
    (Standing.STRANGER, False, False): (Decision.ALLOW, Rule.ALLOWED),
    (Standing.STRANGER, False, True): (Decision.HOLD, Rule.QUIET_HOURS),
    (Standing.STRANGER, True, False): (Decision.DENY, Rule.CALLS_REFUSED),
    (Standing.STRANGER, True, True): (Decision.DENY, Rule.CALLS_REFUSED),
}


def may_ring(facts: Facts, now: datetime) -> Verdict:
    """Decide whether a member may ring an address `now`, whatever was said about texts."""
    hour = by_the_clock(facts, now)
    standing = standing_of(facts, now)
    decision, rule = CALLS[standing, facts.calls_refused_at is not None, hour.decision is not Decision.ALLOW]
    if rule is Rule.QUIET_HOURS:
        return replace(hour, decision=decision, rule=rule)
    return Verdict(decision, rule, _evidence(rule, facts))


def standing_of(facts: Facts, now: datetime) -> Standing:
    """Say who somebody is to us; a call of theirs counts for nothing once they asked, later, not to be called."""
    refused, rang = facts.calls_refused_at, facts.rang_at
    if rang is not None and now - rang <= RETURN_WINDOW and (refused is None or refused < rang):
        return Standing.RANG
    turned = facts.latest_inbound_at
    if facts.has_relation or (turned is not None and now - turned <= INQUIRY_WINDOW):
        return Standing.KNOWN
    return Standing.STRANGER


def _evidence(rule: Rule, facts: Facts) -> str:
    if rule is Rule.RETURNS_CALL and facts.rang_at is not None:
        return f"rang {utc_label(facts.rang_at)}"
    if rule is Rule.CALLS_REFUSED and facts.calls_refused_at is not None:
        return f"asked not to be called {utc_label(facts.calls_refused_at)}"
    return ""
