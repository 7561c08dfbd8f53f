"""A file of an answer comes in pieces: how far it is, and the next piece. Without a script it comes whole."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from core.errors import NotFound
from intake import errors
from intake.selectors import forms as selectors
from intake.services.forms import parts
from intake.services.forms.drafts import CUSTOMER, Hand
from intake.views.answering import fragments
from intake.views.draftpage import filled_of, opened
from scheduling.views.public.house import Visit, public


@require_http_methods(["GET", "HEAD", "POST"])
@public
def piece(visit: Visit, form: str, token: str) -> HttpResponse:
    """Say where the next piece begins, or keep it; after the last one give the question back."""
    row = opened(visit, form, token)
    only = visit.request.GET.get("only", "")
    if only not in selectors.definition_of(row).fields:
        raise NotFound
    before = filled_of(visit, row)
    answer = take_piece(
        visit.request, organisation=visit.organisation.pk, submission_id=row.pk, hand=CUSTOMER, now=visit.now
    )
    if isinstance(answer, HttpResponse):
        return answer
    return fragments(visit, opened(visit, form, token), only, before, problem=answer)


def take_piece(
    request: HttpRequest, *, organisation: UUID, submission_id: UUID, hand: Hand, now: datetime
) -> HttpResponse | str:
    """Say where the next piece begins, or keep it; a sentence, empty where all is well, once the file is through."""
    sent = request.GET
    coming = parts.Coming(
        field=sent.get("only", ""),
        key=sent.get("key", ""),
        name=sent.get("name", "")[:200],
        size=_whole(sent.get("size", "")),
    )
    keys: Any = {"organisation": organisation, "submission_id": submission_id, "coming": coming, "now": now}
    try:
        if request.method != "POST":
            return JsonResponse({"offset": parts.offset_of(**keys)})
        come = parts.add_piece(**keys, offset=_whole(sent.get("offset", "")), piece=request.body)
        if come < coming.size:
            return JsonResponse({"offset": come})
        parts.finish(**keys, hand=hand)
    except errors.PieceElsewhere as elsewhere:
        return JsonResponse({"offset": elsewhere.offset}, status=409)
    except (errors.StageLocked, errors.AlreadySent) as closed:
        return JsonResponse({"closed": str(closed.sentence)}, status=409)
    except errors.UploadRefused as refusal:
        return str(refusal.sentence)
    return ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
