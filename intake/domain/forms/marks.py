"""A mark of an answer: with it a page tells which one it has shown."""

import hashlib
import json

# Of a question that is not shown.
HIDDEN = "-"


def mark_of(value: object) -> str:
    """Give a mark: equal values have equal ones, no value has its own."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
