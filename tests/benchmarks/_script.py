"""Turns the statements of one inbound text into a pgbench script that runs them anew each time."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

Statement = tuple[str, Any]
# A transaction of pgbench draws one number; every fresh id, number and digest is derived from it.
DRAW = "\\set n random(100000000000000, 999999999999999)"
LITERAL = re.compile(r"'[^']*'")
IDENTIFIER = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])")
OPENS_TRANSACTION = "set_config('app.organisation'"


def record_statements(action: Callable[[], object]) -> list[Statement]:
    """Run `action` in this process and return the statements it sent, BEGIN and COMMIT left out."""
    statements: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        action()
    return statements


def write_script(statements: Sequence[Statement], *, sender: str, lasting: Iterable[UUID]) -> str:
    """Write the statements with their own literals; what was fresh in them is drawn anew for each run.

    `sender` is the texter's number, `lasting` the ids that stay.
    """
    names: dict[str, int] = {}
    kept = {value.hex for value in lasting}
    lines = [DRAW]
    for sql, params in statements:
        text = connection.ops.compose_sql(sql, params)
        for digest in (
            value.hex() for value in _values(params) if isinstance(value, bytes) and len(value) == 32
        ):
            text = text.replace(f"'\\x{digest}'", "decode(md5(:n || 'd') || md5(:n || 'e'), 'hex')")
        if OPENS_TRANSACTION in text:
            lines.append("BEGIN;")
        lines.append(LITERAL.sub(lambda found: _drawn(found[0], names, sender=sender, kept=kept), text) + ";")
    return "\n".join([*lines, "COMMIT;", ""]) if "BEGIN;" in lines else "\n".join([*lines, ""])


def _values(params: Any) -> Sequence[Any]:
    return params if isinstance(params, list | tuple) else ()


def _drawn(literal: str, names: dict[str, int], *, sender: str, kept: set[str]) -> str:
    """Replace fresh parts of a quoted literal by expressions over the drawn number."""
    found = (match[0] for match in IDENTIFIER.finditer(literal))
    fresh = {name for name in found if name.replace("-", "") not in kept}
    parts = literal.replace(sender, "' || '1' || :n || '")
    for name in fresh:
        number = names.setdefault(name.replace("-", ""), len(names))
        parts = parts.replace(name, f"' || md5(:n || '-{number}') || '")
    return literal if parts == literal else f"({parts})"
