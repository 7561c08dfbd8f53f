"""Rows become frozen page objects: no queries here, no HTTP."""

from routing.presenters.lines import (
    Preview,
    StepRow,
    consent_words,
    line_rows,
    others,
    preview,
    turn_rows,
)

__all__ = [
    "Preview", "StepRow", "consent_words", "line_rows", "others", "preview", "turn_rows",
]  # fmt: skip
