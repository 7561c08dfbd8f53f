"""What owners and supervisors set about a line's calls, and what a caller would go through."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.domain.hours import OutsideCalendar
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations.errors import TemplateTells
from conversations.models import RecordingRule
from core import clock
from core.errors import Refused
from core.transactions import reading
from routing import presenters, selectors, services
from routing.domain.graph import Turn
from routing.errors import HandlingChangedMeanwhile
from routing.forms import HandlingForm, initial_of, read_turns, rearranged
from routing.models import LineHandling
from routing.services.flows import consent_on, state_of_place
from routing.services.rehearsing import rehearse_line

SAVE = "save"


@require_GET
@member_required
def lines(request: MemberRequest) -> HttpResponse:
    """List the telephone lines and how they handle calls."""
    organisation = request.member.organisation_id
    with reading(organisation):
        rows = presenters.line_rows(
            selectors.list_lines(organisation_id=organisation),
            selectors.list_ringable(organisation_id=organisation),
        )
    return render(
        request,
        "routing/lines.html",
        {
            "shell": shell(request, current="settings"),
            "tabs": settings_pages.tabs("calls", request.member),
            "lines": rows,
        },
    )


@require_http_methods(["GET", "POST"])
@member_required
def line(request: MemberRequest, line_id: UUID) -> HttpResponse:
    """Show how a line handles calls; supervisors change it. Buttons of the ring order change only the page."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        found = selectors.get_line(organisation_id=request.member.organisation_id, line_id=line_id)
    if request.method == "GET":
        form = HandlingForm(initial=initial_of(found.handling))
        return _page(request, found, form, found.turns, handling=found.handling)
    turns = _turns(request)
    form = HandlingForm(request.POST)
    if (act := request.POST.get("act", SAVE)) != SAVE:
        turns = rearranged(turns, act, _known(request), added=request.POST.get("added", ""))
        return _page(
            request, found, _unchecked(request.POST, form), turns, handling=form.sketch(found.handling)
        )
    if form.is_valid():
        try:
            services.save_handling(
                by=request.member,
                line_id=line_id,
                wanted=form.wanted(),
                turns=turns,
                seen_version=form.cleaned_data["version"] or 0,
                now=clock.now(),
            )
        except HandlingChangedMeanwhile as conflict:
            return _conflict(request, found, form, turns, conflict)
        except TemplateTells as refusal:
            form.add_error("text_back_words", str(refusal.sentence))
            return _page(request, found, form, turns, handling=form.sketch(found.handling), status=422)
        messages.success(request, _("Calls to %(name)s are saved.") % {"name": found.line.name})
        return redirect("routing:line", line_id=line_id)
    return _page(request, found, form, turns, handling=form.sketch(found.handling), status=422)


@require_POST
@member_required
def rehearsal(request: MemberRequest, line_id: UUID) -> HttpResponse:
    """Say what a caller would go through at a moment, by what stands on the page."""
    policies.check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        found = selectors.get_line(organisation_id=request.member.organisation_id, line_id=line_id)
    handling = HandlingForm(request.POST).sketch(found.handling)
    turns = _turns(request)
    if not request.htmx:
        return _page(request, found, _unchecked(request.POST), turns, handling=handling)
    context = {"preview": _preview(request, found, handling, turns), "line_id": line_id}
    return render(request, "routing/_rehearsal.html", context)


def _conflict(
    request: MemberRequest,
    found: selectors.LineSettings,
    form: HandlingForm,
    turns: list[Turn],
    refusal: Refused,
) -> HttpResponse:
    """Keep what was typed over the version that is there now, so that the next press of Save means it."""
    data = request.POST.copy()
    data["version"] = str(found.handling.version)
    again = HandlingForm(data)
    again.is_valid()
    again.add_error(None, str(refusal.sentence))
    return _page(request, found, again, turns, handling=form.sketch(found.handling), status=409)


def _page(
    request: MemberRequest,
    found: selectors.LineSettings,
    form: HandlingForm,
    turns: tuple[Turn, ...] | list[Turn],
    *,
    handling: LineHandling,
    status: int = 200,
) -> HttpResponse:
    organisation = request.member.organisation_id
    with reading(organisation):
        ringable = selectors.list_ringable(organisation_id=organisation)
        own = {
            row.region.removeprefix("US-"): row.needs_everybody
            for row in RecordingRule.objects.of(organisation)
        }
        form.offer_queues(selectors.list_queue_names(organisation_id=organisation))
        verdict = consent_on(found.line, other=state_of_place(found.line))
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("calls", request.member),
        "line": found.line,
        "flow": found.handling.flow,
        "form": form,
        "turns": presenters.turn_rows(turns, ringable),
        "others": presenters.others(turns, ringable),
        "consent": presenters.consent_words(verdict, state_of_place(found.line), own),
        "preview": _preview(request, found, handling, turns),
        "line_id": found.line.pk,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/line.html", context, status=status)


def _preview(
    request: MemberRequest,
    found: selectors.LineSettings,
    handling: LineHandling,
    turns: tuple[Turn, ...] | list[Turn],
) -> presenters.Preview:
    asked = request.POST if request.method == "POST" else request.GET
    zone = found.line.location.time_zone
    at = _moment(asked.get("at", ""), zone)
    caller = asked.get("caller", "").strip()[:40]
    organisation = request.member.organisation_id
    with reading(organisation):
        handling.line = found.line
        try:
            seen = rehearse_line(found.line, handling, turns, caller=_number(caller), at=at)
        except OutsideCalendar:
            at = clock.now()
            seen = rehearse_line(found.line, handling, turns, caller=_number(caller), at=at)
        ringable = selectors.list_ringable(organisation_id=organisation)
    return presenters.preview(seen, ringable, at=at, zone=zone, caller=caller)


def _moment(text: str, zone: str) -> datetime:
    """Read the chosen moment on the line's own clock; now, when none was chosen."""
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        return clock.now()
    return typed.replace(tzinfo=ZoneInfo(zone)) if typed.tzinfo is None else typed


def _number(text: str) -> str:
    try:
        return normalise(text, kind=AddressKind.PHONE).value
    except AddressInvalid:
        return ""


def _turns(request: MemberRequest) -> list[Turn]:
    return read_turns(request.POST, _known(request))


def _known(request: MemberRequest) -> set[UUID]:
    with reading(request.member.organisation_id):
        found = selectors.list_ringable(organisation_id=request.member.organisation_id)
    return {member.pk for member, _phone in found}


def _unchecked(data: QueryDict, form: HandlingForm | None = None) -> HandlingForm:
    """Show what was typed without holding it to be finished."""
    names = HandlingForm.base_fields
    boxes = {"records_calls", "texts_back"}
    return HandlingForm(initial={name: name in data if name in boxes else data.get(name) for name in names})
