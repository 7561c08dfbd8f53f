"""Importing a list: preview, progress, what could not be read."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.pages import Choice
from contacts.domain.csv_files import write_row
from contacts.errors import fault_sentence
from contacts.models import ContactImport, ImportState
from contacts.pages import ColumnItem, ImportMistake, ImportPage, ImportProgress, ImportRow, Mark
from contacts.presenters import labels
from contacts.selectors import Mistake

SAMPLES = 3
SHOWN_MISTAKES = 50
FIELD_CHOICES = [
    ("", gettext_lazy("Leave out")),
    ("name", gettext_lazy("Whole name")),
    ("first_name", gettext_lazy("First name")),
    ("last_name", gettext_lazy("Last name")),
    ("middle_name", gettext_lazy("Middle name")),
    ("preferred_name", gettext_lazy("Called")),
    ("prefix", gettext_lazy("Title")),
    ("suffix", gettext_lazy("Suffix")),
    ("company_name", gettext_lazy("Company")),
    ("phone", gettext_lazy("Phone")),
    ("phone_2", gettext_lazy("Second phone")),
    ("email", gettext_lazy("E-mail")),
    ("email_2", gettext_lazy("Second e-mail")),
    ("language", gettext_lazy("Language")),
    ("lifecycle", gettext_lazy("Relationship")),
    ("tags", gettext_lazy("Labels")),
    ("source", gettext_lazy("Source")),
    ("about", gettext_lazy("Worth knowing")),
]
TONES = {ImportState.RUNNING: "info", ImportState.DONE: "ok", ImportState.FAILED: "danger"}


def import_page(
    row: ContactImport,
    *,
    first_rows: Sequence[Sequence[str]],
    mistakes: Sequence[Mistake],
    may_write: bool,
    fields: Sequence[str] | None = None,
    error: str = "",
) -> ImportPage:
    """Print an import: its columns while it waits, its progress afterwards. `fields` as chosen, when refused."""
    is_preview = row.state == ImportState.PREVIEW
    return ImportPage(
        id=str(row.pk),
        file_name=row.file_name,
        summary=ngettext("%(count)s person in the file", "%(count)s people in the file", row.total)
        % {"count": labels.number(row.total)},
        is_preview=is_preview,
        start_url=reverse("contacts:import_start", args=[row.pk]),
        columns=_columns(row, first_rows, fields) if is_preview else (),
        progress=import_progress(row, mistakes=mistakes, may_write=may_write),
        error=error,
    )


def import_progress(row: ContactImport, *, mistakes: Sequence[Mistake], may_write: bool) -> ImportProgress:
    """Print how far an import is, with its first mistakes; only who `may_write` can stop it."""
    is_running = row.state == ImportState.RUNNING
    count = row.mistake_count
    created, updated = row.created_count, row.updated_count
    return ImportProgress(
        id=str(row.pk),
        is_running=is_running,
        progress_url=reverse("contacts:import_progress", args=[row.pk]) if is_running else "",
        stop_url=reverse("contacts:import_stop", args=[row.pk]) if is_running and may_write else "",
        state="" if is_running else row.get_state_display(),
        done=row.done,
        total=row.total,
        summary=_how_far(row),
        created=ngettext("%(count)s new contact", "%(count)s new contacts", created)
        % {"count": labels.number(created)},
        updated=ngettext("%(count)s was known", "%(count)s were known", updated)
        % {"count": labels.number(updated)},
        failed=ngettext("%(count)s row could not be read", "%(count)s rows could not be read", count)
        % {"count": labels.number(count)}
        if count
        else "",
        errors=tuple(_mistake(row, mistake) for mistake in mistakes),
        errors_url=reverse("contacts:import_errors", args=[row.pk]) if count and not is_running else "",
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
        )
        for row in rows
    )


def mistake_heading(row: ContactImport) -> str:
    """Print the headings of the file of rows to put right: those uploaded, and a column that says why."""
    return write_row([*row.headings, _("What is wrong")])


def mistake_lines(row: ContactImport, mistakes: Iterable[Mistake]) -> Iterator[str]:
    """Print rows that could not be read as CSV, as uploaded, with why in the last column."""
    width = len(row.headings)
    for mistake in mistakes:
        filled = [*mistake.cells, *[""] * (width - len(mistake.cells))]
        yield write_row([*filled, _why(mistake)])


def _columns(
    row: ContactImport, first_rows: Sequence[Sequence[str]], fields: Sequence[str] | None
) -> tuple[ColumnItem, ...]:
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
                    Choice(value=value, label=str(label), is_current=value == chosen)
                    for value, label in FIELD_CHOICES
                ),
            )
        )
    return tuple(columns)


def _mistake(row: ContactImport, mistake: Mistake) -> ImportMistake:
    heading = row.headings[mistake.column] if mistake.column is not None else ""
    return ImportMistake(line=str(mistake.line), heading=heading, sentence=_why(mistake))


def _why(mistake: Mistake) -> str:
    return fault_sentence(mistake.fault, count=mistake.count, typed=mistake.typed)
