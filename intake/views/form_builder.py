"""Settings: a form is built piece by piece. Each press keeps the draft; nobody's change is written over unseen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.framing import let_frame_our_pages
from core.transactions import reading
from intake import errors
from intake.domain.forms import boxes, edits
from intake.domain.forms.edits import Document, Place
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.options import with_options
from intake.domain.forms.states import VersionStatus
from intake.forms.builder import read_piece
from intake.presenters.forms import builder as present
from intake.selectors import forms as selectors
from intake.services.forms import editing


@require_GET
@member_required
def build(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Show the pieces of a form, the one that is chosen, and how it looks."""
    place = edits.read_place(request.GET.get("at", ""))
    return _page(request, _bench(request, form_id, place))


@require_POST
@owner_required
def build_act(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Take one step: keep a piece, add, copy, move or take out. A page that is too old keeps nothing and says why."""
    sent = request.POST
    # A button of the list names its step and place at once.
    act, _space, at = sent.get("step", f"{sent.get('act', 'keep')} {sent.get('at', '')}").partition(" ")
    place = edits.read_place(at)
    bench = _bench(request, form_id, place)
    if edits.node_at(bench.document, place) is None and sent.get("version") == f"{bench.form.version}":
        raise Http404
    version = int(sent["version"]) if sent.get("version", "").isdecimal() else 0
    if version != bench.form.version:
        return _moved(request, bench)
    document, after = _step(act, sent, bench, place)
    try:
        editing.save_draft(
            by=request.member, form_id=form_id, document=document, version=version, now=clock.now()
        )
    except errors.FormFaulty as faulty:
        shown = replace(bench, document=document, findings=faulty.findings, stored=bench.document)
        return _page(request, shown, status=422)
    except errors.FormMoved:
        return _moved(request, _bench(request, form_id, place))
    return redirect(present.url_of(bench.form, after))


def _step(act: str, sent: QueryDict, bench: present.Built, place: Place) -> tuple[Document, Place]:
    document = bench.document
    match act:
        case "add":
            return _added(sent, document, place)
        case "copy":
            return edits.copy(document, place)
        case "remove":
            return edits.remove(document, place)
        case "up":
            return edits.shift(document, place, -1)
        case "down":
            return edits.shift(document, place, 1)
        case "drop":
            return edits.drop(document, place, edits.read_place(sent.get("to", "")))
        case _:
            return _kept(sent, bench, place), place


def _added(sent: QueryDict, document: Document, under: Place) -> tuple[Document, Place]:
    language = get_language() or "en"
    language = language if language in document["languages"] else document["languages"][0]
    blank = (_("New stage"), _("New section"), _("New question"), "")[len(under)]
    kind = sent.get("type", "")
    kind = kind if kind in list(FieldType) else FieldType.TEXT.value
    words = sent.get("words", "").strip()[:200] or blank
    return edits.add(document, under, {language: words}, kind)


def _kept(sent: QueryDict, bench: present.Built, place: Place) -> Document:
    fields: dict[str, Any] = {
        one["key"]: one
        for where, one in edits.walk(with_options(bench.document, bench.sets))
        if len(where) == len(edits.LISTS)
    }
    node = edits.node_at(bench.document, place) or {}
    made = edits.put(bench.document, place, read_piece(sent, node, len(place), fields))
    if len(place) == len(edits.LISTS):
        made = edits.put(made, place, boxes.fitting(edits.node_at(made, place) or {}))
    return made


def _bench(request: MemberRequest, form_id: UUID, place: Place) -> present.Built:
    """Read the draft, or what is published as the draft it would become."""
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_form(organisation_id=organisation.pk, form_id=form_id)
        lists = selectors.list_option_sets(organisation_id=organisation.pk)
    newest, sets = row.versions.all()[0], {one.slug: one.options for one in lists}
    is_draft = newest.status == VersionStatus.DRAFT
    return present.Built(
        form=row,
        document=newest.document if is_draft else edits.begin_again(newest.document, sets),
        place=place,
        sets=sets,
        set_names={one.slug: one.name for one in lists},
    )


def _moved(request: MemberRequest, bench: present.Built) -> HttpResponse:
    """Show how the form stands now, and what became other since the page was made."""
    lost = edits.changes(present.read_mark(request.POST.get("mark", "")), bench.document)
    return _page(request, replace(bench, lost=lost, is_lost=True), status=409)


def _page(request: MemberRequest, built: present.Built, *, status: int = 200) -> HttpResponse:
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("forms", request.member),
        "page": present.builder_page(built, get_language() or "en"),
        "can_change": policies.can_administer(request.member),
    }
    response = render(request, "intake/builder.html", context, status=status)
    let_frame_our_pages(response)
    return response
