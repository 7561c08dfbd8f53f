"""Marking a played script: its ending, its fields, its card, what had to be said, what must never be done."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from config.examination.caller import Played

# What scripts call the reasons that the policy names otherwise.
REASONS: Final = {
    "human": {"human", "human_request", "request", "asked", "person"},
    "complaint": {"complaint", "frustration", "angry", "upset"},
    "emergency": {"emergency", "safety"},
    "urgent": {"urgent", "deadline", "urgency", "arrest", "same_day"},
    "not_understood": {"not_understood", "misses", "no_match", "garbage", "unclear"},
    "too_long": {"too_long", "caps", "too_many_turns"},
}
_COMMITTED: Final = {"booked", "rescheduled", "cancelled"}


def mark(script: Mapping[str, Any], played: Played) -> dict[str, Any]:
    """Say what is right and wrong of one script."""
    expect = script["expect"]
    outcome = played.outcome == expect["outcome"]
    slot = _slot_right(expect.get("slot"), played.slots)
    missing = [
        key for key, value in (expect.get("fields") or {}).items() if not _same(key, value, played.fields)
    ]
    facts = [
        one for one in expect.get("handoff_facts") or () if not re.search(one, played.card, re.IGNORECASE)
    ]
    bot = "\n".join(played.bot)
    unsaid = [
        one for one in expect.get("must_say") or () if not re.search(one, bot, re.IGNORECASE | re.DOTALL)
    ]
    unanswered = [
        one for one in expect.get("answer_facts") or () if not re.search(one, bot, re.IGNORECASE | re.DOTALL)
    ]
    forbidden = [one for rule in script.get("forbid") or () for one in _broken(rule, played)]
    is_emergency = expect.get("urgency") == "emergency"
    emergency = (played.urgency == "emergency") == is_emergency
    too_long = played.turns > (expect.get("max_turns") or 99)
    reason = not expect.get("reason") or expect["reason"] in REASONS.get(played.reason, {played.reason})
    wrong = bool(missing or facts or unsaid or unanswered or forbidden or too_long)
    return {
        "id": script["id"],
        "title": script.get("title", ""),
        "outcome_right": outcome and slot,
        "got": played.outcome,
        "expected": expect["outcome"],
        "slot": played.slots if expect.get("slot") else None,
        "emergency": is_emergency,
        "emergency_right": emergency,
        "reason_right": reason,
        "missing_fields": missing,
        "missing_facts": facts,
        "has_facts": bool(expect.get("handoff_facts")),
        "unsaid": unsaid + unanswered,
        "forbidden": forbidden,
        "too_long": too_long,
        "turns": played.turns,
        "whole": outcome and slot and emergency and not wrong,
        "fields": played.fields,
        "acts": played.acts,
        "rules": played.rules,
        "lines": [f"{who}: {text}" for who, text in played.lines],
    }  # fmt: skip


def _slot_right(wanted: list[str] | None, got: list[str]) -> bool:
    if not wanted:
        return True
    return any(_inside(one, start) for one in wanted for start in got)


def _inside(wanted: str, got: str) -> bool:
    first, slash, last = wanted.partition("/")
    start = datetime.fromisoformat(got)
    if not slash:
        return start == datetime.fromisoformat(first)
    return datetime.fromisoformat(first) <= start < datetime.fromisoformat(last)


def _same(key: str, wanted: object, fields: Mapping[str, str]) -> bool:
    got = fields.get(key, "")
    if key == "phone":
        return re.sub(r"\D", "", str(wanted))[-10:] == re.sub(r"\D", "", got)[-10:]
    plain, said = _plain(str(wanted)), _plain(got)
    return bool(said) and (plain in said or said in plain)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _broken(rule: Mapping[str, Any], played: Played) -> list[str]:
    act, pattern = rule["act"], rule.get("pattern")
    if act == "book_outside_hours" and not played.is_in_hours:
        return [act]
    if not pattern:
        return []
    lines = played.lines
    if act == "claim_booked_without_record":
        # With a row behind it, it is no claim.
        until = played.booked_at_turn if played.booked_at_turn is not None else len(lines)
        lines = lines[:until]
    return [
        f"{act}: {text}" for who, text in lines if who == "bot" and re.search(pattern, text, re.IGNORECASE)
    ]
