"""Turns contacts into what templates print."""

from contacts.presenters.contact import contact_page, timeline_page
from contacts.presenters.exports import export_heading, export_lines
from contacts.presenters.imports import error_lines, import_page, import_progress, import_rows
from contacts.presenters.lists import list_page, results

__all__ = [
    "contact_page", "error_lines", "export_heading", "export_lines", "import_page", "import_progress",
    "import_rows", "list_page", "results", "timeline_page",
]  # fmt: skip
