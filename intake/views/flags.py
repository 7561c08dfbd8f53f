"""Red flags: the list a clinician signs with the log, and one of them to acknowledge and settle."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, writer_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from intake import errors
from intake.forms.flags import SignForm
from intake.models import Disposition
from intake.policies import check_can_sign_flags, is_clinic
from intake.presenters import flags as present
from intake.selectors import flags as selectors
from intake.services.flags import settling, signing


@require_http_methods(["GET", "POST"])
@never_cache
@member_required
def settings_page(request: MemberRequest) -> HttpResponse:
    """Show the list and the log; a clinician signs a new version."""
    if request.method == "GET":
        return _page(request, SignForm(initial={"phrases": _phrases(request)}))
    check_can_sign_flags(request.member)
    if not is_clinic(request.member):
        raise Http404
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        row = signing.sign_list(
            by=request.member,
            phrases=said["phrases"],
            clinician=said["clinician"],
            credential=said["credential"],
            now=clock.now(),
        )
    except (errors.PhrasesWrong, errors.ListUnsigned) as refusal:
        form.add_error("phrases" if isinstance(refusal, errors.PhrasesWrong) else None, str(refusal.sentence))
        return _page(request, form, status=422)
    messages.success(
        request, _("Version %(number)d is signed and counts from now on.") % {"number": row.version}
    )
    return redirect("intake:red_flags")


@require_GET
@never_cache
@member_required
def red_flag(request: MemberRequest, alert_id: UUID) -> HttpResponse:
    """Show one red flag."""
    with reading(request.member.organisation_id):
        row = selectors.get_alert(member=request.member, alert_id=alert_id)
        frame = shell(request, current="")
        page = present.flag_card(row, member=request.member, now=clock.now())
    return render(request, "intake/red_flag.html", {"shell": frame, "page": page})


@require_POST
@writer_required
def red_flag_act(request: MemberRequest, alert_id: UUID) -> HttpResponse:
    """Acknowledge a red flag, or say what came of it."""
    act, now = request.POST.get("act", ""), clock.now()
    if act == "acknowledge":
        settling.acknowledge(by=request.member, alert_id=alert_id, now=now)
    elif act in Disposition.values:
        settling.settle(
            by=request.member,
            alert_id=alert_id,
            disposition=Disposition(act),
            remark=request.POST.get("remark", "").replace("\x00", ""),
            now=now,
        )
    else:
        raise Http404
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    return redirect("intake:red_flag", alert_id)


def _phrases(request: MemberRequest) -> str:
    with reading(request.member.organisation_id):
        row = selectors.list_in_force(organisation_id=request.member.organisation_id)
    return row.phrases if row is not None else ""


def _page(request: MemberRequest, form: SignForm, *, status: int = 200) -> HttpResponse:
    with reading(request.member.organisation_id):
        page = present.flags_page(
            selectors.list_versions(organisation_id=request.member.organisation_id),
            selectors.list_alerts(member=request.member),
            member=request.member,
            now=clock.now(),
        )
        frame = shell(request, current="settings")
    context = {
        "shell": frame,
        "tabs": settings_pages.tabs("red_flags", request.member),
        "page": page,
        "form": form,
    }
    return render(request, "intake/red_flags.html", context, status=status)
