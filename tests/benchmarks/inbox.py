"""P8 and P9: the inbox at a hundred thousand and at a million conversations, and beside django-helpdesk."""

import time
from collections.abc import Iterable

from django.test import Client

from launcher.bench import Row
from tests.benchmarks import _blocks, _business, _meter, _peer
from tests.benchmarks._archive import Archive
from tests.benchmarks._blocks import Read
from tests.benchmarks._script import record_statements

SMALL, LARGE = 100_000, 1_000_000
FLAT, SEARCH_FLAT, STATEMENTS, OF_PEER = 1.3, 3.0, 5, 0.05
PAGES = 9
ADDRESS = "/inbox/?view=open"
Reads = dict[str, Read]


def measure() -> Iterable[Row]:
    """Seed once and grow, so that P9 and the smaller size of P8 share their rows."""
    archive = Archive()
    archive.grow(SMALL)
    member = archive.members[0]
    lists = _blocks.queries(archive.lines)
    wanted = lists | _blocks.rare() | _blocks.searches()
    small = _blocks.read_all(wanted, member=member)
    browser = _business.log_in(member)
    _page(browser)
    yield _statements(browser)
    yield _beside_helpdesk(browser)
    archive.grow(LARGE)
    large = _blocks.read_all(wanted, member=member)
    archive.clear()
    yield _flatness("P8", lists, small, large, aim=FLAT, only_full=True)
    yield _flatness("P8 rare label", _blocks.rare(), small, large, aim=FLAT)
    yield _flatness("P8 search", _blocks.searches(), small, large, aim=SEARCH_FLAT)


def _flatness(
    name: str, wanted: Iterable[str], small: Reads, large: Reads, *, aim: float, only_full: bool = False
) -> Row:
    """Report the list that grows most; a page that is not full at both sizes says nothing about flatness."""
    names = [key for key in wanted if not only_full or min(small[key].rows, large[key].rows) == _blocks.PAGE]
    growth = sorted(((large[key].blocks / small[key].blocks, key) for key in names), reverse=True)
    worst = "; ".join(
        f"{key} {ratio:.2f} ({small[key].blocks} to {large[key].blocks} blocks)" for ratio, key in growth[:4]
    )
    over = sum(ratio > aim for ratio, _key in growth)
    left_out = len(list(wanted)) - len(names)
    note = f"{len(names)} lists, {over} over the aim, {left_out} without a full page; most: {worst}"
    return Row(name, round(growth[0][0], 2), "× at 1 M", f"≤ {aim:g}", growth[0][0] <= aim, note)


def _statements(browser: Client) -> Row:
    """Count what one whole inbox page asks the database, log-in and counts included."""
    asked = [sql for sql, _params in record_statements(lambda: _page(browser)) if "set_config" not in sql]
    tables = [_table(sql) for sql in asked]
    note = f"the whole request: {', '.join(tables)}"
    return Row("P8 statements", len(asked), "a page", f"≤ {STATEMENTS}", len(asked) <= STATEMENTS, note)


def _table(sql: str) -> str:
    """Name a statement by the first table it reads, shortened."""
    name = sql.partition(" FROM ")[2].split()[0] if " FROM " in sql else sql.split(maxsplit=1)[0]
    return name.strip('"(').partition("_")[2] or "counts"


def _page(browser: Client) -> float:
    """Return the milliseconds of one page."""
    began = time.perf_counter()
    answer = browser.get(ADDRESS)
    spent = (time.perf_counter() - began) * 1000
    if answer.status_code != 200 or answer.content.count(b'id="row-') != _blocks.PAGE:
        raise RuntimeError(f"no full inbox page: {answer.status_code}")
    return spent


def _beside_helpdesk(browser: Client) -> Row:
    aim = f"≤ {OF_PEER:g}"
    try:
        with _peer.helpdesk(SMALL) as peer:
            peer()
            found = _meter.compare(lambda: _page(browser), peer, rounds=PAGES)
    except _peer.PeerMissing as reason:
        return Row("P9", None, "× django-helpdesk", aim, False, str(reason))
    note = f"{found.describe('ms a page')}; 50 of 15,000 open ones, both through the test client"
    return Row("P9", round(found.ratio, 4), "× django-helpdesk", aim, found.ratio <= OF_PEER, note)
