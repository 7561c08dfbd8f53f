"""Making of what was said what the policy decides on: floor, understanding, values and times, all read by code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from receptionist.domain import entities, when
from receptionist.domain.meaning import Context, DialogAct, Intent, Learnt, Understanding
from receptionist.domain.policy import Business, DialogueState, Heard, Wanted, words
from receptionist.domain.policy.quoting import find_answer
from receptionist.domain.safety import Tier
from receptionist.services.second_opinions import NOT_ASKED, Opinion, read_by_both
from receptionist.understanding import understand

# What the phrases call a trade that the house names otherwise.
INDUSTRIES: Final = {
    "law": "legal", "clinic": "medical", "therapy": "counseling", "vet": "veterinary", "property": "real_estate",
    "home": "general",
}  # fmt: skip
_TIERS: Final = {Tier.NONE: "none", Tier.ASK: "ask", Tier.HARD: "hard"}
_REPLIES: Final = {
    DialogAct.YES: "yes", DialogAct.NO: "no", DialogAct.REPEAT: "repeat", DialogAct.BYE: "bye",
}  # fmt: skip
_BY_INTENT: Final = {Intent.AFFIRM: "yes", Intent.DENY: "no", Intent.REPEAT: "repeat", Intent.GOODBYE: "bye"}
# A time is read where times are spoken of; elsewhere numbers are ages, prices and streets.
_OF_TIMES: Final = frozenset(
    {"when", "offered", "confirm", "change", "help", "anything", "", "service", "reason"}
)
_TIMED_INTENTS: Final = frozenset({"book", "reschedule", "cancel", "new_matter", "appt_status"})
DAY: Final = timedelta(days=1)
# What a model's spans are called, by what the policy calls the values.
_SLOTS: Final = {
    "name": "name", "phone": "phone", "email": "email", "address": "address", "dob": "date_of_birth",
    "opposing_party": "opposing_party", "insurance": "insurance",
}  # fmt: skip
# What a recogniser mishears by a letter or digit, and a grammar tells apart.
_OF_SOUND: Final = frozenset({"phone", "email", "address", "postcode", "dob"})


def hear(
    text: str,
    *,
    alternatives: Sequence[str] = (),
    key: str = "",
    state: DialogueState,
    business: Business,
    now: datetime,
    zone: str,
    opinion: Opinion = NOT_ASKED,
    learnt: Learnt | None = None,
) -> tuple[Heard, Understanding | None]:
    """Understand one thing said, with what was asked before and what a language model said of it."""
    if not text.strip():
        return Heard(text="", key=key, language=state.language), None
    faqs = tuple((question, question) for question in business.answers)
    meant = understand(
        text,
        alternatives=tuple(alternatives),
        industry=INDUSTRIES.get(business.trade, business.trade),
        context=Context(asked=state.asked, known_caller=state.is_known, faqs=faqs, learnt=learnt),
    )
    meant = read_by_both(meant, opinion)
    heard = heard_of(text, meant, state=state, key=key)
    values = _pointed_at(opinion, state, heard.language, now) | _values(text, state, heard.language, now)
    wanted = _wanted(text, meant, state, heard.language, now, zone)
    if wanted is None and opinion.reported and opinion.reported.when_phrase:
        wanted = _wanted(opinion.reported.when_phrase, meant, state, heard.language, now, zone)
    if state.asked not in values:
        # The recogniser's other guesses: the first that is an answer to the question counts.
        values |= _second_guess(alternatives, state, heard.language, now)
    faq = heard.faq or find_answer(text, business.answers)
    return replace(heard, faq=faq, values=values, wanted=wanted), meant


def heard_of(text: str, meant: Understanding, *, state: DialogueState, key: str = "") -> Heard:
    """Put what was understood into the policy's words; values are read beside it."""
    language = language_of(text, meant.language, state)
    reply = _REPLIES.get(meant.dialog_act) or (
        _BY_INTENT.get(meant.intent, "") if meant.confidence > 0.5 else ""
    )
    if not reply and words.UNSURE.search(text):
        reply = "unsure"
    return Heard(
        text=text,
        intent=meant.intent.value,
        p=meant.confidence,
        second=meant.intents[1].name.value if len(meant.intents) > 1 else "",
        urgency=meant.urgency.level.value,
        must_escalate=meant.must_escalate,
        language=language,
        frustration=meant.frustration,
        reply=reply,
        safety=_TIERS[meant.floor.tier],
        hazards=tuple(reason.hazard for reason in meant.floor.reasons),
        is_injection=meant.injection_suspected,
        faq=meant.faq.id if meant.faq else "",
        key=key,
    )


def unsure_of(heard: Heard) -> Heard:
    """Take nothing from words the recogniser guessed but danger and what is plain: a yes, a no, an asked value."""
    if heard.safety != "none" or heard.reply or heard.values or heard.key or heard.is_silence:
        return heard
    return replace(heard, intent="out_of_scope", p=0.0, second="", must_escalate=False, wanted=None, faq="")


