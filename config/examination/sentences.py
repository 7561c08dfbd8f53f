"""The suites of single sentences: what is meant, what alarms, when, who and where."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from receptionist.domain import entities, when
from receptionist.domain.meaning import Context
from receptionist.domain.policy import ActKind, Business, DialogueState, decide
from receptionist.domain.policy.situation import Situation
from receptionist.domain.safety import Tier
from receptionist.services.hearing import heard_of
from receptionist.understanding import understand
from receptionist.understanding.languages import language

Row = Mapping[str, Any]
BRINGS_A_PERSON: Final = frozenset(
    {ActKind.EMERGENCY, ActKind.ASK_SAFETY, ActKind.HAND_OVER, ActKind.REFUSE_ADVICE}
)


def share(right: int, all_: int) -> float | None:
    """Give a share; None of nothing."""
    return round(right / all_, 4) if all_ else None


def utterances(rows: list[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Mark intents, urgency and who brings a person in; each sentence alone, with its trade."""
    misses, confusion, times = [], Counter[str](), []
    by_class: dict[str, Counter[str]] = defaultdict(Counter)
    alarms = Counter[str]()
    for row in rows:
        began = time.process_time()
        meant = understand(row["text"], industry=row.get("industry", "general"), context=Context())
        times.append((time.process_time() - began) * 1000)
        wanted, got = row["intent"], meant.intent.value
        by_class[wanted]["of"] += 1
        by_class[got]["said"] += 1
        by_class[wanted]["right"] += wanted == got
        wrong = []
        if wanted != got:
            confusion[f"{wanted} > {got}"] += 1
            wrong.append("intent")
        wrong += _alarm(row, meant.floor.tier, alarms)
        if row.get("must_escalate"):
            alarms["must"] += 1
            if _brings_a_person(row, meant):
                alarms["brought"] += 1
            else:
                wrong.append("must_escalate")
        if wrong:
            misses.append(
                {"id": row.get("id"), "text": row["text"], "expected": wanted, "got": got, "wrong": wrong}
            )
    right = sum(one["right"] for one in by_class.values())
    spanish = [row for row in rows if row.get("lang") == "es"]
    missed = {one["id"] for one in misses if "intent" in one["wrong"]}
    classes = {name: _figures(one) for name, one in sorted(by_class.items())}
    summary = {
        "intent_accuracy": share(right, len(rows)),
        "macro_f1": _mean([one["f1"] for one in classes.values() if one["of"]]),
        "spanish_accuracy": share(sum(row.get("id") not in missed for row in spanish), len(spanish)),
        "emergency_recall": share(alarms["heard"], alarms["emergencies"]),
        "ask_rate": share(alarms["asked"], alarms["calm"]),
        "hard_false_alarm_rate": share(alarms["false"], alarms["calm"]),
        "must_escalate_recall": share(alarms["brought"], alarms["must"]),
        "understand_p95_ms": round(sorted(times)[max(int(len(times) * 0.95) - 1, 0)], 1) if times else None,
    }
    return summary, {"classes": classes, "confusion": dict(confusion.most_common(30)), "misses": misses}


def _alarm(row: Row, tier: Tier, alarms: Counter[str]) -> list[str]:
    if row.get("urgency") == "emergency":
        alarms["emergencies"] += 1
        alarms["heard"] += tier is not Tier.NONE
        return ["emergency"] if tier is Tier.NONE else []
    alarms["calm"] += 1
    alarms["asked"] += tier is Tier.ASK
    alarms["false"] += tier is Tier.HARD
    return [] if tier is Tier.NONE else [f"false {tier.name.lower()}"]


def _brings_a_person(row: Row, meant: Any) -> bool:
    """Say whether the policy's own table brings a person in on this sentence."""
    heard = heard_of(row["text"], meant, state=DialogueState())
    trade = str(row.get("industry") or "general")
    business = Business(name="", trade={"legal": "law"}.get(trade, trade))
    _state, act = decide(Situation(state=DialogueState(), heard=heard, business=business))
    return act.kind in BRINGS_A_PERSON


