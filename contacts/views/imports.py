"""Lists of contacts in and out."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.models import Member
from accounts.presenters import shell
from contacts import presenters, selectors
from contacts.forms import UploadForm, column_fields
from contacts.models import ContactImport
from contacts.ports import ListKind
from contacts.presenters.imports import SHOWN_MISTAKES
from contacts.services import imports as services
from core import clock
from core.errors import Conflict, Refused
from core.transactions import reading

BATCH = 500


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def imports(request: MemberRequest) -> HttpResponse:
    """Choose a file; the latest lists of its kind are below."""
    kind = selectors.kind_for(request.member, request.GET.get("kind", selectors.PEOPLE))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                row = services.upload_list(
                    by=request.member, file_name=file.name, file=file.file, kind=kind.key
                )
            except Refused as refusal:
                form.add_error("file", str(refusal.sentence))
            else:
                return redirect("contacts:import", row.pk)
    with reading(request.member.organisation_id):
        latest = selectors.list_imports(organisation_id=request.member.organisation_id, kind=kind.key)
        frame = shell(request, current=kind.rail)
    context = {
        "shell": frame,
        "form": form,
        "page": presenters.upload_page(kind),
        "imports": presenters.import_rows(latest),
    }
    return render(request, "contacts/imports.html", context, status=422 if form.errors else 200)


@require_GET
@never_cache
@member_required
def one(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Show a list: what its columns hold, or how far it is."""
    return _page(request, import_id)


@require_POST
@writer_required
def start(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Begin to read a list in."""
    fields, label = column_fields(request.POST), request.POST.get("label", "").replace("\x00", "")
    try:
        services.start_import(
            by=request.member, import_id=import_id, fields=fields, label=label, now=clock.now()
        )
    except Conflict:
        return redirect("contacts:import", import_id)
    except services.ColumnsUnclear as refusal:
        return _page(request, import_id, fields=fields, label=label, refusal=refusal)
    return redirect("contacts:import", import_id)


@require_POST
@writer_required
def stop(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """End a list that is being read in; one that has ended meanwhile is shown as it stands."""
    with suppress(Conflict):
        services.stop_import(by=request.member, import_id=import_id, now=clock.now())
    return redirect("contacts:import", import_id)


@require_POST
@writer_required
def resume(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Go on with a list that was halted; one that goes on already, or cannot, is shown as it stands."""
    with suppress(Conflict):
        services.resume_import(by=request.member, import_id=import_id, now=clock.now())
    return redirect("contacts:import", import_id)


@require_GET
@never_cache
@member_required
def progress(request: MemberRequest, import_id: UUID) -> HttpResponse:
    """Show how far a list is, asked every second while it is read in."""
    member = request.member
    with reading(member.organisation_id):
        row = selectors.get_import(member=member, import_id=import_id)
        mistakes = selectors.list_mistakes(listed=row, most=SHOWN_MISTAKES)
        can_go_on = selectors.can_go_on(listed=row)
    if not request.htmx:
        return redirect("contacts:import", import_id)
    shown = presenters.import_progress(
        row,
        kind=selectors.kind_for(member, row.kind),
        can_go_on=can_go_on,
        mistakes=mistakes,
        may_write=policies.can_write(member),
    )
    return render(request, "contacts/_import_progress.html", {"progress": shown})


@require_GET
@never_cache
@member_required
def errors(request: MemberRequest, import_id: UUID) -> HttpResponseBase:
    """Give the rows that could not be read, to put right and upload again."""
    with reading(request.member.organisation_id):
        row = selectors.get_import(member=request.member, import_id=import_id)
    # The answer is made while it is sent, when the reader's language is no longer in force.
    kind = selectors.kind_for(request.member, row.kind)
    lines = _spoken(_mistake_lines(row, kind), translation.get_language())
    return _file(lines, f"not-imported-{row.created_at:%Y-%m-%d}.csv")


@require_GET
@never_cache
@member_required
def export(request: MemberRequest) -> HttpResponseBase:
    """Give every contact as CSV, read in small transactions while it is sent; the log keeps who took it."""
    now = clock.now()
    services.note_export(by=request.member, now=now)
    return _file(_export_lines(request.member), f"contacts-{_local(now):%Y-%m-%d}.csv")


def _export_lines(member: Member) -> Iterator[str]:
    yield presenters.export_heading()
    after: UUID | None = None
    while True:
        with reading(member.organisation_id):
            page = selectors.list_batch(member=member, after=after, most=BATCH)
        yield from presenters.export_lines(page)
        if len(page.contacts) < BATCH:
            return
        after = page.contacts[-1].pk


def _mistake_lines(row: ContactImport, kind: ListKind) -> Iterator[str]:
    yield presenters.mistake_heading(row)
    after = 0
    while True:
        with reading(row.organisation_id):
            part = selectors.find_part_with_mistakes(listed=row, after=after)
        if part is None:
            return
        yield from presenters.mistake_lines(row, kind, selectors.mistakes_of(part))
        after = part.first


def _spoken(lines: Iterator[str], language: str | None) -> Iterator[str]:
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


def _file(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    # The mark in front lets spreadsheets read accents right.
    marked = (f"\ufeff{line}" if number == 0 else line for number, line in enumerate(lines))
    response = StreamingHttpResponse(marked, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _local(at: datetime) -> datetime:
    return timezone.localtime(at)


def _page(
    request: MemberRequest,
    import_id: UUID,
    *,
    fields: list[str] | None = None,
    label: str = "",
    refusal: Refused | None = None,
) -> HttpResponse:
    with reading(request.member.organisation_id):
        row = selectors.get_import(member=request.member, import_id=import_id)
        first_rows = selectors.list_first_rows(listed=row)
        mistakes = selectors.list_mistakes(listed=row, most=SHOWN_MISTAKES)
        can_go_on = selectors.can_go_on(listed=row)
        kind = selectors.kind_for(request.member, row.kind)
        frame = shell(request, current=kind.rail)
    page = presenters.import_page(
        row,
        kind=kind,
        can_go_on=can_go_on,
        first_rows=first_rows,
        mistakes=mistakes,
        may_write=policies.can_write(request.member),
        fields=fields,
        label=label,
        error=str(refusal.sentence) if refusal else "",
    )
    context = {"shell": frame, "page": page}
    return render(request, "contacts/import.html", context, status=status_of(refusal) if refusal else 200)
