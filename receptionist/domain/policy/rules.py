"""The table, in its order. The first row that applies decides; nothing below it is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from receptionist.domain.policy import dangers, filling, goals, limits, wishes, words
from receptionist.domain.policy.acts import Act, ActKind, Line, Outcome
from receptionist.domain.policy.heard import Heard
from receptionist.domain.policy.situation import (
    BESIDE_THE_FORM,
    HELP,
    SOMEBODY,
    SURE,
    SURE_OF_COMPLAINT,
    Decision,
    Situation,
    means,
    question,
    say,
)
from receptionist.domain.policy.state import DialogueState


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: its name, when it applies, what is done."""

    key: str
    applies: Callable[[Situation], bool]
    act: Callable[[Situation], Decision]


def decide(situation: Situation) -> Decision:
    """Choose the one act for a turn, and the state after it."""
    situation = replace(situation, state=_noted(situation))
    for rule in RULES:
        if rule.applies(situation):
            state, act = rule.act(situation)
            return state, act if act.rule else replace(act, rule=rule.key)
    raise AssertionError("the last row applies always")


def _noted(situation: Situation) -> DialogueState:
    state, heard = situation.state, situation.heard
    state = replace(state, turns=state.turns + 1)
    if heard.is_silence:
        return replace(state, silences=state.silences + 1)
    if not state.need and (heard.intent not in {"greet", "affirm", "deny"} or heard.safety != "none"):
        state = replace(state, need=heard.text.strip()[:400])
    language = (
        heard.language
        if heard.language in {"en", "es"} and (state.turns == 1 or len(heard.text.split()) > 2)
        else ""
    )
    signals = state.signals + bool(words.AGAIN_AND_AGAIN.search(heard.text) or heard.frustration > 0.7)
    state = replace(state, language=language or state.language, signals=signals)
    return filling.take_values(state, heard, situation.business)


# 0: somebody is on their way already.
def _is_handed_over(s: Situation) -> bool:
    is_worse = s.heard.safety == "hard" and s.state.urgency != "emergency"
    return s.state.outcome is Outcome.ESCALATED and not is_worse


def _wait(s: Situation) -> Decision:
    state = s.state
    if state.asked and state.asked not in BESIDE_THE_FORM:
        state, _ = filling.answer(state, s.heard)
        return say(state, ActKind.WAIT, Line("escalate.thanks"), rule="wait", stops=False)
    return say(state, ActKind.WAIT, Line("escalate.waiting"), rule="wait", stops=False)


# 1: emergency.


def _resume(s: Situation) -> Decision:
    # What is wanted instead counts, where it was told; else what was said before the question.
    wish = s.heard.intent if s.heard.p >= SURE and not s.heard.reply else ""
    held = s.heard if wish in goals.GOAL_OF else Heard.from_json(s.state.held_back or {})
    state = replace(s.state, asked="", held_back=None, turns=s.state.turns - 1)
    return decide(replace(s, state=state, heard=replace(held, safety="none")))


# 2: leave me alone.
def _opts_out(s: Situation) -> bool:
    written = s.state.channel != "voice" and bool(words.STOP.match(s.heard.text))
    return written or means(s, "optout")


def _opt_out(s: Situation) -> Decision:
    return say(
        s.state, ActKind.OPT_OUT, Line("opted_out"), outcome=Outcome.OPTED_OUT, ends=True, reason="optout"
    )


# 3: a person, at the first word.
_ONLY_THAT: Final = re.compile(
    r"\b(just|only|all i) (need|want|tell me|give me)\b.{0,16}\b(number|amount|dose|figure|answer|yes or no|idea|guess)"
    r"|\b(solo|s[oó]lo|nom[aá]s|nada m[aá]s) .{0,24}\b(n[uú]mero|cantidad|dosis|cifra|respuesta|s[ií] o no|idea)\b",
    re.IGNORECASE,
)


def _wants_a_person(s: Situation) -> bool:
    if s.heard.key == "0":
        return True
    if s.state.asked == SOMEBODY and words.CALLBACK.search(s.heard.text):
        return False
    by_words = bool(words.HUMAN.search(s.heard.text)) and not words.AUTOMATED.search(s.heard.text)
    if s.state.asked == SOMEBODY and s.state.topic == "advice" and _ONLY_THAT.search(s.heard.text):
        # "I just need a number", after a dose was refused, asks for the dose again.
        return by_words
    if not s.state.is_known and (means(s, "spam") or words.SELLS.search(s.heard.text)):
        return False
    return by_words or (means(s, "human") and not words.AUTOMATED.search(s.heard.text))


def _is_urgent(s: Situation) -> bool:
    routine = s.heard.intent in {"advice", "spam", "third_party", "optout"} or s.state.asked not in {
        "",
        HELP,
        "reason",
        SOMEBODY,
    }
    return s.heard.urgency in {"urgent", "emergency"} and s.heard.must_escalate and not routine


