"""The mail that puts an appointment into the customer's calendar, moves it there, or takes it out again."""

from datetime import datetime
from email.utils import formataddr, parseaddr
from urllib.parse import urlencode, urljoin
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from conversations.domain.mail.tokens import Target
from conversations.services.mail import reply_address
from scheduling.domain.ics.invite import Method, Occasion, Party, invite
from scheduling.domain.links import Purpose
from scheduling.models import Appointment, LocationKind
from scheduling.presenters import booked
from scheduling.presenters.arrivals import promised
from scheduling.selectors.outside import Invited
from scheduling.services import links


def invitation_mail(
    invited: Invited, method: Method, *, is_moved: bool = False, now: datetime
) -> EmailMultiAlternatives:
    """Write the mail in the customer's language; the same version of an appointment is always the same mail."""
    row = invited.appointment
    with translation.override(row.language):
        occasion = _occasion(invited)
        context = {
            "organisation": row.organisation.name,
            "when": when_label(row),
            "where": occasion.place,
            "note": row.note_for_customer,
            "is_moved": is_moved,
            "is_cancelled": method is Method.CANCEL,
            "links": () if method is Method.CANCEL else _links(row, now=now),
        }
        subject = render_to_string("scheduling/messages/invite_subject.txt", context)
        body = render_to_string("scheduling/messages/invite.txt", context)
    name = " ".join(row.organisation.name.split())
    sender = invited.mailbox or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    answers_to = answer_address(row, invited.mailbox) if invited.mailbox else ""
    content = invite(
        occasion,
        method=method,
        organiser=Party(name, answers_to or sender),
        attendee=Party(row.contact.display_name, invited.email),
        is_answered=bool(answers_to) and method is Method.REQUEST,
    ).decode()
    kept = uuid5(NAMESPACE_URL, f"{row.uid} {row.sequence} {method}")
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=body,
        from_email=formataddr((name, sender)),
        to=[invited.email],
        reply_to=[answers_to] if answers_to else None,
        # Sent twice, mail programs show it once.
        headers={"Message-ID": f"<{kept}@{sender.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(content, f"text/calendar; method={method}")
    mail.attach("appointment.ics", content, "application/ics")
    return mail


def _links(row: Appointment, *, now: datetime) -> tuple[tuple[str, str], ...]:
    """List what the customer can do by themselves, as words and signed addresses; too late is not offered."""
    found = [(_("Add to calendar:"), "booking_calendar", links.view_token(row))]
    if not booked.refusal(row, "move", now=now):
        found.append((_("Move to another time:"), "booking_move", links.act_token(row, Purpose.MOVE)))
    if not booked.refusal(row, "cancel", now=now):
        found.append((_("Cancel:"), "booking_cancel", links.act_token(row, Purpose.CANCEL)))
    return tuple((words, _address(row, name, token)) for words, name, token in found)


def _address(row: Appointment, name: str, token: str) -> str:
    path = reverse(f"scheduling:{name}", kwargs={"slug": row.organisation.slug, "token": token})
    query = urlencode({"lang": row.language} if row.language in dict(settings.LANGUAGES) else {})
    return urljoin(settings.PUBLIC_URL, f"{path}?{query}" if query else path)


def answer_address(row: Appointment, mailbox: str) -> str:
    """Write the address at which answers about an appointment come in; nobody else has it."""
    return reply_address(mailbox, Target.APPOINTMENT, row.pk, organisation_id=row.organisation_id)


def when_label(row: Appointment) -> str:
    """Write day, time and zone on the customer's clock."""
    starts, ends = (
        at.astimezone(ZoneInfo(row.timezone)) for at in promised(row) or (row.starts_at, row.ends_at)
    )
    is_english = (translation.get_language() or "en").startswith("en")
    day = formats.date_format(starts, "l, F j, Y" if is_english else r"l j \d\e F \d\e Y")
    clock = "g:i A" if is_english else "H:i"
    return (
        f"{day}, {formats.time_format(starts, clock)}–{formats.time_format(ends, clock)} ({starts.tzname()})"
    )


def _occasion(invited: Invited) -> Occasion:
    row = invited.appointment
    # Whoever waits at home is told the window, not the minute that was planned in it.
    starts_at, ends_at = promised(row) or (row.starts_at, row.ends_at)
    return Occasion(
        uid=row.uid,
        sequence=row.sequence,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=row.booked_at,
        changed_at=invited.changed_at,
        # Neither the service nor the matter: phones show this on their locked screens.
        summary=_("Appointment: %(organisation)s") % {"organisation": row.organisation.name},
        description=row.note_for_customer,
        place=where_label(row),
    )


def where_label(row: Appointment) -> str:
    """Write where it takes place."""
    match row.service.location_kind:
        case LocationKind.PHONE:
            return _("By telephone: %(phone)s") % {"phone": row.phone} if row.phone else _("By telephone")
        case LocationKind.VIDEO:
            return row.service.video_url or _("By video")
        case LocationKind.CUSTOMER_ADDRESS:
            return row.place
        case _:
            place = row.location
            town = " ".join(part for part in (place.region, place.postcode) if part)
            return ", ".join(part for part in (place.name, place.street, place.city, town) if part)
