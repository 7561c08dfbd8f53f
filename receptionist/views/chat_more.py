"""Beside the words of a chat: that its visitor is writing, their files, and going on by text."""

from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from conversations import hints
from conversations.selectors import chat as selectors
from core.errors import NotFound
from core.transactions import reading
from intake.services.forms.uploading import PICTURES
from receptionist.pages import TextWay
from receptionist.presenters.chat import code_hint
from receptionist.services import by_text as services
from receptionist.views.chat import room_page, visitor_of
from scheduling.errors import TooManyTries
from scheduling.views.public.house import Visit, public


@require_POST
@public
def typing(visit: Visit, token: str) -> HttpResponse:
    """Tell those who look at the conversation that its visitor writes; nothing is kept."""
    visitor = visitor_of(visit, token)
    with reading(visit.organisation):
        row = selectors.find_conversation(organisation=visit.organisation, visitor=visitor)
    if row is not None:
        name = row.contact.display_name if row.contact is not None else ""
        hints.publish(visit.organisation.pk, "typing", row.pk, member=str(visitor), name=name or "…")
    return HttpResponse(status=204)


@require_GET
@public
def file(visit: Visit, token: str, entry_id: UUID, number: int) -> HttpResponse:
    """Give a visitor a file of their own chat."""
    visitor = visitor_of(visit, token)
    try:
        with reading(visit.organisation):
            found = selectors.get_file(
                organisation=visit.organisation, visitor=visitor, entry_id=entry_id, number=number
            )
    except NotFound as gone:
        raise Http404 from gone
    if not default_storage.exists(found["path"]):
        raise Http404
    is_shown = found.get("mime") in PICTURES
    response = FileResponse(
        default_storage.open(found["path"]),
        as_attachment=not is_shown,
        filename=found.get("name") or "file",
        content_type=found["mime"] if is_shown else "application/octet-stream",
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    # A file answers like a page in everything this product asks of one.
    return cast("HttpResponse", response)


@require_http_methods(["GET", "POST"])
@public
def by_text(visit: Visit, token: str) -> HttpResponse:
    """Text a code to a number, and take it: from then on answers go there."""
    visitor, said = visitor_of(visit, token), visit.request.POST
    sealed = "" if said.get("anew") else said.get("sealed", "")
    path = visit.way.onward(
        reverse("receptionist:chat_room", kwargs={"slug": visit.organisation.slug, "token": token})
    )
    if visit.request.method == "GET":
        return HttpResponseRedirect(path)
    if said.get("anew"):
        return room_page(visit, token, visitor, by_text=TextWay(url="", problem=""))
    number, problem = said.get("number", "")[:40], ""
    try:
        if not sealed:
            sealed = services.ask_code(
                organisation=visit.organisation, visitor=visitor, typed=number, now=visit.now
            )
        else:
            code = said.get("code", "")
            services.enter_code(
                organisation=visit.organisation, visitor=visitor, sealed=sealed, typed=code, now=visit.now
            )
            if visit.request.headers.get("HX-Request") != "true":
                return HttpResponseRedirect(path)
            return room_page(visit, token, visitor)
    except (services.NotByText, TooManyTries) as refusal:
        problem = str(refusal.sentence)
    asked = services.read(visit.organisation, visitor, sealed) if sealed else None
    way = TextWay(
        url="",
        number=number,
        sealed=sealed if asked is not None else "",
        hint=code_hint(asked.number) if asked is not None else "",
        problem=problem,
    )
    return room_page(visit, token, visitor, by_text=way, status=422 if problem else 200)
