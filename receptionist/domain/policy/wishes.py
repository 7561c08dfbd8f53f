"""The last rows: questions the tenant has answered, and what the caller wants."""

import re
from dataclasses import replace

from receptionist.domain.policy import answers, filling, goals, words
from receptionist.domain.policy.acts import ActKind, Line, Outcome
from receptionist.domain.policy.situation import (
    ANYTHING,
    BESIDE_THE_FORM,
    CHANGE,
    CONFIRM,
    HELP,
    OFFERED,
    SOMEBODY,
    SURE,
    SURE_IN_FORM,
    SURE_TO_HELP,
    WHEN,
    Decision,
    Situation,
    ask,
    question,
    say,
)
from receptionist.domain.policy.state import DialogueState

_ASKING = re.compile(
    r"\?|\b(do|does|is|are|can|could|should) (i|we|you|they|he|she|it|there|your|my)\b"
    r"|\b(what|how|where|when|which|whether|wondering|cu[aá]nt\w*|c[oó]mo|d[oó]nde|cu[aá]ndo|qu[eé]|cu[aá]l\w*|tienen|hay|aceptan)\b",
    re.IGNORECASE,
)


def say_automated(s: Situation) -> Decision:
    state = s.state
    pending = (
        question(state, state.asked, s.business) if state.asked not in BESIDE_THE_FORM else Line("ask.help")
    )
    return say(
        state,
        ActKind.SAY_AUTOMATED,
        Line("automated", {"business": s.business.name}),
        pending,
        asks=state.asked or HELP,
    )


def repeat(s: Situation) -> Decision:
    return say(s.state, ActKind.REPEAT, Line("again", {"text": s.state.last_said}), asks=s.state.asked)


def is_question(s: Situation) -> bool:
    heard = s.heard
    is_asked = heard.intent.startswith("faq") and (heard.p >= SURE or bool(heard.faq))
    in_form = s.state.asked not in BESIDE_THE_FORM
    if heard.values.get(s.state.asked) or (
        in_form
        and not re.search(
            r"\?|^\s*(do|does|is|are|what|how|where|when|can|cu[aá]nt|qu[eé]|d[oó]nde|tienen|hay)\b",
            heard.text,
            re.IGNORECASE,
        )
    ):
        return False
    # Whoever surely wants something and asks nothing only shares a word with a question ("a first consultation").
    is_wish = heard.p >= SURE and heard.intent != "out_of_scope" and not _ASKING.search(heard.text)
    return is_asked or (
        bool(heard.faq)
        and heard.intent in {"out_of_scope", "new_matter", "message", "existing_client"}
        and not s.state.goal
        and not is_wish
    )


def answer_question(s: Situation) -> Decision:
    state, text = replace(s.state, misses_in_a_row=0), _words_of(s)
    in_form = state.goal and state.asked not in {HELP, ANYTHING, SOMEBODY, ""}
    if not text:
        state = replace(state, topic="question")
        if in_form:
            return say(state, ActKind.NO_ANSWER, Line("no_answer_yet"), *_pending(s, state), asks=state.asked)
        return say(state, ActKind.NO_ANSWER, Line("no_answer"), asks=SOMEBODY)
    line = Line("answer", {"text": text})
    if in_form:
        return say(state, ActKind.ANSWER, line, *_pending(s, state), asks=state.asked)
    return say(state, ActKind.ANSWER, line, Line("ask.anything"), asks=ANYTHING, outcome=Outcome.FAQ_ANSWERED)


def _pending(s: Situation, state: DialogueState) -> tuple[Line, ...]:
    if state.asked == OFFERED:
        return (Line("offer.again"),)
    if state.asked == CONFIRM:
        return (Line("ask.confirm"),)
    return (question(state, state.asked, s.business),)


def _words_of(s: Situation) -> str:
    """Quote the tenant: its own answer, else a price or the hours it set."""
    if s.heard.faq in s.business.answers:
        return s.business.answers[s.heard.faq]
    asks_price = re.search(
        r"\b(how much|price|cost|charge|fee|rate|cu[aá]nto|precio|cuesta|cobran)", s.heard.text, re.IGNORECASE
    )
    if asks_price:
        found = goals.service_of(s.heard.text, s.business)
        priced = [one for one in s.business.offerings if one.price and (found is None or one is found)]
        return ". ".join(f"{one.name.capitalize()}: {one.price}" for one in priced[:3])
    return s.business.hours if s.heard.intent == "faq_hours" else ""


