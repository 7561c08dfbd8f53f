"""New rows written together: one statement for all that one webhook or form makes.

`store(row)` inserts at once what `row.save(force_insert=True)` would. Inside `together()` rows wait, and a change to a
row that waits is in it when it is written. Nobody can tell but by counting statements: one that names the table of a
waiting row, or is no plain statement (a savepoint), has everything written before it.
"""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models.expressions import DatabaseDefault, Value

from core.transactions import step

WAITING = "portico_waiting_rows"
_PLAIN = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_UNDOES = re.compile(r"\s*ROLLBACK\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How rows of one model are inserted; built once a process."""

    head: str
    fields: "tuple[models.Field[Any, Any], ...]"
    generated: tuple[str, ...]
    table: re.Pattern[str]


@dataclass(slots=True)
class _Waiting:
    """The rows of one connection that wait, by model and by what a conflict does, in the order they came."""

    rows: dict[tuple[type[models.Model], bool], list[models.Model]] = field(default_factory=dict)
    is_writing: bool = False

    def add(self, row: models.Model, *, or_ignore: bool) -> None:
        # From here on `save` is an update, which has the row written before it.
        row._state.adding = False
        row._state.db = connection.alias
        self.rows.setdefault((type(row), or_ignore), []).append(row)

    def concerns(self, sql: str) -> bool:
        return any(_shape(model).table.search(sql) for model, _ in self.rows) or not _PLAIN.match(sql)

    def write(self) -> None:
        # Keys between these rows are checked at the commit, so the order within the statement does not matter.
        groups, self.rows = self.rows, {}
        if not groups:
            return
        pieces: list[str] = []
        values: list[Any] = []
        for (model, or_ignore), rows in groups.items():
            pieces.append(_insert(_shape(model), rows, values, or_ignore=or_ignore))
        *first, last = pieces
        parts = ", ".join(f"stored_{number} AS ({piece})" for number, piece in enumerate(first))
        self.is_writing = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"WITH {parts} {last}" if parts else last, values)
        finally:
            self.is_writing = False
        for rows in groups.values():
            _settle(rows)

    def watch(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Stand before every statement of the connection while rows wait."""
        if self.rows and not self.is_writing:
            text = str(sql)
            if _UNDOES.match(text):
                self.rows = {}
            elif self.concerns(text):
                self.write()
        return execute(sql, params, many, context)


@step
def store(*rows: models.Model, or_ignore: bool = False) -> None:
    """Insert new rows, at once or together with others; `or_ignore` leaves one that is there already as it is."""
    waiting: _Waiting | None = getattr(connection, WAITING, None)
    taken = waiting or _Waiting()
    for row in rows:
        _take_defaults(row)
        taken.add(row, or_ignore=or_ignore)
    if waiting is None:
        taken.write()


@step
def save(row: models.Model, fields: Sequence[str]) -> None:
    """Save columns of a row that is stored; one that still waits is written with them."""
    if not is_waiting(row):
        row.save(update_fields=fields)


def is_waiting(row: models.Model) -> bool:
    """Tell whether a row is new and waits to be written."""
    waiting: _Waiting | None = getattr(connection, WAITING, None)
    if waiting is None:
        return False
    groups = (rows for (model, _), rows in waiting.rows.items() if model is type(row))
    return any(row is other for rows in groups for other in rows)


@contextmanager
def together() -> Iterator[None]:
    """Let new rows of the block wait for one another, to its end at the latest. Blocks inside change nothing.

    An error leaves none of them: what waits is dropped, and the transaction cannot be committed any more.
    """
    if getattr(connection, WAITING, None) is not None:
        yield
        return
    waiting = _Waiting()
    setattr(connection, WAITING, waiting)
    try:
        with connection.execute_wrapper(waiting.watch):
            try:
                yield
            except BaseException:
                if waiting.rows:
                    waiting.rows = {}
                    transaction.set_rollback(True)
                raise
            waiting.write()
    finally:
        setattr(connection, WAITING, None)


@cache
def _shape(model: type[models.Model]) -> _Shape:
    columns = model._meta.local_concrete_fields
    plain = tuple(item for item in columns if not item.generated)
    names = ", ".join(f'"{item.column}"' for item in plain)
    table = model._meta.db_table
    return _Shape(
        # Names of tables and columns are ours.
        head=f'INSERT INTO "{table}" ({names}) VALUES ',  # noqa: S608
        fields=plain,
        generated=tuple(item.attname for item in columns if item.generated),
        table=re.compile(rf"\b{re.escape(table)}\b"),
    )


def _insert(shape: _Shape, rows: Sequence[models.Model], values: list[Any], *, or_ignore: bool) -> str:
    """Write the statement for rows of one model and add their values."""
    places: list[str] = []
    for row in rows:
        marks: list[str] = []
        for item in shape.fields:
            value = item.pre_save(row, True)
            placeholder = getattr(item, "get_placeholder", None)
            marks.append(placeholder(value, None, connection) if placeholder else "%s")
            values.append(item.get_db_prep_save(value, connection))
        places.append(f"({', '.join(marks)})")
    return shape.head + ", ".join(places) + (" ON CONFLICT DO NOTHING" if or_ignore else "")


def _settle(rows: Sequence[models.Model]) -> None:
    """Let what PostgreSQL computes be read when somebody asks."""
    for row in rows:
        for name in _shape(type(row)).generated:
            row.__dict__.pop(name, None)


def _take_defaults(row: models.Model) -> None:
    """Put the database's constant defaults into the row, so that they need not be read back.

    Raises:
        TypeError: a column has no value but an expression, which only `save` can store.
    """
    for item in _shape(type(row)).fields:
        value = row.__dict__.get(item.attname)
        if isinstance(value, DatabaseDefault) and isinstance(item.db_default, Value | str | int):
            constant = item.db_default.value if isinstance(item.db_default, Value) else item.db_default
            setattr(row, item.attname, copy.copy(constant))
        elif hasattr(value, "resolve_expression"):
            raise TypeError(f"{type(row).__name__}.{item.name} is an expression")
