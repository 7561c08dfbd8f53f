"""P10: printing fifty rows of the list by Jinja2, over the same text put together by hand."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.template.loader import get_template
from markupsafe import escape

from conversations.pages import Badge, ConversationRow, ListPane
from conversations.pages.parts import Person
from launcher.bench import Row
from tests.benchmarks import _meter

ROWS = 50
TIMES = 200
ROUNDS = 7
AIM = 2.0
START = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def measure() -> Iterable[Row]:
    """Compare CPU, after making sure that both print the same rows."""
    pane = ListPane(view_key="open", title="", summary="", url="", rows_url="", rows=_rows(), next_url="")
    template = get_template("conversations/_rows.html")

    def ours() -> str:
        return template.render({"pane": pane})

    def floor() -> str:
        return "".join([_by_hand(row) for row in pane.rows])

    if ours().split() != floor().split():
        raise RuntimeError("the hand-made rows no longer read as the template's")
    found = _meter.compare(lambda: _cost(ours), lambda: _cost(floor), rounds=ROUNDS)
    note = f"{ROWS} rows, {len(floor()):,} characters: {found.describe('ms CPU')}"
    yield Row("P10", round(found.ratio, 2), "× f-string", f"≤ {AIM:g}", found.ratio <= AIM, note)


def _cost(work: Callable[[], str]) -> float:
    spent: list[float] = []
    work()
    with _meter.own_cpu(spent):
        for _ in range(TIMES):
            work()
    return spent[0] / TIMES * 1000


def _rows() -> tuple[ConversationRow, ...]:
    return tuple(_row(number) for number in range(ROWS))


def _row(number: int) -> ConversationRow:
    at = (START - timedelta(minutes=number)).isoformat()
    key = str(UUID(int=number))
    waiting = Badge(label="Waiting", tone="warn", icon="clock", since_iso=at, clock_label="12 min")
    badges = (waiting, Badge(label="label 3")) if number % 2 else (Badge(label="label 3"),)
    return ConversationRow(
        id=key,
        version=number,
        url=f"/inbox/{key}/?view=open",
        person=Person(name=f"Person {number}", initials="P N", tint=number % 6),
        time_label="10:00",
        time_iso=at,
        channel_icon="text",
        channel_label="Text message",
        preview=f"Could somebody call me back about case {number}? I've an appointment & no address <yet>.",
        is_unread=number % 3 == 0,
        badges=badges,
        owner=Person(name="Bob Ortiz", initials="BO", tint=3) if number % 2 else None,
        order=f"{at} {key}",
    )


def _by_hand(row: ConversationRow) -> str:
    name, preview = escape(row.person.name), escape(row.preview)
    unread = " unread" if row.is_unread else ""
    order = f' data-order="{escape(row.order)}"' if row.order else ""
    said = '<span class="sr">unread</span>' if row.is_unread else ""
    tint = f"t{row.person.tint}" if row.person.tint else "none"
    owner = (
        f'<span class="av sm t{row.owner.tint}" aria-hidden="true">{escape(row.owner.initials)}</span>'
        f'<span class="sr">{escape(row.owner.name)}</span>'
        if row.owner
        else ""
    )
    return f"""<li class="item{unread}" id="row-{escape(row.id)}" data-version="{row.version}"{order}>
<label class="pick"><input type="checkbox" name="conversation" value="{escape(row.id)}" form="bulk" aria-label="Choose \
{name}"><span class="av {tint}" aria-hidden="true">{escape(row.person.initials)}</span></label>
<a href="{escape(row.url)}"><span class="l1"><b class="cut">{name}</b>{said}<time datetime="{escape(row.time_iso)}">\
{escape(row.time_label)}</time></span>
<span class="l2"><svg class="i" aria-hidden="true"><use href="#i-{escape(row.channel_icon)}"/></svg><span class="sr">\
{escape(row.channel_label)}:</span><span class="cut">{preview}</span></span>
<span class="l3">{"".join([_badge(badge) for badge in row.badges])}<span class="badge viewing" data-viewing="\
{escape(row.id)}" hidden><svg class="i" aria-hidden="true"><use href="#i-eye"/></svg><span data-viewing-text></span>\
</span>{owner}</span></a>
</li>"""


def _badge(badge: Badge) -> str:
    icon = (
        f'<svg class="i" aria-hidden="true"><use href="#i-{escape(badge.icon)}"/></svg>' if badge.icon else ""
    )
    clock = (
        f' <time data-since="{escape(badge.since_iso)}">{escape(badge.clock_label)}</time>'
        if badge.since_iso
        else ""
    )
    return f'<span class="badge {escape(badge.tone)}">{icon}{escape(badge.label)}{clock}</span>'
