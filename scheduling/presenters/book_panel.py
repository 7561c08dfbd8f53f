"""Booking beside a conversation or on a contact's page: what is offered now, and how to book."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from accounts.policies import can_write
from contacts import ports
from conversations.presenters.reader import reader_of
from conversations.presenters.times import clock_label, moment_label
from scheduling.pages.people import BookPanel
from scheduling.selectors import offers


def register() -> None:
    """Stand beside people."""
    ports.register_panel("book", 4, book_panel)


def book_panel(beside: ports.Beside) -> ports.Panel | None:
    """Print how to book; called in `reading`."""
    if beside.contact_id is None or not can_write(beside.member):
        return None
    services = offers.list_services(organisation_id=beside.member.organisation_id)
    if not services:
        return None
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
    page = BookPanel(
        key=str(beside.conversation_id or beside.contact_id),
        services=tuple(Choice(value=str(row.pk), label=row.name) for row in services),
        new_url=reverse("scheduling:appointment_new"),
        values=tuple(values.items()),
        offer_url=offer_url,
        offered=offered,
        offered_until=until,
    )
    return ports.Panel(key="book", title=_("Book"), template="scheduling/_book_panel.html", page=page)