def pursue(s: Situation) -> Decision:
    """Hear the answer to what was asked; else take up what is wanted."""
    state, heard = s.state, s.heard
    asked = {
        CONFIRM: answers.confirmed,
        OFFERED: answers.offered,
        WHEN: answers.said_when,
        CHANGE: answers.changed,
    }
    if heard.reply == "bye" and state.asked != OFFERED:
        return answers.close(s)
    goal = _new_goal(s)
    if state.asked == SOMEBODY and state.topic in {"third_party", "advice"} and _presses_on(s, goal):
        return _refuse_again(s)
    if goal:
        fresh = replace(s, state=replace(state, misses_in_a_row=0))
        is_same_matter = state.asked == SOMEBODY and goal == goals.MESSAGE and state.topic
        topic = state.topic if is_same_matter else heard.intent
        return goals.start(fresh, goal, rule=f"slots.{goal}", topic=topic)
    if state.asked in asked:
        return asked[state.asked](s)
    if state.asked not in BESIDE_THE_FORM:
        return _answered(s)
    return _open(s)


def _presses_on(s: Situation, goal: str) -> bool:
    """Say whether somebody who was refused says neither yes nor no nor anything else that is clear."""
    agrees = s.heard.reply or words.CALLBACK.search(s.heard.text) or words.CONSULT.search(s.heard.text)
    return not agrees and not (goal and s.heard.p >= SURE_IN_FORM and goal != goals.MESSAGE)


def _refuse_again(s: Situation) -> Decision:
    is_advice = s.state.topic == "advice"
    state = replace(s.state, refusals=s.state.refusals + 1, misses=s.state.misses + (s.state.refusals > 2))
    kind = ActKind.REFUSE_ADVICE if is_advice else ActKind.REFUSE_PRIVACY
    line = Line("refuse.advice_again" if is_advice else "refuse.privacy_again")
    rule, reason = ("5 advice", "advice") if is_advice else ("4 privacy", "privacy")
    return say(state, kind, line, asks=SOMEBODY, rule=rule, reason=reason, outcome=Outcome.REFUSED)


def _new_goal(s: Situation) -> str:
    """Say which goal is taken up now: never one that is pursued already, and in a form only by a clear word."""
    state, heard = s.state, s.heard
    if state.asked == SOMEBODY:
        if (
            words.CONSULT.search(heard.text)
            and not words.CALLBACK.search(heard.text)
            and s.business.offerings
        ):
            return goals.BOOK
        if heard.reply == "yes" or words.CALLBACK.search(heard.text):
            return goals.MESSAGE
    if not state.goal and words.CALLBACK.search(heard.text) and heard.p < SURE_IN_FORM:
        return goals.MESSAGE
    if not state.goal:
        return goals.GOAL_OF.get(heard.intent, "") if heard.p >= SURE_TO_HELP and not heard.reply else ""
    goal = goals.GOAL_OF.get(heard.intent, "") if heard.p >= SURE else ""
    if goal == state.goal or heard.reply or state.asked in {CONFIRM, OFFERED, WHEN, CHANGE}:
        clear = (
            goal in {goals.CANCEL, goals.MESSAGE}
            and heard.p >= 0.75
            and not heard.reply
            and state.asked != WHEN
        )
        return goal if clear and goal != state.goal and state.goal != goals.MOVE else ""
    sure = 0.75 if state.asked not in BESIDE_THE_FORM else SURE
    is_answer = bool(heard.values.get(state.asked)) or state.asked not in filling.READ | BESIDE_THE_FORM
    return goal if heard.p >= sure and not is_answer else ""


def _answered(s: Situation) -> Decision:
    state, was_one = filling.answer(s.state, s.heard)
    if s.state.asked == "service":
        found = goals.service_of(s.heard.text, s.business) or goals.usual_service(s.business)
        state = replace(state, offering=found.key if found else "")
    if (
        s.heard.wanted is not None
        and s.heard.wanted.says_something
        and s.state.asked == "reason"
        and state.wanted is None
    ):
        state = replace(state, wanted=s.heard.wanted)
    if not was_one:
        return ask(state, state.asked, Line("sorry"), rule="slots.again", business=s.business)
    return goals.onward(replace(s, state=replace(state, misses_in_a_row=0)), rule="slots.next")


def _open(s: Situation) -> Decision:
    state, heard = s.state, s.heard
    if state.asked == ANYTHING and heard.reply == "no":
        return answers.close(s)
    if state.asked == SOMEBODY and heard.reply == "no":
        return answers.close(s)
    if heard.intent in {"greet", "affirm"} and not state.goal:
        return say(state, ActKind.GREET, Line("ask.help"), asks=HELP, rule="slots.greet")
    if (
        heard.wanted is not None
        and heard.wanted.says_something
        and state.turns > 1
        and not state.goal
        and s.business.offerings
    ):
        return goals.start(s, goals.BOOK, rule="slots.book", topic="book")
    return goals.not_understood(s)
