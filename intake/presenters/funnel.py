"""The funnel of inquiries: every figure opens its rows."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.pages import Choice
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from core import clock
from intake.domain.playbooks.funnel import Counted, Rung, by_source, rungs
from intake.domain.playbooks.stages import LADDER
from intake.models import Inquiry
from intake.pages.playbooks import Figure, FunnelPage, FunnelRow, InquiryLine
from intake.presenters.playbook_words import MEANS, STAGES
from intake.selectors.playbooks import counted

DAYS: Final = (7, 30, 90, 365)
REACHED, HERE, LOST = "reached", "here", "lost"
MOST_ROWS: Final = 200


def funnel_page(
    rows: Sequence[Inquiry],
    member: Member,
    *,
    days: int,
    at: str,
    kind: str,
    source: str | None,
    has_playbook: bool,
) -> FunnelPage:
    """Build it; `at`, `kind` and `source` name the figure that was opened."""
    pairs = [(row, counted(row)) for row in rows]
    found = [one for _row, one in pairs]
    total = len(found)
    is_open = (at in LADDER and kind in (REACHED, HERE, LOST)) or source is not None
    shown = [row for row, one in pairs if is_open and _is_in(one, at, kind, source)]
    reader = reader_of(member, now=clock.now())
    return FunnelPage(
        days=tuple(
            Choice(value=f"{n}", label=_("%(n)d days") % {"n": n}, is_current=n == days) for n in DAYS
        ),
        total=total,
        heads=(_("Reached"), _("Stand there"), _("Lost there")),
        rungs=tuple(_rung(one, total, days) for one in rungs(found)),
        sources=tuple(_source(name, found, days) for name, found in by_source(found).items()),
        opened=_opened(at, kind, source, len(shown)) if is_open else "",
        rows=tuple(
            InquiryLine(
                name=row.conversation.title,
                url=reverse("conversations:conversation", args=[row.conversation_id]),
                stage=STAGES[row.stage][0](),
                tone=STAGES[row.stage][1],
                source=counted(row).source,
                when=moment_label(row.opened_at, reader=reader),
                reason=row.reason,
            )
            for row in shown[:MOST_ROWS]
        ),
        has_playbook=has_playbook,
    )


def _is_in(one: Counted, at: str, kind: str, source: str | None) -> bool:
    if source is not None and one.source != source:
        return False
    if at not in LADDER:
        return True
    if kind == REACHED:
        return LADDER.index(one.furthest) >= [str(stage) for stage in LADDER].index(at)
    return one.furthest == at and one.is_lost is (kind == LOST)


def _url(days: int, **which: str) -> str:
    return f"{reverse('intake:funnel')}?{urlencode({'days': days, **which})}#rows"


def _rung(one: Rung, total: int, days: int) -> FunnelRow:
    values = ((REACHED, one.reached), (HERE, one.here), (LOST, one.lost))
    return FunnelRow(
        label=STAGES[one.stage][0](),
        means=MEANS[one.stage](),
        figures=tuple(Figure(value=n, url=_url(days, at=one.stage, kind=kind)) for kind, n in values),
        share=round(100 * one.reached / total) if total else 0,
    )


def _source(name: str, found: Sequence[Rung], days: int) -> FunnelRow:
    reached = [
        Figure(value=one.reached, url=_url(days, at=one.stage, kind=REACHED, source=name)) for one in found
    ]
    return FunnelRow(label=name, means="", figures=tuple(reached))


def _opened(at: str, kind: str, source: str | None, count: int) -> str:
    stage = STAGES[at][0]() if at in LADDER else _("Inquiries")
    how = {HERE: _("stand there"), LOST: _("lost there")}.get(kind, _("reached"))
    words = f"{stage}: {how}" if at in LADDER else stage
    return f"{words} · {source} · {count}" if source else f"{words} · {count}"
