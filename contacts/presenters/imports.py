"""Importing a list: preview, progress, what could not be read."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.pages import Choice, Link
from contacts.domain.csv_files import write_row
from contacts.models import ContactImport, ImportState
from contacts.pages import ColumnItem, ImportMistake, ImportPage, ImportProgress, ImportRow, Mark, UploadPage
from contacts.ports import ListKind, RowFault
from contacts.presenters import labels
from contacts.selectors import Mistake

SAMPLES = 3
SHOWN_MISTAKES = 50
TONES = {ImportState.RUNNING: "info", ImportState.DONE: "ok", ImportState.FAILED: "danger"}


def upload_page(kind: ListKind) -> UploadPage:
    """Print what a kind of list is called and asks for."""
    label, name = kind.home
    return UploadPage(
        kind=kind.key,
        title=str(kind.title),
        intro=str(kind.intro),
        url=_lists_url(kind),
        home=Link(label=str(label), url=reverse(name)),
    )


def import_page(
    row: ContactImport,
    *,
    kind: ListKind,
    can_go_on: bool,
    first_rows: Sequence[Sequence[str]],
    mistakes: Sequence[Mistake],
    may_write: bool,
    fields: Sequence[str] | None = None,
    label: str = "",
    error: str = "",
) -> ImportPage:
    """Print an import: its columns while it waits, its progress afterwards. `fields` as chosen, when refused."""
    is_preview = row.state == ImportState.PREVIEW
    return ImportPage(
        id=str(row.pk),
        file_name=row.file_name,
        summary=ngettext("%(count)s row in the file", "%(count)s rows in the file", row.total)
        % {"count": labels.number(row.total)},
        is_preview=is_preview,
        start_url=reverse("contacts:import_start", args=[row.pk]),
        columns=_columns(row, kind, first_rows, fields) if is_preview else (),
        progress=import_progress(row, kind=kind, can_go_on=can_go_on, mistakes=mistakes, may_write=may_write),
        upload=upload_page(kind),
        label_hint=str(kind.label_hint),
        label=label,
        error=error,
    )


def import_progress(
    row: ContactImport, *, kind: ListKind, can_go_on: bool, mistakes: Sequence[Mistake], may_write: bool
) -> ImportProgress:
    """Print how far an import is, with its first mistakes; only who `may_write` can stop it or let it go on."""
    is_running = row.state == ImportState.RUNNING
    count = row.mistake_count
    return ImportProgress(
        id=str(row.pk),
        is_running=is_running,
        progress_url=reverse("contacts:import_progress", args=[row.pk]) if is_running else "",
        stop_url=reverse("contacts:import_stop", args=[row.pk]) if is_running and may_write else "",
        resume_url=reverse("contacts:import_resume", args=[row.pk]) if can_go_on and may_write else "",
        state="" if is_running else row.get_state_display(),
        done=row.done,
        total=row.total,
        summary=_how_far(row),
        created=kind.created(row.created_count),
        updated=kind.updated(row.updated_count),
        failed=ngettext("%(count)s row could not be read", "%(count)s rows could not be read", count)
        % {"count": labels.number(count)}
        if count
        else "",
        errors=tuple(_mistake(row, kind, mistake) for mistake in mistakes),
        errors_url=reverse("contacts:import_errors", args=[row.pk]) if mistakes and not is_running else "",
        after=_after(kind) if not is_running else None,
    )


def _how_far(row: ContactImport) -> str:
    figures = {"done": labels.number(row.done), "total": labels.number(row.total)}
    return _("%(done)s of %(total)s read") % figures


def import_rows(rows: Iterable[ContactImport]) -> tuple[ImportRow, ...]:
    """Print the latest imports."""
    return tuple(
        ImportRow(
            file_name=row.file_name,
            url=reverse("contacts:import", args=[row.pk]),
            state=Mark(label=row.get_state_display(), tone=TONES.get(ImportState(row.state), "")),
            summary=_how_far(row),
            when=labels.date_label(row.created_at),
            who=row.member.name if row.member else "",
            label=row.label,
        )
        for row in rows
    )


def mistake_heading(row: ContactImport) -> str:
    """Print the headings of the file of rows to put right: those uploaded, and a column that says why."""
    return write_row([*row.headings, _("What is wrong")])


def mistake_lines(row: ContactImport, kind: ListKind, mistakes: Iterable[Mistake]) -> Iterator[str]:
    """Print rows that could not be read as CSV, as uploaded, with why in the last column."""
    width = len(row.headings)
    for mistake in mistakes:
        filled = [*mistake.cells, *[""] * (width - len(mistake.cells))]
        yield write_row([*filled, _why(kind, mistake)])


def _lists_url(kind: ListKind) -> str:
    return f"{reverse('contacts:imports')}?{urlencode({'kind': kind.key})}"


def _after(kind: ListKind) -> tuple[str, Link] | None:
    if kind.after is None:
        return None
    sentence, label, name = kind.after
    return str(sentence), Link(label=str(label), url=reverse(name))


def _columns(
    row: ContactImport, kind: ListKind, first_rows: Sequence[Sequence[str]], fields: Sequence[str] | None
) -> tuple[ColumnItem, ...]:
    offered = [("", _("Leave out")), *((value, str(label)) for value, label in kind.fields.items())]
    columns = []
    for place, heading in enumerate(row.headings):
        chosen = fields[place] if fields is not None else row.columns.get(str(place), "")
        samples = [cells[place] for cells in first_rows if len(cells) > place and cells[place]][:SAMPLES]
        columns.append(
            ColumnItem(
                name=f"column-{place}",
                heading=heading or _("Column %(number)d") % {"number": place + 1},
                sample=" · ".join(samples)[:160],
                choices=tuple(
                    Choice(value=value, label=label, is_current=value == chosen) for value, label in offered
                ),
            )
        )
    return tuple(columns)


def _mistake(row: ContactImport, kind: ListKind, mistake: Mistake) -> ImportMistake:
    heading = row.headings[mistake.column] if mistake.column is not None else ""
    return ImportMistake(line=str(mistake.line), heading=heading, sentence=_why(kind, mistake))


def _why(kind: ListKind, mistake: Mistake) -> str:
    return kind.sentence(RowFault(fault=mistake.fault, count=mistake.count, typed=mistake.typed))
