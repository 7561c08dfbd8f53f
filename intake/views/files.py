"""Stored files given out to members: shown where a browser cannot be led astray by them, else as a download."""

from typing import Final, cast

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from intake.services.forms.uploading import PICTURES

# Shown in the browser; anything else is a download, whatever it says it is.
SHOWN: Final = frozenset(PICTURES)


def stored_file(*, path: str, name: str, mime: str) -> HttpResponse:
    """Give a stored file; 404 where there is none.

    Raises:
        Http404: its bytes are not there.
    """
    if not path or not default_storage.exists(path):
        raise Http404
    is_shown = mime in SHOWN
    response = FileResponse(
        default_storage.open(path),
        as_attachment=not is_shown,
        filename=name,
        content_type=mime if is_shown else "application/octet-stream",
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # A file answers like a page in everything this product asks of one.
    return cast("HttpResponse", response)
