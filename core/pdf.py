"""Pages as PDF files, where this machine has what that takes: WeasyPrint, and Pango beneath it."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings


@cache
def can_write() -> bool:
    """Say whether PDFs can be made here; without Pango WeasyPrint does not even start."""
    try:
        _weasyprint()
    except (ImportError, OSError):
        return False
    return True


def write(html: str, *, sheet: str) -> bytes:
    """Turn a page into a PDF with one of our style sheets; nothing is fetched from anywhere."""
    weasyprint = _weasyprint()
    css = weasyprint.CSS(filename=str(Path(settings.BASE_DIR) / "static" / "css" / sheet))
    document = weasyprint.HTML(string=html, url_fetcher=_nothing)
    return bytes(document.write_pdf(stylesheets=[css]))


def _weasyprint() -> Any:
    # It takes half a second to load, which no process should pay that makes no PDF.
    return import_module("weasyprint")


def _nothing(url: str, *_args: object, **_options: object) -> NoReturn:
    raise ValueError(f"A page for paper fetches nothing, also not {url[:100]}.")
