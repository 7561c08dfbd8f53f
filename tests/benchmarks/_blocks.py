"""How much of the database one read touches: shared blocks, which no neighbour on the machine can change."""

import json
from dataclasses import dataclass, replace

from django.db import connection

from accounts.models import Member
from conversations.models import Line
from conversations.selectors import InboxQuery, View, list_rows
from core.transactions import reading
from tests.benchmarks._script import record_statements

PAGE = 50
# One unique word, one in about 250 texts, one in half of all, three common ones; a name, a first name, a number.
SEARCHES = ("case70000", "word300", "word1", "word1 word2 word3", "Family17500", "First7", "4800070000")


@dataclass(frozen=True, slots=True)
class Read:
    """One page: rows it showed, blocks its statements touched, how many statements there were."""

    rows: int
    blocks: int
    statements: int


def queries(lines: list[Line]) -> dict[str, InboxQuery]:
    """Name every view alone and with each one filter."""
    found: dict[str, InboxQuery] = {}
    for view in View:
        plain = InboxQuery(view=view)
        found |= {
            view.value: plain,
            f"{view.value} + location": replace(plain, location_id=lines[0].location_id),
            f"{view.value} + line": replace(plain, line_id=lines[0].pk),
            f"{view.value} + channel": replace(plain, channel="WHATSAPP"),
            f"{view.value} + label": replace(plain, tag="label 3"),
        }
    return found


def rare() -> dict[str, InboxQuery]:
    """Name lists by a label that as many conversations carry at every size, never a full page of them.

    A share of the archive would show ten times the rows at ten times the size, and so touch ten times the blocks.
    """
    wanted = (View.OPEN, View.UNOWNED, View.WAITING, View.RESOLVED)
    return {f"{view.value} + rare": InboxQuery(view=view, tag="rare") for view in wanted}


def searches() -> dict[str, InboxQuery]:
    """Name searches among all open conversations."""
    return {words: InboxQuery(view=View.OPEN, words=words) for words in SEARCHES}


def read_all(wanted: dict[str, InboxQuery], *, member: Member) -> dict[str, Read]:
    """Read the first page of each list by the real selector, then explain the statements it sent."""
    return {name: _read(query, member=member) for name, query in wanted.items()}


def _read(query: InboxQuery, *, member: Member) -> Read:
    shown = 0

    def page() -> None:
        nonlocal shown
        shown = len(list_rows(member=member, query=query).rows)

    with reading(member.organisation_id):
        statements = record_statements(page)
        blocks = sum(_blocks(sql, params) for sql, params in statements)
    return Read(rows=shown, blocks=blocks, statements=len(statements))


def _blocks(sql: str, params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)  # type: ignore[arg-type]
        (told,) = cursor.fetchone() or ("[]",)
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
