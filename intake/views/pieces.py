"""A file of an answer comes in pieces: how far it is, and the next piece. Without a script it comes whole."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from core.errors import NotFound
from intake import errors
from intake.selectors import forms as selectors
from intake.services.forms import parts
from intake.views.answering import fragments
from intake.views.draftpage import filled_of, opened
from scheduling.views.public.house import Visit, public


@require_http_methods(["GET", "HEAD", "POST"])
@public
def piece(visit: Visit, form: str, token: str) -> HttpResponse:
    """Say where the next piece begins, or keep it; after the last one give the question back."""
    row = opened(visit, form, token)
    sent = visit.request.GET
    only = sent.get("only", "")
    if only not in selectors.definition_of(row).fields:
        raise NotFound
    coming = parts.Coming(
        field=only,
        key=sent.get("key", ""),
        name=sent.get("name", "")[:200],
        size=_whole(sent.get("size", "")),
    )
    keys: Any = {
        "organisation": visit.organisation.pk,
        "submission_id": row.pk,
        "coming": coming,
        "now": visit.now,
    }
    try:
        if visit.request.method != "POST":
            return JsonResponse({"offset": parts.offset_of(**keys)})
        before = filled_of(visit, row)
        come = parts.add_piece(**keys, offset=_whole(sent.get("offset", "")), piece=visit.request.body)
        if come < coming.size:
            return JsonResponse({"offset": come})
        parts.finish(**keys)
    except errors.PieceElsewhere as elsewhere:
        return JsonResponse({"offset": elsewhere.offset}, status=409)
    except (errors.StageLocked, errors.AlreadySent) as closed:
        return JsonResponse({"closed": str(closed.sentence)}, status=409)
    except errors.UploadRefused as refusal:
        again = opened(visit, form, token)
        return fragments(visit, again, only, filled_of(visit, again), problem=str(refusal.sentence))
    return fragments(visit, opened(visit, form, token), only, before)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1
