"""The page of promises: the kept-rate with its definition, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pages import Choice, Link
from conversations.domain.promises import Kept, PromisedBy, Standing, count_kept, standing
from conversations.models import Task
from conversations.pages import Empty
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label

SPANS: Final = (7, 30, 90)
SOURCES: Final = {
    PromisedBy.ASSISTANT: gettext_lazy("The receptionist"),
    PromisedBy.GREETING: gettext_lazy("A greeting"),
    PromisedBy.TEXT: gettext_lazy("An automatic text"),
    PromisedBy.MEMBER: gettext_lazy("A member"),
}
_STANDINGS: Final = {
    Standing.OPEN: (gettext_lazy("Open"), ""),
    Standing.KEPT: (gettext_lazy("Kept"), "ok"),
    Standing.LATE: (gettext_lazy("Done late"), "warn"),
    Standing.BROKEN: (gettext_lazy("Broken"), "danger"),
    Standing.WITHDRAWN: (gettext_lazy("Withdrawn"), ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure that opens the rows behind it."""

    label: str
    value: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One promise; `tone` colours how it stands."""

    title: str
    source: str
    owner: str
    due_iso: str
    due_label: str
    done_label: str
    standing: str
    tone: str
    talk: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage:
    """The figures of a span, and the rows of what was chosen."""

    rate: str
    told: str
    tiles: tuple[Tile, ...]
    spans: tuple[Link, ...]
    sources: tuple[Choice, ...]
    days: int
    chosen: str
    rows: tuple[PromiseRow, ...]
    url: str
    empty: Empty


def promises_page(
    tasks: Sequence[Task], *, reader: Reader, days: int, source: str, chosen: str
) -> PromisesPage:
    """Print the promises of a span; `chosen` keeps those that stand so."""
    stood = [(task, _standing(task, reader)) for task in tasks]
    kept = count_kept(one for _task, one in stood)
    shown = [(task, one) for task, one in stood if not chosen or one == chosen]
    here = reverse("conversations:promises")
    counts = [(one, sum(other is one for _task, other in stood)) for one in Standing]
    return PromisesPage(
        rate=_percent(kept),
        told=_("%(kept)d of %(due)d that came due were kept.") % {"kept": kept.kept, "due": kept.due}
        if kept.due
        else _("None came due in these days."),
        tiles=tuple(
            Tile(
                label=str(_STANDINGS[one][0]),
                value=str(count),
                url=_address(here, days, source, "" if one == chosen else one.value),
                is_current=one == chosen,
            )
            for one, count in counts
        ),
        spans=tuple(
            Link(
                label=_("%(count)d days") % {"count": one},
                url=_address(here, one, source, chosen),
                is_current=one == days,
            )
            for one in SPANS
        ),
        sources=(
            Choice(value="", label=_("Anybody"), is_current=not source),
            *(
                Choice(value=one.value, label=str(label), is_current=one == source)
                for one, label in SOURCES.items()
            ),
        ),
        days=days,
        chosen=chosen,
        rows=tuple(_row(task, one, reader) for task, one in shown),
        url=here,
        empty=Empty(title=_("No promise"), text=_("What customers are told by a time appears here.")),
    )


def _standing(task: Task, reader: Reader) -> Standing:
    is_withdrawn = task.done_at is not None and task.done_by_id is None
    return standing(due_at=task.due_at, done_at=task.done_at, is_withdrawn=is_withdrawn, now=reader.now)


def _row(task: Task, one: Standing, reader: Reader) -> PromiseRow:
    label, tone = _STANDINGS[one]
    talk = task.conversation
    return PromiseRow(
        title=task.title,
        source=str(SOURCES[PromisedBy(task.promised_by)]),
        owner=task.owner.name if task.owner else task.team.name if task.team else _("The team"),
        due_iso=task.due_at.isoformat(),
        due_label=moment_label(task.due_at, reader=reader),
        done_label=moment_label(task.done_at, reader=reader) if task.done_at else "",
        standing=str(label),
        tone=tone,
        talk=Link(label=talk.title, url=reverse("conversations:conversation", args=[talk.pk]))
        if talk
        else None,
    )


def _percent(kept: Kept) -> str:
    return "–" if kept.rate is None else _("%(share)d %%") % {"share": int(kept.rate * 100)}


def _address(here: str, days: int, source: str, chosen: str) -> str:
    asked = {"days": days, "by": source, "show": chosen}
    return f"{here}?{urlencode({key: value for key, value in asked.items() if value})}"
