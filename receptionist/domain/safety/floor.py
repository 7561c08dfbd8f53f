"""The floor itself: every rule over every hearing, the highest tier of them; contexts lower, injections never."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from receptionist.domain.safety import animals, body, home, mind, signs, spanish
from receptionist.domain.safety.contexts import DENIED, Context, contexts, injected
from receptionist.domain.safety.rules import Rule, Tier
from receptionist.domain.safety.wording import Wording, worded

__all__ = ["Floor", "Reason", "Tier", "floor", "raised"]

RULES: Final[tuple[Rule, ...]] = (
    *body.RULES,
    *mind.RULES,
    *home.RULES,
    *animals.RULES,
    *signs.RULES,
    *spanish.RULES,
)
# A tale of these is worth a question even when it is a tale.
_GRAVE: Final = frozenset({"suicide", "self harm", "violence", "threat to others", "mind"})
_HERE: Final = re.compile(
    r"\b(?:my|i|im|ive|me|he|she|hes|shes|we|our|theres|its|it|mi|me|se|esta|estoy|hay|tengo|el|ella|nos)\b"
)
# Chosen on tests/receptionist/cases/utterances.jsonl; docs/receptionist.md says how.
HARD_P: Final = 0.7
ASK_P: Final = 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence alarms: the hazard, the words that show it, what lowered it."""

    hazard: str
    evidence: str
    tier: Tier
    lowered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """What the floor found in all hearings of one turn."""

    tier: Tier = Tier.NONE
    reasons: tuple[Reason, ...] = ()
    told_as_tale: bool = False
    injection: bool = False

    @property
    def hazard(self) -> str:
        """This will name the gravest hazard found, or nothing."""
        return max(self.reasons, key=lambda reason: reason.tier).hazard if self.reasons else ""

    @property
    def evidence(self) -> str:
        """This will quote the words that show the gravest hazard, or nothing."""
        return max(self.reasons, key=lambda reason: reason.tier).evidence if self.reasons else ""


def floor(
    text: str, alternatives: Sequence[str] = (), industry: str = "general", lang: str | None = None
) -> Floor:
    """This will read a turn and every other hearing of it by the rules; the language is no filter, people mix them."""
    del lang
    found = [_heard(worded(hearing), industry) for hearing in (text, *alternatives) if hearing.strip()]
    if not found:
        return Floor()
    reasons = tuple(dict.fromkeys(chain.from_iterable(each.reasons for each in found)))
    return Floor(
        tier=max(each.tier for each in found),
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.tier)),
        told_as_tale=found[0].told_as_tale,
        injection=any(each.injection for each in found),
    )


def raised(low: Floor, p: float, ask_at: float = ASK_P, hard_at: float = HARD_P) -> Floor:
    """This will raise a floor by a classifier's probability of an emergency; it never lowers what rules found."""
    tier = Tier.HARD if p > hard_at else Tier.ASK if p > ask_at else Tier.NONE
    if low.told_as_tale and not low.injection:
        tier = Tier.NONE if tier is Tier.ASK else min(tier, Tier.ASK)
    if tier <= low.tier:
        return low
    reason = Reason("sounds like an emergency", f"p={p:.2f}", tier)
    return replace(low, tier=tier, reasons=(reason, *low.reasons))


def _heard(words: Wording, industry: str) -> Floor:
    """This will read one hearing by every rule."""
    around = contexts(words.plain)
    injection = injected(words.plain)
    reasons = tuple(_reasons(words, industry, frozenset() if injection else around))
    return Floor(
        tier=max((reason.tier for reason in reasons), default=Tier.NONE),
        reasons=reasons,
        told_as_tale=bool(around),
        injection=injection,
    )


def _reasons(words: Wording, industry: str, around: frozenset[Context]) -> Iterator[Reason]:
    """This will tell every rule that fires and how high it stands after its contexts."""
    for rule in RULES:
        if rule.trades and industry not in rule.trades:
            continue
        spans = _spans(rule, words.plain)
        if not spans or (rule.none_of is not None and rule.none_of.search(words.plain)):
            continue
        tier = _lowered(rule, words.plain, around)
        if tier is not Tier.NONE:
            start, end = min(at for at, _ in spans), max(to for _, to in spans)
            yield Reason(rule.hazard, words.quoted(start, end), tier, tuple(sorted(around)))


def _spans(rule: Rule, plain: str) -> list[tuple[int, int]]:
    """This will find a place for each of a rule's words, none when one is missing or denied."""
    places: list[tuple[int, int]] = []
    for words in rule.all_of:
        place = _place(words.finditer(plain), plain)
        if place is None:
            return []
        places.append(place)
    return places


def _place(found: Iterable[re.Match[str]], plain: str) -> tuple[int, int] | None:
    """This will find the first place that nobody denies."""
    for match in found:
        if not DENIED.search(plain[: match.start()]):
            return match.span()
    return None


def _lowered(rule: Rule, plain: str, around: frozenset[Context]) -> Tier:
    """This will lower a rule's tier by the contexts around it."""
    if not around:
        return rule.tier
    if rule.tier is Tier.ASK:
        return Tier.NONE
    own = _HERE.search(plain) is not None
    if around == {Context.ASKED} and not own:
        return Tier.NONE
    if rule.hazard in _GRAVE or around == {Context.UNHURRIED} or (around == {Context.ASKED} and own):
        return Tier.ASK
    if Context.IMAGINED in around and Context.ASKED not in around:
        return Tier.ASK if own else Tier.NONE
    return Tier.NONE
