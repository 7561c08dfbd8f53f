"""May we write to or call somebody now? One verdict for every outbound act, with its rule and evidence.

Source: 47 CFR 64.1200(a)(10), (a)(12) and (c)(1), read in November 2026. Not legal advice.
"""

from datetime import datetime, timedelta
from typing import Final

from contacts.domain.calling import may_ring
from contacts.domain.quiet_hours import by_the_clock
from contacts.domain.verdicts import (
    Act,
    Consent,
    Decision,
    Facts,
    Medium,
    Place,
    Purpose,
    Rule,
    Verdict,
    utc_label,
)

__all__ = [
    "Act", "Consent", "Decision", "Facts", "Medium", "Place", "Purpose", "Rule", "Verdict", "may_contact",
]  # fmt: skip

CONFIRMATION_WINDOW: Final = timedelta(minutes=5)
REPLY_WINDOW: Final = timedelta(hours=24)


def may_contact(act: Act, facts: Facts, now: datetime) -> Verdict:
    """Decide whether `act` may happen `now`, has to wait, or must not happen."""
    if act.purpose is Purpose.OPT_OUT_CONFIRMATION:
        return _confirmation(facts, now)
    if act.medium is Medium.CALL and not act.automated and act.purpose is not Purpose.MARKETING:
        return may_ring(facts, now)
    answers = _answers(facts, now)
    if act.purpose is Purpose.HELP_ANSWER and answers:
        return Verdict(Decision.ALLOW, Rule.HELP_ANSWER, "asked for help")
    if facts.opted_out_at is not None:
        return Verdict(Decision.DENY, Rule.OPTED_OUT, f"opted out {utc_label(facts.opted_out_at)}")
    refused = _without_consent(act, facts)
    if refused is not None:
        return refused
    if act.purpose is Purpose.REPLY and facts.latest_inbound_at is not None and answers:
        return Verdict(
            Decision.ALLOW, Rule.REPLY, f"answers a message of {utc_label(facts.latest_inbound_at)}"
        )
    disturbs = act.medium in (Medium.TEXT, Medium.CALL)
    if disturbs and (act.purpose is Purpose.MARKETING or act.automated):
        return by_the_clock(facts, now)
    return Verdict(Decision.ALLOW, Rule.ALLOWED, facts.consent_evidence)


def _answers(facts: Facts, now: datetime) -> bool:
    """Say whether the customer wrote so lately that an answer is expected at any hour."""
    return facts.latest_inbound_at is not None and now - facts.latest_inbound_at <= REPLY_WINDOW


def _confirmation(facts: Facts, now: datetime) -> Verdict:
    """Decide about the one text that may follow an opt-out, at any hour, within five minutes of it."""
    if facts.opted_out_at is None:
        return Verdict(Decision.DENY, Rule.CONFIRMATION_WITHOUT_OPT_OUT, "")
    if facts.confirmation_sent_at is not None and facts.confirmation_sent_at >= facts.opted_out_at:
        return Verdict(
            Decision.DENY, Rule.CONFIRMATION_ALREADY_SENT, f"sent {utc_label(facts.confirmation_sent_at)}"
        )
    evidence = f"opted out {utc_label(facts.opted_out_at)}"
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
