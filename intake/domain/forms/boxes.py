"""Which properties a question of each type has: what the builder shows, and what stays when its type changes."""

from collections.abc import Mapping
from typing import Any, Final

from intake.domain.forms.kinds import CHOSEN, MANY, SILENT, FieldType

# The limits each type obeys, as `values` and uploading read them.
LIMITS: Final[Mapping[FieldType, tuple[str, ...]]] = {
    FieldType.TEXT: ("min_length", "max_length"),
    FieldType.TEXTAREA: ("min_length", "max_length"),
    FieldType.INTEGER: ("min", "max"),
    FieldType.DECIMAL: ("min", "max"),
    FieldType.DATE: ("not_future", "not_past"),
    FieldType.CONSENT: ("must_agree",),
    FieldType.MULTICHOICE: ("least", "most"),
    FieldType.FILE: ("most", "accept", "largest_mb"),
    **dict.fromkeys(sorted(MANY), ("least", "most")),
}
TICKS: Final = frozenset({"not_future", "not_past", "must_agree"})
HAS_TEXT: Final = frozenset({FieldType.STATIC, FieldType.CONSENT, FieldType.SIGNATURE})
COMPUTES: Final = ("age_years", "sum", "count", "join")
# Of these one question is named, of the others several.
COMPUTES_ONE: Final = frozenset({"age_years", "count"})


def fitting(node: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a question keeps that has just become another type: None takes away what that type has not."""
    kind = FieldType(node["type"])
    gone: dict[str, Any] = {}
    if kind not in CHOSEN:
        gone |= {"options": None, "option_set": None}
    if kind is not FieldType.REPEAT:
        gone["fields"] = None
    if kind is not FieldType.COMPUTED:
        gone["compute"] = None
    if kind in SILENT:
        gone |= {"required": None, "later": None, "prefill": None, "writeback": None, "autocomplete": None}
    if kind is FieldType.STATIC:
        # What was the question becomes the words, unless there are words.
        gone |= {"text": node.get("text") or node.get("label"), "label": None}
    elif kind not in HAS_TEXT:
        gone |= {"label": node.get("label") or node.get("text"), "text": None}
    kept = {key: one for key, one in node.get("validate", {}).items() if key in LIMITS.get(kind, ())}
    gone["validate"] = kept or None
    return gone
