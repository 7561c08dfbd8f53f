"""Booking beside a conversation or on a contact's page: what is offered now, and how to book."""

from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice, Link
from accounts.policies import can_write
from contacts import ports
from conversations.presenters.reader import reader_of
from conversations.presenters.times import clock_label, moment_label
from scheduling.domain.route import rounded_up
from scheduling.models import HomeRules
from scheduling.pages.people import BookPanel
from scheduling.presenters.route import FIGURES
from scheduling.selectors import offers
from scheduling.selectors import waiting as selectors
from scheduling.selectors.route import minutes_to


def register() -> None:
    """Stand beside people."""
    ports.register_panel("book", 4, book_panel)


def callback_link(conversation_id: UUID, contact_id: UUID) -> Link:
    """Lead to the form for a callback, from a task or a call."""
    here = reverse("conversations:conversation", args=[conversation_id])
    values = {"conversation": str(conversation_id), "contact": str(contact_id), "back": here}
    return Link(label=_("Call back at …"), url=f"{reverse('scheduling:callback_new')}?{urlencode(values)}")


def _take_url(beside: ports.Beside) -> str:
    """Give where an emergency is taken; only firms that drive to customers do."""
    if beside.conversation_id is None or not HomeRules.objects.of(beside.member.organisation_id).exists():
        return ""
    return reverse("scheduling:take", args=[beside.conversation_id])


def _take_minutes(beside: ports.Beside, zone: ZoneInfo) -> tuple[Choice, ...]:
    """Offer figures; the one that is chosen is the drive, where it is known from and to where."""
    drive = minutes_to(member=beside.member, contact_id=beside.contact_id, now=beside.now, zone=zone)
    usual = rounded_up(drive) if drive is not None else 30
    figures = sorted({*FIGURES, usual})
    return tuple(
        Choice(value=str(one), label=_("%(count)d min") % {"count": one}, is_current=one == usual)
        for one in figures
    )


def book_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print how to book; called in `reading`."""
    if beside.contact_id is None or not can_write(beside.member):
        return None
    services = offers.list_services(organisation_id=beside.member.organisation_id)
    reader = reader_of(beside.member, now=beside.now)
    values = {"contact": str(beside.contact_id)}
    offer_url, until = "", ""
    offered: tuple[str, ...] = ()
    if beside.conversation_id is not None:
        values["conversation"] = str(beside.conversation_id)
        values["back"] = reverse("conversations:conversation", args=[beside.conversation_id])
        offer_url = reverse("scheduling:offer", args=[beside.conversation_id])
        row, holds = offers.get_open(
            organisation_id=beside.member.organisation_id,
            conversation_id=beside.conversation_id,
            now=beside.now,
        )
        offered = tuple(moment_label(one.starts_at, reader=reader) for one in holds)
        until = clock_label(row.expires_at, reader=reader) if row else ""
    else:
        values["back"] = reverse("contacts:contact", args=[beside.contact_id])
    waiting = selectors.list_of_contact(member=beside.member, contact_id=beside.contact_id)
    page = BookPanel(
        key=str(beside.conversation_id or beside.contact_id),
        services=tuple(Choice(value=str(row.pk), label=row.name) for row in services),
        new_url=reverse("scheduling:appointment_new"),
        values=tuple(values.items()),
        offer_url=offer_url,
        wait_url=f"{reverse('scheduling:waiting_new')}?{urlencode(values)}",
        waits=tuple(_("Waits for %(what)s") % {"what": row.service.name} for row in waiting),
        next_url=reverse("scheduling:next_free"),
        callback_url=f"{reverse('scheduling:callback_new')}?{urlencode(values)}",
        offered=offered,
        offered_until=until,
        take_url=_take_url(beside),
        take_minutes=_take_minutes(beside, reader.zone),
    )
    return ports.Panel(key="book", title=_("Book"), template="scheduling/_book_panel.html", page=page)
