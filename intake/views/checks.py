"""The report of a conflict check: read, answered hit by hit, decided, taken out as a PDF."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import shell
from core import clock, pdf
from core.errors import Refused
from core.transactions import reading
from intake.domain.clearance.deciding import Statement, Verdict
from intake.domain.clearance.rights import Act
from intake.pages.law import CheckPage
from intake.policies import check_may
from intake.presenters.law_checks import check_page, uuid_or_none
from intake.selectors.checks import get_consent, get_story, list_counsel
from intake.selectors.matters import list_people
from intake.services.forms.uploading import LARGEST_MB
from intake.services.law import deciding, waiving
from intake.views.files import stored_file


@require_GET
@never_cache
@member_required
def check(request: MemberRequest, check_id: UUID) -> HttpResponse:
    """Show a check; who reads it is written down."""
    page = _page(request, check_id)
    if page.sees_names and request.member.is_active:
        deciding.note_reader(by=request.member, check_id=check_id, what="READ", now=clock.now())
    with reading(request.member.organisation_id):
        frame = shell(request, current="matters")
    return render(request, "intake/check.html", {"shell": frame, "page": page})


@require_GET
@never_cache
@member_required
def check_pdf(request: MemberRequest, check_id: UUID) -> HttpResponse:
    """Give the report as a PDF, for the file of the matter; who took it is written down."""
    page = _page(request, check_id)
    check_may(request.member, Act.SEE_NAMES)
    if not pdf.can_write():
        messages.warning(request, _("PDFs cannot be made on this machine: Pango is missing. Print the page."))
        return redirect("intake:check", check_id)
    deciding.note_reader(by=request.member, check_id=check_id, what="TAKEN_OUT", now=clock.now())
    context = {"page": page, "firm": request.member.organisation.name, "language": get_language() or "en"}
    html = get_template("intake/check_pdf.html").render(context, request)
    response = HttpResponse(pdf.write(html, sheet="paper.css"), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="conflict-check-{page.number}.pdf"'
    return response


@require_POST
@writer_required
def check_hit(request: MemberRequest, check_id: UUID, hit_id: UUID) -> HttpResponse:
    """Answer a hit; htmx gets the report anew."""
    said = request.POST.get("verdict", "")
    _page(request, check_id)
    if said not in set(Verdict):
        messages.warning(request, _("Choose an answer."))
        return _shown(request, check_id, 422)
    status = _told(
        request,
        lambda now: deciding.answer_hit(
            by=request.member,
            check_id=check_id,
            hit_id=hit_id,
            verdict=Verdict(said),
            reason=request.POST.get("reason", ""),
            now=now,
        ),
    )
    return _shown(request, check_id, status)


@require_POST
@writer_required
def check_act(request: MemberRequest, check_id: UUID) -> HttpResponse:
    """Search again, clear, decline, pass on, ask for a waiver, waive."""
    data, by = request.POST, request.member
    reason = data.get("reason", "")
    _page(request, check_id)
    statement = Statement(
        can_represent=data.get("can_represent") == "1",
        is_lawful=data.get("is_lawful") == "1",
        is_other_proceeding=data.get("is_other_proceeding") == "1",
        lawyer=data.get("lawyer", ""),
    )
    acts: dict[str, Callable[[datetime], Any]] = {
        "again": lambda now: deciding.search_again(by=by, check_id=check_id, now=now),
        "clear": lambda now: deciding.clear(by=by, check_id=check_id, reason=reason, now=now),
        "decline": lambda now: deciding.decline(by=by, check_id=check_id, reason=reason, now=now),
        "escalate": lambda now: deciding.escalate(by=by, check_id=check_id, reason=reason, now=now),
        "waiver": lambda now: waiving.ask_waiver(
            by=by, check_id=check_id, statement=statement, reason=reason, now=now
        ),
        "waive": lambda now: waiving.waive(by=by, check_id=check_id, now=now),
    }
    chosen = acts.get(data.get("act", ""))
    if chosen is None:
        messages.warning(request, _("Choose what is to be done."))
        return _shown(request, check_id, 422)
    return _shown(request, check_id, _told(request, chosen))


@require_POST
@writer_required
def check_consent(request: MemberRequest, check_id: UUID) -> HttpResponse:
    """Record the consent a client signed."""
    data = request.POST
    _page(request, check_id)
    signed_on = None
    with suppress(ValueError):
        signed_on = date.fromisoformat(data.get("signed_on", ""))
    party_id = uuid_or_none(data.get("party", ""))
    sent = request.FILES.get("paper")
    if sent is not None and (sent.size or 0) > LARGEST_MB * 1024 * 1024:
        messages.warning(request, _("This file is larger than %(most)d MB.") % {"most": LARGEST_MB})
        return _shown(request, check_id, 422)
    paper = waiving.Paper(sent.name or "", sent.read()) if sent is not None else None
    if signed_on is None or party_id is None:
        check_may(request.member, Act.RECORD_CONSENT)
        messages.warning(request, _("Choose the client, and write the day of signing like 2026-11-23."))
        return _shown(request, check_id, 422)
    status = _told(
        request,
        lambda now: waiving.record_consent(
            by=request.member,
            check_id=check_id,
            party_id=party_id,
            signer=data.get("signer", ""),
            words=data.get("words", ""),
            paper=paper,
            signed_on=signed_on,
            now=now,
        ),
    )
    return _shown(request, check_id, status)


@require_GET
@member_required
def consent_file(request: MemberRequest, check_id: UUID, consent_id: UUID) -> HttpResponse:
    """Give the paper a client signed, to those who may see names; who took it is written down."""
    with reading(request.member.organisation_id):
        row = get_consent(member=request.member, check_id=check_id, consent_id=consent_id)
    check_may(request.member, Act.SEE_NAMES)
    deciding.note_reader(by=request.member, check_id=check_id, what="CONSENT_READ", now=clock.now())
    return stored_file(path=row.file_path, name=row.file_name, mime=row.file_mime)


def _page(request: MemberRequest, check_id: UUID) -> CheckPage:
    with reading(request.member.organisation_id):
        story = get_story(member=request.member, check_id=check_id)
        counsel = list_counsel(organisation_id=request.member.organisation_id)
        own = list_people(matter=story.check.matter) if story.check.matter else ()
    return check_page(story, member=request.member, counsel=counsel, own=own, now=clock.now())


def _told(request: MemberRequest, act: Callable[[datetime], Any]) -> int:
    """Do it; a refusal is said on the page that follows, but for what does not exist or may not be done."""
    try:
        act(clock.now())
    except Refused as refusal:
        status = status_of(refusal)
        if status in (403, 404):
            raise
        messages.warning(request, str(refusal.sentence))
        return status
    return 200


def _shown(request: MemberRequest, check_id: UUID, status: int) -> HttpResponse:
    """Lead back to the report; with htmx its body is swapped in, with the words of what was refused."""
    if not request.htmx:
        return redirect("intake:check", check_id)
    page = _page(request, check_id)
    told = [str(message) for message in messages.get_messages(request)]
    context = {"page": page, "told": told, "status": status}
    return render(request, "intake/_check.html", context)
