"""Beside people of home-service firms: the places that are theirs, and a new one."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_write
from contacts import ports
from intake.pages.homes import SitesPanel
from intake.policies import is_home
from intake.presenters.sites import site_row
from intake.selectors.sites import sites_of_contact


def register() -> None:
    """Stand beside people of home-service firms."""
    ports.register_panel("sites", 9, sites_panel)


def sites_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print the places of somebody; called in `reading`."""
    if beside.contact_id is None or not is_home(beside.member):
        return None
    rows = sites_of_contact(member=beside.member, contact_id=beside.contact_id, now=beside.now)
    new = f"{reverse('intake:site_new')}?{urlencode({'contact': beside.contact_id})}"
    if not rows and not can_write(beside.member):
        return None
    page = SitesPanel(
        rows=tuple(site_row(row.site, extra=str(row.get_role_display())) for row in rows),
        new_url=new if can_write(beside.member) else "",
    )
    return ports.Panel(key="sites", title=_("Places"), template="intake/_sites_panel.html", page=page)
