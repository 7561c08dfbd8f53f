"""Beside people of home-service firms: their jobs, and a new one."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_write, is_technician
from contacts import ports
from conversations.presenters.reader import reader_of
from intake.pages.jobs import JobsPanel
from intake.policies import is_home
from intake.presenters.jobs import job_rows
from intake.selectors.jobs import jobs_of_contact


def register() -> None:
    """Stand beside people of home-service firms."""
    ports.register_panel("jobs", 8, jobs_panel)


def jobs_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the jobs of somebody; called in `reading`."""
    if not is_home(beside.member):
        return None
    may = can_write(beside.member)
    found = None
    if beside.contact_id is not None:
        found = jobs_of_contact(member=beside.member, contact_id=beside.contact_id, now=beside.now)
    values = {"contact": beside.contact_id, "conversation": beside.conversation_id}
    query = urlencode({key: value for key, value in values.items() if value})
    if not (found and found.jobs) and not may:
        return None
    page = JobsPanel(
        rows=job_rows(found, reader=reader_of(beside.member, now=beside.now)) if found else (),
        new_url=f"{reverse('intake:job_new')}?{query}" if may and not is_technician(beside.member) else "",
    )
    return ports.Panel(key="jobs", title=_("Jobs"), template="intake/_jobs_panel.html", page=page)
