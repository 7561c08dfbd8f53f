"""Calls: the list, one call, its recordings."""

from collections.abc import Iterator
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.policies import can_supervise
from accounts.presenters import shell
from conversations import forms, presenters, selectors
from conversations.views.ranges import Unsatisfiable, byte_range
from core import clock
from core.transactions import reading

SOUNDS = frozenset({"audio/mpeg", "audio/wav", "audio/x-wav", "audio/ogg"})
PIECE = 64 * 1024


@require_GET
@never_cache
@member_required
def call_list(request: MemberRequest) -> HttpResponse:
    """Show the calls, the newest first."""
    query, after = forms.call_query(request.GET), forms.call_place(request.GET)
    with reading(request.member.organisation_id):
        source = selectors.list_calls(member=request.member, query=query, after=after)
        lines = selectors.list_lines(member=request.member)
        frame = shell(request, current="calls")
    reader = presenters.reader_of(request.member, now=clock.now())
    page = presenters.calls_page(source, query=query, lines=lines, reader=reader, after=after)
    return render(request, "conversations/calls.html", {"shell": frame, "page": page})


@require_GET
@never_cache
@member_required
def call(request: MemberRequest, call_id: UUID) -> HttpResponse:
    """Show one call."""
    member = request.member
    with reading(member.organisation_id):
        story = selectors.get_call(member=member, call_id=call_id)
        commands = selectors.list_commands(call=story.call)
        frame = shell(request, current="calls")
    reader = presenters.reader_of(member, now=clock.now())
    page = presenters.call_page(story, commands, reader=reader, may_monitor=can_supervise(member))
    return render(request, "conversations/call.html", {"shell": frame, "page": page})


@require_GET
@member_required
def recording(request: MemberRequest, recording_id: UUID) -> HttpResponseBase:
    """Give out a recording, whole or the range a player asks for; 404 while nothing is stored."""
    with reading(request.member.organisation_id):
        row = selectors.get_recording(member=request.member, recording_id=recording_id)
    if not row.path or not default_storage.exists(row.path):
        raise Http404
    size = default_storage.size(row.path)
    try:
        wanted = byte_range(request.headers.get("Range", ""), size)
    except Unsatisfiable:
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
        return answer
    start, end = wanted or (0, size - 1)
    answer = StreamingHttpResponse(
        _pieces(default_storage.open(row.path), start, end - start + 1),
        status=206 if wanted else 200,
        content_type=row.mime if row.mime in SOUNDS else "application/octet-stream",
    )
    if wanted:
        answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    answer["Content-Length"] = str(end - start + 1)
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _pieces(file: "File[bytes]", start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
