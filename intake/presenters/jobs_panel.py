"""Beside people of home-service firms: their jobs, and a new one."""

from collections.abc import Collection
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.pages import Link
from accounts.policies import can_write, is_technician
from contacts import ports
from conversations.presenters.reader import reader_of
from intake.pages.jobs import JobsPanel
from intake.policies import is_home
from intake.presenters.jobs import job_rows, title_of
from intake.selectors.jobs import jobs_of_appointments, jobs_of_contact
from scheduling.ports import register_appointment_link


def register() -> None:
    """Stand beside people of home-service firms, and beside the visits of jobs."""
    ports.register_panel("jobs", 8, jobs_panel)
    register_appointment_link("job", job_links)


def job_links(member: Member, appointment_ids: Collection[UUID]) -> dict[UUID, Link]:
    """Lead from visits to their jobs; called in `reading`."""
    return {
        key: Link(label=title_of(row), url=reverse("intake:job", args=[row.pk]))
        for key, row in jobs_of_appointments(member=member, appointment_ids=appointment_ids).items()
    }


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
