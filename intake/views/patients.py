"""Patient records: looked at, changed part by part, opened in an emergency; who looked."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, writer_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from intake.domain.patients.rights import FIELDS, Group, Level
from intake.errors import patients as errors
from intake.forms.patients import PatientForm, field_labels
from intake.presenters import patients as present
from intake.selectors import patients as selectors
from intake.services import patients as services


@require_GET
@never_cache
@member_required
def patient(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show a record; that it was shown is kept."""
    opened = services.open_record(by=request.member, contact_id=contact_id, now=clock.now())
    with reading(request.member.organisation_id):
        page = present.patient_page(
            opened, labels=field_labels(), reader=reader_of(request.member, now=clock.now())
        )
        frame = shell(request, current="contacts")
    return render(request, "intake/patient.html", {"shell": frame, "page": page})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def patient_part(request: MemberRequest, contact_id: UUID, part: str) -> HttpResponse:
    """Change one part of a record."""
    member, now = request.member, clock.now()
    # Health is kept in rows, on a page of its own.
    if part not in set(Group) or not FIELDS[Group(part)]:
        raise errors.NoSuchPatient
    group = Group(part)
    opened = services.open_record(by=member, contact_id=contact_id, parts=(group,), now=now)
    if opened.levels[group] < Level.CHANGE:
        raise errors.NotForYou
    today = now.astimezone(ZoneInfo(member.organisation.time_zone)).date()
    form = PatientForm(request.POST or None, group=group, record=opened.record, today=today)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.change_record(
                    by=member,
                    contact_id=contact_id,
                    group=group,
                    values=form.values(),
                    seen_version=form.cleaned_data["version"],
                    now=now,
                )
            except errors.RecordMovedOn as refusal:
                form.add_error(None, str(refusal.sentence))
                status = 409
            else:
                messages.success(request, _("Saved."))
                return redirect("intake:patient", contact_id)
        else:
            status = 422
    with reading(member.organisation_id):
        frame = shell(request, current="contacts")
    context = {"shell": frame, "form": form, "title": present.TITLES[group], "contact_id": contact_id}
    return render(request, "intake/patient_form.html", context, status=status)


@require_POST
@writer_required
def patient_glass(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Open a whole record in an emergency."""
    try:
        services.break_glass(
            by=request.member, contact_id=contact_id, reason=request.POST.get("reason", ""), now=clock.now()
        )
    except errors.NoReason as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("intake:patient", contact_id)


@require_GET
@never_cache
@member_required
def patient_reads(request: MemberRequest) -> HttpResponse:
    """List who looked at patients."""
    page = request.GET.get("page", "")
    with reading(request.member.organisation_id):
        found = selectors.list_reads(
            member=request.member, page=int(page) if page.isdecimal() and len(page) < 6 else 1
        )
        shown = present.reads_page(found, reader=reader_of(request.member, now=clock.now()))
        frame = shell(request, current="patient_reads")
    return render(request, "intake/patient_reads.html", {"shell": frame, "page": shown})
