"""A version against the shipped assistant, by sentences: the project's held-out ones, and the firm's own."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from receptionist.domain.meaning import Context, Intent, Understanding
from receptionist.domain.safety import Tier
from receptionist.understanding import understand
from receptionist.understanding.neighbours import Neighbours

KINDS: Final = ("intents", "emergencies", "persons", "own")
_EVERY: Final = 20


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of the held-out set."""

    text: str
    industry: str
    intent: str
    is_emergency: bool
    needs_person: bool


def held_out() -> list[Case]:
    """Read the project's own sentences that nothing was trained on."""
    lines = settings.RECEPTIONIST_HELD_OUT.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def examine_phrases(
    phrases: Sequence[tuple[str, str]],
    learnt: Neighbours,
    *,
    industry: str,
    told: Callable[[int], None],
) -> dict[str, dict[str, int]]:
    """Count what is read rightly before and after; each of the firm's own is read without itself being known."""
    cases = held_out()
    whole = max(len(cases) + len(phrases), 1)
    before, after, of = (dict.fromkeys(KINDS, 0) for _count in range(3))
    for place, case in enumerate(cases):
        for counts, taught in ((before, None), (after, learnt)):
            meant = understand(case.text, (), case.industry, context=Context(learnt=taught))
            _mark(counts, case, meant)
        _mark(of, case, None)
        if place % _EVERY == 0:
            told(round(100 * place / whole))
    for place, (text, intent) in enumerate(phrases):
        for counts, taught in ((before, None), (after, learnt.without(place))):
            meant = understand(text, (), industry, context=Context(learnt=taught))
            counts["own"] += meant.intent.value == intent
        of["own"] += 1
        if place % _EVERY == 0:
            told(round(100 * (len(cases) + place) / whole))
    return {"before": before, "after": after, "of": of}


def falls(figures: dict[str, dict[str, int]]) -> list[str]:
    """Name what must not become worse, and has."""
    return [kind for kind in ("emergencies", "persons") if figures["after"][kind] < figures["before"][kind]]


def _case(row: dict[str, Any]) -> Case:
    return Case(
        text=row["text"],
        industry=row["industry"],
        intent=row["intent"],
        is_emergency=row["urgency"] == "emergency",
        needs_person=bool(row["must_escalate"]),
    )


def _mark(counts: dict[str, int], case: Case, meant: Understanding | None) -> None:
    """Count a sentence as right; with no reading, as one that there is."""
    counts["intents"] += meant is None or meant.intent is Intent(case.intent)
    counts["emergencies"] += case.is_emergency and (meant is None or meant.floor.tier is not Tier.NONE)
    escalates = meant is None or meant.must_escalate or meant.floor.tier is not Tier.NONE
    counts["persons"] += case.needs_person and escalates