def _urgent(s: Situation) -> Decision:
    state = replace(s.state, urgency="urgent")
    line, who = Line("escalate.urgent"), "" if state.slot("name").is_settled else "name"
    asked = (question(state, who, s.business),) if who else ()
    return say(
        state,
        ActKind.HAND_OVER,
        line,
        *asked,
        asks=who,
        reason="urgent",
        outcome=Outcome.ESCALATED,
        stops=False,
    )


# 4: what is others' stays theirs; secrets are not collected.
def _asks_of_others(s: Situation) -> bool:
    return bool(words.PRETEXT.search(s.heard.text)) or means(s, "third_party")


def _refuse_privacy(s: Situation) -> Decision:
    state = replace(s.state, refusals=s.state.refusals + 1, topic="third_party")
    key = "refuse.privacy" if state.refusals == 1 else "refuse.privacy_again"
    return say(
        state, ActKind.REFUSE_PRIVACY, Line(key), asks=SOMEBODY, outcome=Outcome.REFUSED, reason="privacy"
    )


def _refuse_secret(s: Situation) -> Decision:
    state = s.state
    pending = (question(state, state.asked, s.business),) if state.asked not in BESIDE_THE_FORM else ()
    return say(
        state, ActKind.REFUSE_SECRET, Line("refuse.secret"), *pending, asks=state.asked, reason="secret"
    )


def _refuse_odd(s: Situation) -> Decision:
    state = replace(s.state, refusals=s.state.refusals + 1)
    return say(
        state,
        ActKind.REFUSE_ODD,
        Line("refuse.odd"),
        asks=HELP,
        outcome=Outcome.REFUSED,
        reason="instructions",
    )


# 5: no advice.
def _asks_advice(s: Situation) -> bool:
    return means(s, "advice") or bool(words.ADVICE_WORDS.search(s.heard.text)) or _asks_the_trade(s)


def _asks_the_trade(s: Situation) -> bool:
    """Say whether it is a question only the profession may answer, however it is put."""
    asked = words.LEGAL_QUESTION if s.business.is_law else words.CARE_QUESTION
    return s.state.asked in {"", HELP, SOMEBODY} and bool(asked.search(s.heard.text))


def _refuse_advice(s: Situation) -> Decision:
    state = replace(s.state, refusals=s.state.refusals + 1, topic="advice")
    kind = "law" if s.business.is_law else ("care" if s.business.is_private or _is_care(s) else "trade")
    key = f"refuse.advice_{kind}" if state.refusals == 1 else "refuse.advice_again"
    return say(
        state, ActKind.REFUSE_ADVICE, Line(key), asks=SOMEBODY, outcome=Outcome.REFUSED, reason="advice"
    )


def _is_care(s: Situation) -> bool:
    return s.business.trade in {
        "medical",
        "clinic",
        "dental",
        "therapy",
        "counseling",
        "vet",
        "veterinary",
        "health",
    }


# 6: enough is enough.
def _is_fed_up(s: Situation) -> bool:
    complains = means(s, "complaint", SURE_OF_COMPLAINT)
    return complains or s.state.signals >= 2


# 7: caps.


# 8: spam.


# 9: what the caller wants.


RULES: Final = (
    Rule("0 handed over", _is_handed_over, _wait),
    Rule("1 emergency", dangers.is_emergency, dangers.emergency),
    Rule("1 emergency?", dangers.may_be_emergency, dangers.ask_safety),
    Rule("1 no emergency", dangers.is_all_safe, _resume),
    Rule("2 stop", _opts_out, _opt_out),
    Rule("3 person", _wants_a_person, lambda s: limits.hand_over(s, "human")),
    Rule("3 urgent", _is_urgent, _urgent),
    Rule("4 secret", lambda s: s.has_card_number, _refuse_secret),
    Rule("4 privacy", _asks_of_others, _refuse_privacy),
    Rule("4 instructions", lambda s: s.heard.is_injection, _refuse_odd),
    Rule("5 advice", _asks_advice, _refuse_advice),
    Rule("6 frustration", _is_fed_up, lambda s: limits.hand_over(s, "complaint", "escalate.sorry")),
    Rule("7 caps", limits.is_too_much, limits.give_up),
    Rule("7 silence", limits.is_silent, limits.nudge),
    Rule("8 spam", limits.is_spam, limits.exit_spam),
    Rule("9 automated", lambda s: bool(words.AUTOMATED.search(s.heard.text)), wishes.say_automated),
    Rule("9 repeat", lambda s: s.heard.reply == "repeat" and bool(s.state.last_said), wishes.repeat),
    Rule("9 question", wishes.is_question, wishes.answer_question),
    Rule("9 slots", lambda s: True, wishes.pursue),
)


def act_of(situation: Situation) -> Act:
    """Give the act alone."""
    return decide(situation)[1]
