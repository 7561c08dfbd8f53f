"""Turns contacts into what templates print."""

from contacts.presenters.contact import contact_page, timeline_page
from contacts.presenters.lists import list_page, results

__all__ = ["contact_page", "list_page", "results", "timeline_page"]
