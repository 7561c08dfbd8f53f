"""Time that is not to be booked: blocked, looked at, freed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, status_of, writer_required
from accounts.pages import Choice
from accounts.presenters import shell
from conversations.presenters.reader import Reader, reader_of
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from scheduling import errors, services
from scheduling.forms.blocks import read_block
from scheduling.forms.calendar import back_url
from scheduling.pages.calendar import BlockPage
from scheduling.presenters.calendar_sheet import span_of
from scheduling.selectors import calendar as rows

FIELDS = ("resource", "from_day", "from_at", "to_day", "to_at", "note")


@require_http_methods(["GET", "POST"])
@writer_required
def block_new(request: MemberRequest) -> HttpResponse:
    """Block time of somebody or something."""
    member, now = request.member, clock.now()
    reader = reader_of(member, now=now)
    if request.method == "GET":
        return _form(request, reader=reader)
    try:
        wanted = read_block(request.POST, reader.zone)
        services.block_time(
            organisation=member.organisation_id,
            resource_id=wanted.resource_id,
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
            note=wanted.note,
            around=wanted.around,
            by=services.member(member),
            now=now,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _form(request, reader=reader, refusal=refusal)
    messages.success(request, _("That time is blocked."))
    return redirect(back_url(request.POST))


@require_http_methods(["GET", "POST"])
@writer_required
def block(request: MemberRequest, time_block_id: UUID) -> HttpResponse:
    """Show a time that is blocked; free it."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        row = rows.get_block(member=member, block_id=time_block_id)
    if request.method == "POST":
        services.unblock_time(
            organisation=member.organisation_id, block_id=row.pk, by=services.member(member), now=now
        )
        messages.success(request, _("That time can be booked again."))
        return redirect(back_url(request.POST))
    page = BlockPage(
        title=row.note or _("Blocked"),
        when=f"{row.resource.name}: {span_of(row.starts_at, row.ends_at, reader=reader_of(member, now=now))}",
        made_by=row.made_by.name if row.made_by else "",
        back=back_url(request.GET),
    )
    return render(
        request, "scheduling/block.html", {"shell": shell(request, current="calendar"), "page": page}
    )


def _form(request: MemberRequest, *, reader: Reader, refusal: Refused | None = None) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    local = timezone.localtime(reader.now, reader.zone)
    day = data.get("date", "") or local.date().isoformat()
    typed = {
        "from_day": day,
        "from_at": "12:00",
        "to_day": day,
        "to_at": "13:00",
        "resource": data.get("who", ""),
    }
    typed |= {name: data[name] for name in FIELDS if name in data}
    with reading(request.member.organisation_id):
        resources = tuple(
            Choice(value=str(row.pk), label=row.name, is_current=str(row.pk) == typed["resource"])
            for row in rows.list_resources(member=request.member)
        )
    page = BlockPage(
        resources=resources,
        back=back_url(data),
        problem=str(refusal.sentence) if refusal else "",
        may_go_around=isinstance(refusal, errors.TimeNotFree),
        typed=tuple(typed.items()),
    )
    status = status_of(refusal) if refusal else 200
    context = {"shell": shell(request, current="calendar"), "page": page, "typed": typed}
    return render(request, "scheduling/block_new.html", context, status=status)
