"""Importing a list: preview, progress, what could not be read."""

from collections.abc import Iterable, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.pages import Choice
from contacts.domain.csv_files import write_row
from contacts.models import ContactImport, ImportState
from contacts.pages import ColumnItem, ImportMistake, ImportPage, ImportProgress, ImportRow, Mark
from contacts.presenters import labels

SAMPLES = 3
SHOWN_ERRORS = 50
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
    row: ContactImport, *, may_write: bool, fields: Sequence[str] | None = None, error: str = ""
) -> ImportPage:
    """Print an import: its columns while it waits, its progress afterwards. `fields` as chosen, when refused."""
    return ImportPage(
        id=str(row.pk),
        file_name=row.file_name,
        summary=ngettext("%(count)d person in the file", "%(count)d people in the file", row.total)
        % {"count": row.total},
        is_preview=row.state == ImportState.PREVIEW,
        start_url=reverse("contacts:import_start", args=[row.pk]),
        columns=_columns(row, fields) if row.state == ImportState.PREVIEW else (),
        progress=import_progress(row, may_write=may_write),
        error=error,
    )


def import_progress(row: ContactImport, *, may_write: bool) -> ImportProgress:
    """Print how far an import is, which needs none of its rows; only who `may_write` can stop it."""
    is_running = row.state == ImportState.RUNNING
    count = len(row.errors)
    return ImportProgress(
        id=str(row.pk),
        is_running=is_running,
        progress_url=reverse("contacts:import_progress", args=[row.pk]) if is_running else "",
        stop_url=reverse("contacts:import_stop", args=[row.pk]) if is_running and may_write else "",
        state="" if is_running else row.get_state_display(),
        done=row.done,
        total=row.total,
        summary=_("%(done)d of %(total)d read") % {"done": row.done, "total": row.total},
        created=ngettext("%(count)d new contact", "%(count)d new contacts", row.created_count)
        % {"count": row.created_count},
        updated=ngettext("%(count)d was known", "%(count)d were known", row.updated_count)
        % {"count": row.updated_count},
        failed=ngettext("%(count)d row could not be read", "%(count)d rows could not be read", count)
        % {"count": count}
        if count
        else "",
        errors=tuple(_error(error) for error in row.errors[:SHOWN_ERRORS]),
        errors_url=reverse("contacts:import_errors", args=[row.pk]) if count and not is_running else "",
    )


def import_rows(rows: Iterable[ContactImport]) -> tuple[ImportRow, ...]:
    """Print the latest imports."""
    return tuple(
        ImportRow(
            file_name=row.file_name,
            url=reverse("contacts:import", args=[row.pk]),
            state=Mark(label=row.get_state_display(), tone=TONES.get(ImportState(row.state), "")),
            summary=_("%(done)d of %(total)d read") % {"done": row.done, "total": row.total},
            when=labels.date_label(row.created_at),
        )
        for row in rows
    )


def error_lines(row: ContactImport) -> Iterator[str]:
    """Print the rows that could not be read as CSV, as uploaded, with a column that says why."""
    yield write_row([*row.rows[0], _("What is wrong")])
    for error in row.errors:
        yield write_row([*row.rows[error["place"]], error["sentence"]])


def _columns(row: ContactImport, fields: Sequence[str] | None) -> tuple[ColumnItem, ...]:
    columns = []
    for place, heading in enumerate(row.rows[0]):
        chosen = fields[place] if fields is not None else row.columns.get(str(place), "")
        samples = [cells[place] for cells in row.rows[1:] if cells[place]][:SAMPLES]
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


def _error(error: dict[str, str]) -> ImportMistake:
    return ImportMistake(line=str(error["row"]), heading=error["heading"], sentence=error["sentence"])
