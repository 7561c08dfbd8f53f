"""The guided set-up: one step is open, what is kept is remembered, and it ends with a call."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import selectors as accounts
from accounts.access import MemberRequest, owner_required
from accounts.errors import HoursOverlap
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from receptionist.domain.guide import Standing, Step, progress
from receptionist.domain.trades import TRADES, Trade
from receptionist.domain.website import MOST, Found, read_text, same_question
from receptionist.forms import guide as guide_forms
from receptionist.presenters.guide import guide_page
from receptionist.selectors.guide import Guide, get_guide
from receptionist.services import guiding
from receptionist.services.importing import SiteNotRead, read_site
from routing import ports as routing_ports
from routing.errors import FlowUnproven

Shown = dict[str, Any]


@require_GET
@owner_required
def guide(request: MemberRequest) -> HttpResponse:
    """Show how far it is, with one step open."""
    return _page(request, _read(request))


@require_POST
@owner_required
def guide_step(request: MemberRequest, step: str) -> HttpResponse:
    """Keep a step, put it off, or look at what a website asks."""
    if step not in set(Step):
        raise Http404
    found, one = _read(request), Step(step)
    if request.POST.get("act") == "later":
        guiding.note_step(by=request.member, step=one, standing=Standing.LATER, now=clock.now())
        return redirect("receptionist:guide")
    try:
        shown = _KEEPS[one](request, found)
    except (HoursOverlap, FlowUnproven, guiding.NoLine) as refusal:
        shown = {one.value: _form(request, found, one, is_posted=True), "refused": str(refusal.sentence)}
    if shown is None:
        return redirect("receptionist:guide")
    return _page(request, found, asked=step, shown=shown, status=200 if shown.get("is_look") else 422)


def _read(request: MemberRequest) -> Guide:
    with reading(request.member.organisation_id):
        return get_guide(member=request.member)


def _keep_greeting(request: MemberRequest, found: Guide) -> Shown | None:
    form = guide_forms.GreetingForm(request.POST)
    if not form.is_valid():
        return {"greeting": form}
    _note(request, Step.GREETING, form.cleaned_data)
    return None


def _keep_hours(request: MemberRequest, found: Guide) -> Shown | None:
    form = guide_forms.HoursForm(request.POST)
    if not form.is_valid():
        return {"hours": form}
    guiding.set_hours(by=request.member, place=found.place, week=form.week(), now=clock.now())
    _note(request, Step.HOURS)
    return None


def _keep_answers(request: MemberRequest, found: Guide) -> Shown | None:
    """Look first; what was looked at comes back to be taken."""
    if request.POST.get("act") == "look":
        return _look(request, found)
    forms_ = guide_forms.FoundFormSet(request.POST, prefix="found")
    if not forms_.is_valid():
        return {"answers": guide_forms.SourceForm(), "found": forms_}
    chosen = [
        Found(question=one["question"], answer=one["answer"])
        for one in forms_.cleaned_data
        if one.get("take")
    ]
    if not chosen:
        return {"answers": guide_forms.SourceForm(), "found": forms_, "refused": _("Nothing is ticked.")}
    taken = guiding.take_answers(by=request.member, found=chosen, now=clock.now())
    said = ngettext(
        "%(count)d question is answered now.", "%(count)d questions are answered now.", taken.count
    )
    messages.success(request, said % {"count": taken.count})
    if taken.known:
        messages.warning(request, _("Answered already: %(which)s") % {"which": "; ".join(taken.known)})
    _note(request, Step.ANSWERS)
    return None


def _look(request: MemberRequest, found: Guide) -> Shown:
    form = guide_forms.SourceForm(request.POST)
    if not form.is_valid():
        return {"answers": form}
    try:
        read = read_site(form.cleaned_data["site"]) if form.cleaned_data["site"] else ()
    except SiteNotRead as refusal:
        form.add_error("site", str(refusal.sentence))
        return {"answers": form}
    seen = (*read, *read_text(form.cleaned_data["pasted"]))
    if not seen:
        said = _(
            "No question with an answer is written there. Paste the page of your questions, or write them below."
        )
        form.add_error("pasted" if form.cleaned_data["pasted"] else "site", said)
        return {"answers": form}
    known = frozenset(
        one.question
        for one in seen
        if any(same_question(one.question, row.question) for row in found.answers)
    )
    initial = guide_forms.found_of(seen[:MOST], known)
    marks = [(one.is_cut, one.is_guess, one.question in known) for one in seen]
    return {
        "answers": form,
        "found": guide_forms.FoundFormSet(prefix="found", initial=initial),
        "marks": marks,
        "is_look": True,
    }


def _keep_services(request: MemberRequest, found: Guide) -> Shown | None:
    forms_ = guide_forms.OfferedFormSet(request.POST, prefix="offered")
    if not forms_.is_valid():
        return {"services": forms_}
    offered = {one.key: one for one in _trade(found).services}
    chosen = [
        (offered[one["key"]], one["name"], one["minutes"])
        for one in forms_.cleaned_data
        if one.get("take") and one["key"] in offered
    ]
    if not chosen:
        return {"services": forms_, "refused": _("Nothing is ticked.")}
    guiding.make_services(by=request.member, chosen=chosen, now=clock.now())
    _note(request, Step.SERVICES)
    return None


def _keep_urgent(request: MemberRequest, found: Guide) -> Shown | None:
    form = guide_forms.UrgentForm(request.POST, members=_members(request))
    if not form.is_valid():
        return {"urgent": form}
    _note(request, Step.URGENT, form.values())
    return None


def _keep_line(request: MemberRequest, found: Guide) -> Shown | None:
    form = guide_forms.LineForm(request.POST, lines=_lines(found))
    if not form.is_valid():
        return {"line": form}
    guiding.lead_line(
        by=request.member,
        line_id=UUID(form.cleaned_data["line"]),
        rings_first=form.cleaned_data["order"] == "after",
        now=clock.now(),
    )
    messages.success(request, _("The receptionist takes the calls of this line."))
    return None


def _keep_call(request: MemberRequest, found: Guide) -> Shown | None:
    _note(request, Step.CALL)
    return None


_KEEPS: Final[Mapping[Step, Callable[[MemberRequest, Guide], Shown | None]]] = {
    Step.GREETING: _keep_greeting,
    Step.HOURS: _keep_hours,
    Step.ANSWERS: _keep_answers,
    Step.SERVICES: _keep_services,
    Step.URGENT: _keep_urgent,
    Step.LINE: _keep_line,
    Step.CALL: _keep_call,
}


def _note(request: MemberRequest, step: Step, values: Mapping[str, object] | None = None) -> None:
    guiding.note_step(by=request.member, step=step, standing=Standing.DONE, values=values, now=clock.now())


def _form(
    request: MemberRequest, found: Guide, step: Step, *, is_posted: bool = False
) -> "forms.BaseForm | forms.BaseFormSet[Any]":
    """Make the form of a step, with what is set or what the trade suggests."""
    posted, row, trade, language = (
        request.POST if is_posted else None,
        found.settings,
        _trade(found),
        _language(),
    )
    if step is Step.GREETING:
        kept = row.guided.get(step.value) == Standing.DONE or row.greeting or row.greeting_es
        suggested = {"greeting": trade.greeting["en"], "greeting_es": trade.greeting["es"]}
        set_ = {"greeting": row.greeting, "greeting_es": row.greeting_es}
        return guide_forms.GreetingForm(posted, initial=set_ if kept else suggested)
    if step is Step.HOURS:
        return guide_forms.HoursForm(posted, initial=guide_forms.hours_of(trade))
    if step is Step.SERVICES:
        offered = [
            {"key": one.key, "take": True, "name": one.name[language], "minutes": one.minutes}
            for one in trade.services
        ]
        return guide_forms.OfferedFormSet(posted, prefix="offered", initial=offered)
    if step is Step.URGENT:
        initial = guide_forms.plan_of(row, trade, language)
        return guide_forms.UrgentForm(posted, initial=initial, members=_members(request))
    if step is Step.LINE:
        return guide_forms.LineForm(posted, lines=_lines(found))
    return guide_forms.SourceForm(posted)


def _trade(found: Guide) -> Trade:
    return TRADES[found.organisation.industry]


def _language() -> str:
    return "es" if (get_language() or "").startswith("es") else "en"


def _members(request: MemberRequest) -> list[tuple[str, str]]:
    return [
        (str(one.pk), one.name)
        for one in accounts.list_members(organisation_id=request.member.organisation_id)
    ]


def _lines(found: Guide) -> list[tuple[str, str]]:
    return [(str(line.pk), f"{line.name} · {line.address}") for line, _is_led in found.lines]


def _page(
    request: MemberRequest, found: Guide, *, asked: str = "", shown: Shown | None = None, status: int = 200
) -> HttpResponse:
    far = progress(found.settings.guided, found.facts, asked=asked or request.GET.get("step", ""))
    handset = routing_ports.handset()
    led = [line for line, is_led in found.lines if is_led] or [line for line, _led in found.lines]
    tries = _trade(found).say[_language()]
    call_url = handset.page(line_id=led[0].pk, steps=tries) if handset is not None and led else ""
    page = guide_page(found, far, tries=tries, call_url=call_url)
    given = shown or {}
    form = given.get(asked) or (_form(request, found, far.current) if far.current else None)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("guide", request.member),
        "page": page,
        "form": form,
        "questions": _trade(found).questions[_language()],
        "found": given.get("found"),
        "marks": given.get("marks"),
        "refused": given.get("refused", ""),
    }
    return render(request, "receptionist/guide.html", context, status=status)
