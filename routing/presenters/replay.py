"""The page of a replay: the window, how far it is, both flows side by side, and the calls that go otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from routing.domain.replaying.calling import Outcome
from routing.models import Flow, FlowState, FlowVersion, Replay, ReplayedCall, ReplayState
from routing.models.replay import UNDER_WAY
from routing.presenters.replay_figures import FigureRow, figure_rows, queue_rows, seconds_label
from routing.selectors.replays import ChangedCalls


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """One call that goes otherwise."""

    when: str
    who: str
    url: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """The replay the page is about."""

    window: str
    asked: str
    headline: str
    is_under_way: bool
    is_bad: bool
    done: int
    whole: int
    figures: tuple[FigureRow, ...]
    queues: tuple[tuple[str, tuple[FigureRow, ...]], ...]
    notes: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    changed_label: str
    newer_url: str
    older_url: str
    pages: str
    cancel_url: str
    progress_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayPage:
    """The whole page; `run` is None while nothing was replayed."""

    title: str
    tried: str
    flow_url: str
    start_url: str
    from_value: str
    to_value: str
    latest_value: str
    lines: str
    problem: str
    run: RunShown | None


def replay_page(
    flow: Flow,
    *,
    tried: FlowVersion,
    window: tuple[str, str],
    today: date,
    lines: Sequence[str],
    run: RunShown | None,
    problem: str = "",
) -> ReplayPage:
    """Put the page together; `tried` is the version that is walked, `window` is as it was typed."""
    return ReplayPage(
        title=flow.title,
        tried=(
            _("Draft %(number)d")
            if tried.state == FlowState.DRAFT
            else _("Version %(number)d, which is live")
        )
        % {"number": tried.number},
        flow_url=reverse("routing:flow", args=[flow.pk]),
        start_url=reverse("routing:flow_replay_start", args=[flow.pk]),
        from_value=window[0],
        to_value=window[1],
        latest_value=today.isoformat(),
        lines=", ".join(lines),
        problem=problem,
        run=run,
    )


def run_shown(
    run: Replay,
    changed: ChangedCalls,
    *,
    reader: Reader,
    digest: str,
    names: Mapping[UUID, str],
    queues: Mapping[UUID, str],
) -> RunShown:
    """Write down a replay; `digest` is of the document as it stands now."""
    key = {"flow_id": run.flow_id}
    here = reverse("routing:flow_replay", kwargs=key)
    is_done = run.state == ReplayState.DONE
    return RunShown(
        window=_("%(first)s to %(last)s") % {"first": _day(run.starts_on), "last": _day(run.ends_on)},
        asked=moment_label(run.asked_at, reader=reader),
        headline=_headline(run),
        is_under_way=run.state in UNDER_WAY,
        is_bad=run.state == ReplayState.BROKEN,
        done=len(run.figures) * 2 * run.calls + run.done,
        whole=run.draws * 2 * run.calls,
        figures=figure_rows(run.figures) if is_done else (),
        queues=queue_rows(run.figures, queues) if is_done else (),
        notes=_notes(run, digest) if is_done else (),
        changed=tuple(_changed(row, reader, names, queues) for row in changed.rows) if is_done else (),
        changed_label=ngettext("%(count)s call goes otherwise", "%(count)s calls go otherwise", changed.count)
        % {"count": f"{changed.count:,}"},
        newer_url=f"{here}?page={changed.page - 1}#changed" if changed.page > 1 else "",
        older_url=f"{here}?page={changed.page + 1}#changed" if changed.page < changed.pages else "",
        pages=_("Page %(page)d of %(pages)d") % {"page": changed.page, "pages": changed.pages},
        cancel_url=reverse("routing:flow_replay_cancel", kwargs={**key, "replay_id": run.pk}),
        progress_url=reverse("routing:flow_replay_progress", kwargs=key),
    )


def _headline(run: Replay) -> str:
    count = {"count": f"{run.calls:,}"}
    match ReplayState(run.state):
        case ReplayState.WAITING:
            return _("Waiting for a free worker.")
        case ReplayState.RUNNING:
            return ngettext("Replaying %(count)s call.", "Replaying %(count)s calls.", run.calls) % count
        case ReplayState.CANCELLED:
            return _("The replay was cancelled.")
        case ReplayState.BROKEN:
            return _("The replay broke off. Start it again.")
        case _:
            pass
    if not run.change_count:
        return (
            ngettext(
                "No difference: %(count)s call goes as it did.",
                "No difference: %(count)s calls go as they did.",
                run.calls,
            )
            % count
        )
    return ngettext(
        "%(changed)s of %(count)s call goes otherwise.",
        "%(changed)s of %(count)s calls go otherwise.",
        run.calls,
    ) % {**count, "changed": f"{run.change_count:,}"}


def _notes(run: Replay, digest: str) -> tuple[str, ...]:
    found = []
    if run.digest != digest:
        found.append(_("The draft has changed since. Replay again to see what it does now."))
    if run.live_version is None:
        found.append(
            _(
                "No line follows this flow yet: calls of all lines are shown beside how those lines handle them now."
            )
        )
    if run.supposed.get("shifts"):
        count = run.supposed["shifts"]
        found.append(
            ngettext(
                "Whether %(count)d member was at work is not recorded; opening hours are supposed.",
                "Whether %(count)d members were at work is not recorded; opening hours are supposed.",
                count,
            )
            % {"count": count}
        )
    supposed = max(run.figures[0][side]["supposed"] for side in ("before", "after"))
    if supposed:
        found.append(
            ngettext(
                "In %(count)s call something was supposed, such as who would have answered.",
                "In %(count)s calls something was supposed, such as who would have answered.",
                supposed,
            )
            % {"count": f"{supposed:,}"}
        )
        found.append(
            _(
                "It was drawn %(draws)d times, by how each member takes calls: “between” says how far apart that lies."
            )
            % {"draws": len(run.figures)}
        )
    found.append(_("Callers are who they are known to be today. Keys and patience are those of the day."))
    return tuple(found)


def _changed(
    row: ReplayedCall, reader: Reader, names: Mapping[UUID, str], queues: Mapping[UUID, str]
) -> ChangedRow:
    return ChangedRow(
        when=moment_label(row.call.started_at, reader=reader),
        who=row.call.conversation.title,
        url=reverse("conversations:call", args=[row.call_id]),
        before=_ending(row.before, names, queues),
        after=_ending(row.after, names, queues),
    )


def _ending(one: Mapping[str, Any], names: Mapping[UUID, str], queues: Mapping[UUID, str]) -> str:
    """Say how a call ends, and whether that is supposed."""
    wait = seconds_label(one["wait"])
    who = names.get(UUID(one["member"]), "") if one["member"] else ""
    said = {
        Outcome.ANSWERED: _("%(name)s answers after %(wait)s")
        % {"name": who or _("somebody who left"), "wait": wait},
        Outcome.OUTSIDE: _("put through outside after %(wait)s") % {"wait": wait},
        Outcome.VOICEMAIL: _("asked for a message after %(wait)s") % {"wait": wait},
        Outcome.CALLBACK: _("asks to be called back"),
        Outcome.TEXTED: _("gets a text"),
        Outcome.GAVE_UP: _("gives up"),
        Outcome.LET_GO: _("is let go after %(wait)s") % {"wait": wait},
    }[Outcome(one["outcome"])]
    queue = queues.get(UUID(one["queue"]), "") if one["queue"] else ""
    if queue:
        said = _("%(ending)s, in the queue %(queue)s") % {"ending": said, "queue": queue}
    return said if one["sure"] else _("%(ending)s (supposed)") % {"ending": said}


def _day(day: date) -> str:
    return formats.date_format(day, "SHORT_DATE_FORMAT")
