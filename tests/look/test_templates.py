"""Every template draws with sample objects, and keeps the rules that a strict CSP and screen readers need."""

import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.look.engine import ROOT, build
from tests.look.screens import FRAGMENTS, SCREENS

OWN = ("components", "conversations", "errors")
SOURCES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if path.parent.name in OWN or path.name in ("base.html", "shell.html", "public.html")
)
STYLES = sorted((ROOT / "static/css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
ENGINE = build()
LONGEST_TEMPLATE, LONGEST_SCRIPT = 120, 150


def draw(name: str) -> str:
    """Render a screen (light) or a fragment by its name."""
    if name in SCREENS:
        template, context = SCREENS[name]
        return ENGINE.get_template(template).render(**context("light"))
    template, ready = FRAGMENTS[name]
    return ENGINE.get_template(template).render(**ready)


PAGES = {name: draw(name) for name in (*SCREENS, *FRAGMENTS)}
each_page = pytest.mark.parametrize("html", PAGES.values(), ids=list(PAGES))
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))


@each_page
def test_nothing_is_inline(html: str) -> None:
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"<[^>]+\son\w+\s*=", html)
    assert not re.search(r"<style|javascript:|hx-on|\bjs:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


@each_page
def test_ids_are_unique_and_labels_point_somewhere(html: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', html))
    assert [name for name, times in ids.items() if times > 1] == []
    pointed = re.findall(r'\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"', html)
    assert [name for name in pointed if name not in ids] == []


@each_page
def test_icons_are_in_the_sprite(html: str) -> None:
    sprite = (ROOT / "templates/components/sprite.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    assert set(re.findall(r'<use href="#([^"]+)"', html)) <= drawn


@each_page
def test_static_files_exist(html: str) -> None:
    htmx = Path(find_spec("django_htmx").origin).parent / "static"  # type: ignore[union-attr, arg-type]
    for name in re.findall(r'"/static/([^"]+)"', html):
        assert (ROOT / "static" / name).is_file() or (htmx / name).is_file(), name


@pytest.mark.parametrize(
    "name", [name for name in FRAGMENTS if name not in ("rows", "entries", "reply-sent")]
)
def test_a_fragment_has_one_root_with_an_id(name: str) -> None:
    html = PAGES[name].strip()
    root = re.match(r"<(\w+)[^>]*\sid=\"[^\"]+\"", html)
    assert root, html[:120]
    depth = 0
    for mark in re.finditer(rf"<(/?){root[1]}\b", html):
        depth += -1 if mark[1] else 1
        if depth == 0:
            tail = html[mark.end() + 1 :].strip()
            assert tail == "" or tail.startswith("<dialog"), tail[:120]
            return
    pytest.fail("the root is not closed")


@each_source
def test_a_template_says_what_it_takes_and_stays_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("{#")
    assert len(lines) < LONGEST_TEMPLATE


@each_source
def test_addresses_come_from_the_page_object(path: Path) -> None:
    assert "url(" not in path.read_text(encoding="utf-8")


@each_source
def test_every_template_of_a_screen_is_drawn(path: Path) -> None:
    name = str(path.relative_to(ROOT / "templates"))
    assert ENGINE.get_template(name)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_behaviour_is_short_and_stands_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("//")
    assert len(text.splitlines()) < LONGEST_SCRIPT
    assert not re.search(r"^import |\beval\(|new Function|innerHTML \+=|\.style\b", text, re.MULTILINE)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_loads_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("/*")
    assert not re.search(r"@import|url\(", text)


def test_every_hue_has_its_line() -> None:
    text = (ROOT / "static/css/hues.css").read_text(encoding="utf-8")
    assert re.findall(r'\[data-hue="(\d+)"\]\{--hue:(\d+)\}', text) == [(str(n), str(n)) for n in range(360)]


def test_every_quarter_of_a_day_has_its_line() -> None:
    text = (ROOT / "static/css/quarters.css").read_text(encoding="utf-8")
    found = re.findall(r'\[data-(at|to)="(\d+)"\]\{--(at|to):(\d+)\}', text)
    starts, ends = [("at", str(n)) for n in range(96)], [("to", str(n)) for n in range(1, 97)]
    assert found == [(kind, n, kind, n) for kind, n in starts + ends]


def test_text_of_a_customer_is_escaped() -> None:
    from_street = SCREENS["inbox"][1]("light")["page"].list.rows[0]  # type: ignore[attr-defined]
    hostile = type(from_street)(
        **{**{f: getattr(from_street, f) for f in from_street.__slots__}, "preview": "<b>x</b>"}
    )
    html = ENGINE.get_template("conversations/_conversation_row.html").render(row=hostile)
    assert "&lt;b&gt;x" in html
