"""The assistant's day as a mail: counts and links, nothing of what anybody said."""

from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Member
from receptionist.selectors.digest import Day


def letter(member: Member, day: date, found: Day) -> EmailMessage:
    """Write the mail in the member's language."""
    with translation.override(member.user.language or member.organisation.locale):
        rows = [
            (_("Conversations"), found.conversations, ""),
            (_("Booked or moved"), found.booked, ""),
            (_("Handed to a person"), found.handed_over, ""),
            (_("Messages taken"), found.messages, ""),
            (_("Promises open"), found.promises_open, "conversations:my_day"),
            (_("Promises late"), found.promises_late, "conversations:my_day"),
            (_("Turns to look at"), found.to_review, "receptionist:review"),
            (_("Words of the language model (tokens)"), found.tokens, ""),
        ]
        lines = [_line(label, count, place) for label, count, place in rows]
        stop = _("You get this because you asked for it. Stop it here: %(link)s") % {
            "link": _link("receptionist:setup")
        }
        subject = _("%(firm)s: what the assistant did on %(day)s") % {
            "firm": member.organisation.name,
            "day": date_format(day, "DATE_FORMAT"),
        }
        body = "\n".join([*lines, "", stop, ""])
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[member.user.email])


def _line(label: str, count: int, place: str) -> str:
    link = f"  {_link(place)}" if place and count else ""
    return f"{label}: {count}{link}"


def _link(place: str) -> str:
    return urljoin(settings.PUBLIC_URL, reverse(place))