def language_of(text: str, guessed: str, state: DialogueState) -> str:
    """Say which language goes on: it changes on words of that language, not on a name or a number."""
    spanish, english = len(words.SPANISH.findall(text)), len(words.ENGLISH.findall(text))
    if spanish == english:
        return guessed if state.turns == 0 and spanish and guessed in {"en", "es"} else state.language
    return "es" if spanish > english else "en"


def _wanted(
    text: str, meant: Understanding, state: DialogueState, language: str, now: datetime, zone: str
) -> Wanted | None:
    if state.asked not in _OF_TIMES and meant.intent.value not in _TIMED_INTENTS:
        return None
    base = now
    read = when.read(text, base, zone, language)
    constraint = read.constraint
    if read.kind is when.Kind.NONE and constraint.empty:
        return None
    wanted = Wanted(
        spans=tuple(_span(one) for one in read.spans),
        kind="clock" if read.timed and not read.dated else read.kind.value,
        is_ambiguous=read.ambiguous,
        days=tuple(sorted(constraint.days)),
        not_days=tuple(sorted(constraint.not_days)),
        not_dates=tuple(sorted(constraint.not_dates)),
        after=_latest(constraint.after, constraint.part, 0),
        before=_latest(constraint.before, constraint.part, 1),
        is_soonest=constraint.soonest,
        phrase=text[slice(*read.phrase)] if read.phrase else "",
    )
    return _on_talked_day(wanted, state) if wanted.says_something else None


def _latest(bound: int | None, parts: Sequence[str], side: int) -> int | None:
    if bound is not None or not parts:
        return bound
    edges = [when.PARTS[part][side] for part in parts]
    return min(edges) if side == 0 else max(edges)


def _span(one: "when.Span") -> tuple[datetime, datetime]:
    first = datetime.combine(one.first, time.min)
    last = datetime.combine(one.last, time.min)
    if one.opens is None or one.closes is None:
        return first, last + DAY
    return first + timedelta(minutes=one.opens), last + timedelta(minutes=one.closes)


def _on_talked_day(wanted: Wanted, state: DialogueState) -> Wanted:
    """Put a bare time of day on the day that is being talked about, where one is."""
    if wanted.kind != "clock" or not state.offered or state.asked not in {"offered", "confirm", "change"}:
        return wanted
    day = (state.chosen or state.offered[0]).starts_at.date()
    spans = tuple((datetime.combine(day, a.time()), datetime.combine(day, b.time())) for a, b in wanted.spans)
    return Wanted(spans=spans, kind="clock", phrase=wanted.phrase)


def _values(text: str, state: DialogueState, language: str, now: datetime) -> dict[str, str]:
    """Read the values in a sentence: what was asked first, and what people volunteer with it."""
    found: dict[str, str] = {}
    for key in ("name", "phone", "email", "address", "postcode", "dob", "opposing_party", "insurance"):
        is_told = key in words.VOLUNTEERED and words.VOLUNTEERED[key].search(text)
        if (key == state.asked or is_told) and (value := _value(key, text, language, state, now)):
            found[key] = value
    whole = entities.address(text, lang=language) if "address" in found else None
    if whole is not None and whole.postcode:
        found["postcode"] = whole.postcode
    return found


def _pointed_at(opinion: Opinion, state: DialogueState, language: str, now: datetime) -> dict[str, str]:
    """Read by our grammars the words a model points at."""
    spans = opinion.reported.spans if opinion.reported else {}
    told = {key: spans[slot] for key, slot in _SLOTS.items() if slot in spans}
    found = {key: _value(key, words_of, language, state, now) for key, words_of in told.items()}
    return {key: value for key, value in found.items() if value}


def _second_guess(
    guesses: Sequence[str], state: DialogueState, language: str, now: datetime
) -> dict[str, str]:
    key = state.asked
    told = (_value(key, one, language, state, now) for one in guesses) if key in _OF_SOUND else iter(())
    found = next(filter(None, told), "")
    return {key: found} if found else {}


def _value(key: str, text: str, language: str, state: DialogueState, now: datetime) -> str:
    """Read one kind of value, as it is kept."""
    if key == "name":
        return entities.name(text, lang=language) or ""
    if key == "phone":
        phone = entities.phone(text, caller_id=state.caller, lang=language)
        return phone.number if phone else ""
    if key == "email":
        return entities.email(text, lang=language) or ""
    if key == "address":
        address = entities.address(text, lang=language)
        return address.line if address else ""
    if key == "postcode":
        return entities.postcode(text, lang=language) or ""
    if key == "dob":
        born = entities.birth_date(text, now.date(), lang=language)
        return born.isoformat() if born else ""
    if key == "opposing_party":
        return entities.opposing(text) or ""
    return (entities.insurer(text) or "") if key == "insurance" else ""
