"""Flows, their versions and the differences between them, as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.presenters.settings import moment_label
from routing.domain.differences import Change, ChangeKind
from routing.models import FlowState, FlowVersion
from routing.presenters import flow_words as words
from routing.presenters.flow_graph import Rows
from routing.selectors import FlowSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """One flow in the list."""

    title: str
    state: str
    is_live: bool
    draft: str
    lines: str
    url: str
    restore_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a flow."""

    label: str
    state: str
    is_live: bool
    when: str
    who: str
    note: str
    number: int
    can_return: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One difference between two versions, in plain words."""

    node: str
    text: str
    before: str
    after: str


def flow_rows(flows: Iterable[FlowSummary]) -> tuple[FlowRow, ...]:
    """Turn flows into rows."""
    return tuple(
        FlowRow(
            title=one.flow.title,
            state=_("Version %(number)d is live") % {"number": one.live.number}
            if one.live
            else _("Never published"),
            is_live=one.live is not None,
            draft=_("Draft, edited %(when)s") % {"when": moment_label(one.draft.edited_at)}
            if one.draft
            else "",
            lines=", ".join(line.name for line in one.lines),
            url=reverse("routing:flow", kwargs={"flow_id": one.flow.pk}),
            restore_url=reverse("routing:flow_restore", kwargs={"flow_id": one.flow.pk})
            if one.flow.archived_at
            else "",
        )
        for one in flows
    )


def version_rows(versions: Iterable[FlowVersion]) -> tuple[VersionRow, ...]:
    """Turn the versions of a flow into rows, the newest first."""
    return tuple(
        VersionRow(
            label=_("Version %(number)d") % {"number": one.number},
            state=one.get_state_display(),
            is_live=one.state == FlowState.PUBLISHED,
            when=moment_label(one.published_at or one.edited_at),
            who=_who(one),
            note=one.note,
            number=one.number,
            can_return=one.state == FlowState.ARCHIVED,
        )
        for one in versions
    )


def change_rows(changes: Iterable[Change], rows: Rows) -> tuple[ChangeRow, ...]:
    """Say what changed, in plain words."""
    return tuple(_change(change, rows) for change in changes)


def changed_by(name: str, at: datetime) -> str:
    """Say who changed a draft meanwhile, and when."""
    told = {"name": name or _("Somebody who left"), "when": moment_label(at)}
    return _("%(name)s changed this draft on %(when)s. Here it is as it is now.") % told


def _who(version: FlowVersion) -> str:
    member = version.published_by or version.edited_by
    return member.name if member else _("somebody who left")


def _change(change: Change, rows: Rows) -> ChangeRow:
    said = {
        ChangeKind.TITLE: _("Title"),
        ChangeKind.LANGUAGES: _("Languages"),
        ChangeKind.START: _("Where calls begin"),
        ChangeKind.ADDED: _("Added: %(kind)s"),
        ChangeKind.REMOVED: _("Deleted: %(kind)s"),
        ChangeKind.KIND: _("Kind"),
        ChangeKind.SETTING: words.setting_label(change.what),
        ChangeKind.EXIT: _("%(exit)s leads to") % {"exit": words.exit_label(change.what)},
    }[change.kind]
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        kind = words.kind_label(change.after or change.before)
        return ChangeRow(node=change.node, text=said % {"kind": kind}, before="", after="")
    return ChangeRow(
        node=change.node, text=said, before=_value(change.before, rows), after=_value(change.after, rows)
    )


def _value(value: Any, rows: Rows) -> str:
    """Write a value of a document for a reader: names for ids, lists with commas."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, dict):
        parts = (f"{words.choice_label(key)}: {_value(one, rows)}" for key, one in value.items())
        return "; ".join(parts)
    if isinstance(value, list):
        return ", ".join(_value(one, rows) for one in value)
    for what in rows.by_what:
        if str(value) in dict(rows.by_what[what]):
            return rows.name(what, str(value))
    return words.choice_label(str(value))
