"""Which callers are not put through."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

SHAPES = {
    "NUMBER": re.compile(r"\+[1-9]\d{4,14}"),
    "PREFIX": re.compile(r"\+[1-9]\d{1,13}"),
    "PATTERN": re.compile(r"\+[1-9][\d?*]{2,18}"),
}
# A pattern must fix this many digits, or one slip of the keyboard would keep the whole country out.
LEAST_FIXED_DIGITS = 4


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One block as the organisation wrote it; `kind` is NUMBER, PREFIX or PATTERN."""

    id: UUID
    kind: str
    value: str
    reason: str
    expires_at: datetime | None = None


def is_shaped(kind: str, value: str) -> bool:
    """Say whether `value` is a block of `kind` that keeps out less than everybody."""
    shape = SHAPES.get(kind)
    fixed = sum(character.isdigit() for character in value)
    return bool(shape and shape.fullmatch(value)) and (kind != "PATTERN" or fixed >= LEAST_FIXED_DIGITS)


def matching(rules: Iterable[BlockRule], number: str, *, now: datetime) -> BlockRule | None:
    """Give the rule that keeps `number` (E.164, "" for withheld) out: the most exact one, None when there is none."""
    if not number:
        return None
    hits = [
        rule
        for rule in rules
        if (rule.expires_at is None or rule.expires_at > now) and _matches(rule, number)
    ]
    return min(hits, key=_exactness, default=None)


def _matches(rule: BlockRule, number: str) -> bool:
    if rule.kind == "PREFIX":
        return number.startswith(rule.value)
    if rule.kind == "PATTERN":
        words = re.escape(rule.value).replace(r"\?", r"\d").replace(r"\*", r"\d*")
        return re.fullmatch(words, number) is not None
    return number == rule.value


def _exactness(rule: BlockRule) -> tuple[int, int]:
    return ({"NUMBER": 0, "PREFIX": 1, "PATTERN": 2}[rule.kind], -len(rule.value))
