"""Turns contacts into what templates print."""

from contacts.presenters.contact import contact_page, timeline_page
from contacts.presenters.exports import export_heading, export_lines
from contacts.presenters.imports import (
    import_page,
    import_progress,
    import_rows,
    mistake_heading,
    mistake_lines,
    upload_page,
)
from contacts.presenters.lists import list_page, results
from contacts.presenters.merging import merge_page, merged_items

__all__ = [
    "contact_page", "export_heading", "export_lines", "import_page", "import_progress", "import_rows",
    "list_page", "merge_page", "merged_items", "mistake_heading", "mistake_lines", "results", "timeline_page",
    "upload_page",
]  # fmt: skip
