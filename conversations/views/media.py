"""Files of entries, given out only to members who see the conversation."""

from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from conversations import selectors
from core.transactions import reading

# What a browser may show inside our origin; everything else is a download, whatever it calls itself.
SHOWN = frozenset(
    {"image/jpeg", "image/png", "image/gif", "image/webp", "audio/mpeg", "audio/amr", "video/mp4"}
)


@require_GET
@member_required
def media(request: MemberRequest, entry_id: UUID, number: int) -> HttpResponse:
    """Give out one stored file; 404 while it is not stored."""
    with reading(request.member.organisation_id):
        entry = selectors.get_entry(member=request.member, entry_id=entry_id)
    file = entry.media[number] if number < len(entry.media) else {}
    path, mime = str(file.get("path") or ""), str(file.get("mime") or "")
    if not path or not default_storage.exists(path):
        raise Http404
    is_shown = mime in SHOWN
    response = FileResponse(
        default_storage.open(path),
        as_attachment=not is_shown,
        filename=str(file.get("name") or f"file-{number + 1}"),
        content_type=mime if is_shown else "application/octet-stream",
    )
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    # A file answers like a page in everything this product asks of one.
    return cast("HttpResponse", response)
