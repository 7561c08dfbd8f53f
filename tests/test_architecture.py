"""What import contracts cannot see: keys and writes across apps, hidden imports, totality, size, inline scripts."""

import ast
import importlib.util
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from conversations.domain import states
from core import events
from launcher.key_direction import ORDER, wrong_keys

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "core", "accounts", "contacts", "conversations", "scheduling", "intake", "routing", "receptionist", "carrier",
    "config",
)  # fmt: skip
SKIPPED = {"migrations", "simulator"}
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
MOST_LINES = 300
# Longer than MOST_LINES, each with its reason. The number may only fall.
LONG: dict[str, str] = {}
# Writes into another app's model, each with its reason. The number may only fall.
FOREIGN_WRITES: dict[str, str] = {}


def sources(*, skipped: set[str] = SKIPPED) -> Iterator[Path]:
    """List our own modules."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not skipped & set(path.relative_to(ROOT).parts):
                yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_foreign_key_points_to_a_higher_app() -> None:
    assert set(ORDER) == {app for app in APPS if app != "config"}
    assert list(wrong_keys()) == []


def test_a_wrong_key_would_be_found() -> None:
    order = {label: place for place, label in enumerate(ORDER)}
    keys = [
        (model._meta.app_label, field.related_model._meta.app_label)  # type: ignore[union-attr]
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model
    ]
    known = [(own, target) for own, target in keys if own in order and target in order]
    assert len(known) > 40
    assert all(order[own] >= order[target] for own, target in known)


class ForeignWrites(ast.NodeVisitor):
    """This will find writes to models of other apps: on the class, on its querysets, and on rows typed or made as it."""

    def __init__(self, foreign: set[str]) -> None:
        self.foreign = foreign
        self.rows: dict[str, str] = {}
        self.found: list[tuple[int, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.rows = self.rows, dict(self.rows)
        for argument in [*node.args.args, *node.args.kwonlyargs]:
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id in self.foreign:
                self.rows[argument.arg] = argument.annotation.id
        self.generic_visit(node)
        self.rows = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.rows.pop(target.id, None)
                if (model := self._model(node.value)) is not None:
                    self.rows[target.id] = model
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        writes = isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        if writes and (model := self._model(node.func.value)) is not None:  # type: ignore[attr-defined]
            self.found.append((node.lineno, f"{model}.{node.func.attr}"))  # type: ignore[attr-defined]
        self.generic_visit(node)

    def _model(self, node: ast.expr) -> str | None:
        """Follow `Model(...)`, `Model.objects.…` and known rows down to the model's name."""
        while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        if not isinstance(node, ast.Name):
            return None
        return node.id if node.id in self.foreign else self.rows.get(node.id)


def foreign_writes(text: str, *, foreign: set[str]) -> list[tuple[int, str]]:
    visitor = ForeignWrites(foreign)
    visitor.visit(ast.parse(text))
    return visitor.found


def test_no_app_writes_another_apps_models() -> None:
    owners = {
        model.__name__: model._meta.app_label for model in apps.get_models() if model._meta.app_label in APPS
    }
    found = []
    for path in sources():
        app = path.relative_to(ROOT).parts[0]
        # The demo and an examination's throw-away tenant are furnished like a test, from outside every app.
        if {"demo", "examination"} & set(path.parts):
            continue
        foreign = {name for name, owner in owners.items() if owner != app}
        for line, write in foreign_writes(path.read_text(), foreign=foreign):
            if f"{name_of(path)} {write}" not in FOREIGN_WRITES:
                found.append(f"{name_of(path)}:{line} {write}")
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Contact.objects.create(name='x')",
        "Contact.objects.filter(pk=1).update(name='x')",
        "Contact(name='x').save()",
        "row = Contact.objects.get(pk=1)\nrow.save()",
        "def change(row: Contact) -> None:\n    row.delete()",
        "def change(*, row: Contact) -> None:\n    row.save(update_fields=['name'])",
        "Contact.objects.of(x).bulk_create([])",
    ],
)
def test_a_foreign_write_would_be_found(text: str) -> None:
    assert len(foreign_writes(text, foreign={"Contact"})) == 1