def _figures(one: Counter[str]) -> dict[str, Any]:
    precision, recall = one["right"] / (one["said"] or 1), one["right"] / (one["of"] or 1)
    f1 = 2 * precision * recall / (precision + recall) if one["right"] else 0.0
    return {"of": one["of"], "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def emergencies(rows: list[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Mark the indirect ones: a state is told, the danger is never named."""
    misses, counted = [], Counter[str]()
    for row in rows:
        meant = understand(row["text"], industry=row.get("industry", "general"), context=Context())
        tier = meant.floor.tier
        kind = "emergency" if row["emergency"] else "calm"
        counted[kind] += 1
        counted[f"{kind} {tier.name.lower()}"] += 1
        if row["emergency"] == (tier is Tier.NONE):
            misses.append(
                {"id": row.get("id"), "text": row["text"], "emergency": row["emergency"], "got": tier.name}
            )
    heard = counted["emergency ask"] + counted["emergency hard"]
    return {"emergency_challenge_recall": share(heard, counted["emergency"])}, {
        "counted": dict(counted),
        "misses": misses,
    }


def dates(rows: list[Row], key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Mark dates and times: date and time right, a window inside the expected one; constraints are left out."""
    misses, right, of, calm, quiet = [], 0, 0, 0, 0
    for row in rows:
        if row["kind"] == "constraint":
            continue
        read = when.read(row["text"], datetime.fromisoformat(row["now"]), row["tz"], row.get("lang", "en"))
        got = [one.as_dict() for one in read.spans]
        if row["kind"] == "none":
            calm, quiet = calm + 1, quiet + (not got)
            is_right = not got
        else:
            is_right = _full(row, got)
            of, right = of + 1, right + is_right
        if not is_right:
            misses.append(
                {
                    "id": row.get("id"),
                    "text": row["text"],
                    "expected": row["expected"],
                    "got": got,
                    "kind": row["kind"],
                }
            )
    return {key: share(right, of)}, {"of": of, "none_right": f"{quiet}/{calm}", "misses": misses}


def _full(row: Row, got: list[dict[str, str]]) -> bool:
    wanted = row["expected"]
    if len(wanted) != len(got):
        return False
    if row["kind"] != "window":
        return bool(wanted == got)
    return all(
        a["start"][:10] == b["start"][:10] and a["start"] <= b["start"] and b["end"] <= a["end"]
        for a, b in zip(wanted, got, strict=True)
    )


def spoken(rows: list[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Mark telephones, mails, names and streets, each against every accepted form."""
    misses, counted = [], Counter[str]()
    for row in rows:
        kind = row["type"]
        if kind not in READERS:
            continue
        got = READERS[kind](row)
        counted[kind] += 1
        if _accepted(kind, got, row["accept"]):
            counted[f"{kind} right"] += 1
        else:
            misses.append(
                {"id": row.get("id"), "type": kind, "text": row["text"], "accept": row["accept"], "got": got}
            )
    named = {"phone": "phone", "email": "email", "name": "name", "address": "street"}
    summary = {key: share(counted[f"{kind} right"], counted[kind]) for kind, key in named.items()}
    return summary, {"counted": dict(counted), "misses": misses}


def _accepted(kind: str, got: str, accept: Iterable[str]) -> bool:
    for one in accept:
        if one == "none":
            if not got:
                return True
        elif kind == "address":
            # The street with its number is what is scored.
            street = _plain(one.split(",")[0])
            if got and (street in _plain(got) or _plain(got.split(",", maxsplit=1)[0]) == street):
                return True
        elif got.casefold() == one.casefold():
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _phone(row: Row) -> str:
    found = entities.phone(
        row["text"],
        caller_id=row.get("caller_id", ""),
        region=row.get("default_region", "US"),
        lang=_lang(row),
    )
    return found.number if found else ""


def _address(row: Row) -> str:
    found = entities.address(row["text"], lang=_lang(row))
    return found.line if found else ""


def _lang(row: Row) -> str:
    return str(row.get("lang") or language(row["text"]))


READERS: Final = {
    "phone": _phone,
    "email": lambda row: entities.email(row["text"], lang=_lang(row)) or "",
    "name": lambda row: entities.name(row["text"], lang=_lang(row)) or "",
    "address": _address,
}
