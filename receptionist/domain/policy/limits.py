"""Rows of limits: too much, silence, spam; and the handing over they end in."""

from typing import Final

from receptionist.domain.policy import words
from receptionist.domain.policy.acts import ActKind, Line, Outcome
from receptionist.domain.policy.situation import HELP, SURE_OF_SPAM, Decision, Situation, means, say

MOST_TURNS_WRITTEN: Final = 20
MOST_TURNS: Final = {"voice": 12}
MOST_SECONDS: Final = 6 * 60


def hand_over(s: Situation, reason: str, line: str = "escalate.person") -> Decision:
    """Bring a person in."""
    return say(
        s.state,
        ActKind.HAND_OVER,
        Line(line, {"business": s.business.name}),
        reason=reason,
        outcome=Outcome.ESCALATED,
        stops=False,
    )


def is_too_much(s: Situation) -> bool:
    """Say whether it has gone on, gone wrong or been silent too long."""
    most = MOST_TURNS.get(s.state.channel, MOST_TURNS_WRITTEN)
    missed = s.state.misses_in_a_row >= 2 or s.state.misses >= 3
    late = s.state.turns > most or (s.state.channel == "voice" and s.seconds > MOST_SECONDS)
    return missed or late or s.state.silences >= 2


def give_up(s: Situation) -> Decision:
    """Bring a person in, or take what was told as a message."""
    state = s.state
    if state.silences >= 2 and not (state.value("name") or state.need):
        return say(
            state,
            ActKind.GOODBYE,
            Line("nobody_there"),
            outcome=Outcome.ABANDONED,
            ends=True,
            reason="silence",
        )
    if state.silences >= 2:
        return say(state, ActKind.TAKE_MESSAGE, reason="silence")
    return hand_over(s, "not_understood" if state.misses else "too_long", "escalate.lost")


def is_silent(s: Situation) -> bool:
    """Say whether nothing was said."""
    return s.heard.is_silence


def nudge(s: Situation) -> Decision:
    """Ask whether anybody is there, and say the last thing again."""
    state = s.state
    line = Line("again", {"text": state.last_said}) if state.last_said else Line("ask.help")
    return say(state, ActKind.REPEAT, Line("still_there"), line, asks=state.asked)


def is_spam(s: Situation) -> bool:
    """Say whether somebody sells; nobody we know does."""
    if s.state.is_known:
        return False
    listed = s.state.caller in s.business.spam_numbers and bool(s.state.caller)
    started = bool(s.state.goal) and bool(s.state.value("name"))
    sells = bool(words.SELLS.search(s.heard.text)) and s.state.asked in {"", HELP}
    return listed or (not started and (sells or means(s, "spam", SURE_OF_SPAM)))


def exit_spam(s: Situation) -> Decision:
    """Say no once, politely, and end."""
    return say(
        s.state,
        ActKind.SPAM_EXIT,
        Line("spam"),
        outcome=Outcome.SPAM_BLOCKED,
        ends=True,
        reason="spam",
        stops=False,
    )