def test_no_import_hides_inside_a_function() -> None:
    found = [
        f"{name_of(path)}:{inner.lineno}"
        for path in sources(skipped={"migrations"})
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        # Models exist only from `AppConfig.ready` on, and Django reads apps.py before them.
        and (path.name, outer.name) != ("apps.py", "ready")
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_two_http_libraries_under_one_name() -> None:
    assert importlib.util.find_spec("urllib3_future") is None, "it replaces urllib3 for everybody"


# Says how far a message got at the carrier, so it names only the states a carrier can report.
PARTIAL = {"MESSAGE_RANKS"}
TABLES = [
    name
    for name, value in vars(states).items()
    if name.isupper()
    and name not in PARTIAL
    and isinstance(value, Mapping)
    and value
    and isinstance(next(iter(value)), Enum)
]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_states_is_total(name: str) -> None:
    table = getattr(states, name)
    assert set(table) == set(type(next(iter(table))))


def test_every_state_has_a_table() -> None:
    covered = {type(next(iter(getattr(states, name)))) for name in TABLES}
    assert {states.Status, states.Control, states.Ownership, states.MessageState} <= covered


@pytest.mark.parametrize("field", ["status", "control", "ownership", "outcome", "state"])
def test_models_offer_every_state(field: str) -> None:
    enums = {
        "status": states.Status, "control": states.Control, "ownership": states.Ownership, "outcome": states.Outcome,
        "state": states.MessageState,
    }  # fmt: skip
    model = apps.get_model("conversations", "Entry" if field == "state" else "Conversation")
    column = model._meta.get_field(field)
    assert isinstance(column, models.CharField)
    assert {value for value, _ in column.choices or ()} == {item.value for item in enums[field]}
    assert max(len(item.value) for item in enums[field]) <= (column.max_length or 0)


def test_modules_stay_small() -> None:
    long = {
        name_of(path): lines
        for path in sources(skipped={"migrations"})
        if (lines := path.read_text().count("\n")) > MOST_LINES
    }
    assert {name: lines for name, lines in long.items() if name not in LONG} == {}
    assert set(LONG) <= set(long), "no longer long: take it off the list"


INLINE = re.compile(
    r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=|\stype=\"application/json\")|\son[a-z]+\s*=\s*[\"']|\shx-on|javascript:|hx-(?:vals|headers)\s*=\s*[\"']js:",
    re.IGNORECASE,
)


def templates() -> list[Path]:
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return [
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".jinja"}
    ]


def test_no_template_has_inline_script_or_style() -> None:
    found = [
        f"{name_of(path)}: {match.group(0).strip()}"
        for path in templates()
        for match in INLINE.finditer(path.read_text())
    ]
    assert len(templates()) > 40
    assert found == []


@pytest.mark.parametrize(
    "text", ["<p style='x'>", "<style>", "<script>x", '<a onclick="x">', "<a href='javascript:x'>"]
)
def test_an_inline_script_would_be_found(text: str) -> None:
    assert INLINE.search(text)


def test_every_handlers_name_is_its_own_and_says_its_app() -> None:
    names = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "handles":
                value = next(word.value for word in node.keywords if word.arg == "name")
                assert isinstance(value, ast.Constant)
                names.append(str(value.value))
                assert str(value.value).startswith(f"{path.relative_to(ROOT).parts[0]}."), value.value
    assert len(names) == len(set(names)), "a name taken twice would silently replace a handler"
    assert set(names) <= set(events._handlers)


def test_every_fact_is_frozen_and_registered_once() -> None:
    names = [
        node.args[0].value
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "event"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    assert len(names) == len(set(names))
    for fact in events._facts.values():
        assert fact.__dataclass_params__.frozen, fact  # type: ignore[attr-defined]
