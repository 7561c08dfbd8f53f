"""Mails to members about calls, in the language of the organisation."""

from collections.abc import Iterable
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from accounts.models import Member
from conversations.models import Task
from conversations.presenters.labels import address_label
from conversations.services import calls
from conversations.services.calls.kept_out import LINK_DAYS, KeptOutCaller


def kept_out(owner: Member, callers: Iterable[KeptOutCaller]) -> EmailMessage:
    """Write who was kept out, with a link for each block."""
    rows = [
        {
            "number": address_label("PHONE", caller.number),
            "count": caller.count,
            "reason": caller.reason,
            "link": _link(owner, caller),
        }
        for caller in callers
    ]
    context = {
        "organisation": owner.organisation.name,
        "callers": rows,
        "days": LINK_DAYS,
        "list_url": urljoin(settings.PUBLIC_URL, reverse("conversations:blocks")),
    }
    with translation.override(owner.organisation.locale):
        subject = render_to_string("conversations/messages/kept_out_subject.txt", context)
        body = render_to_string("conversations/messages/kept_out.txt", context)
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[owner.user.email])


def promise_due(member: Member, task: Task) -> EmailMessage:
    """Write which promise is about to break: by when and where, nothing of what was said."""
    zone = ZoneInfo(member.organisation.time_zone)
    with translation.override(member.user.language or member.organisation.locale):
        place = (
            reverse("conversations:conversation", args=[task.conversation_id])
            if task.conversation_id
            else reverse("conversations:my_day")
        )
        context = {
            "organisation": member.organisation.name,
            "due": date_format(task.due_at.astimezone(zone), "DATETIME_FORMAT"),
            "url": urljoin(settings.PUBLIC_URL, place),
            "is_yours": task.owner_id == member.pk,
        }
        subject = render_to_string("conversations/messages/promise_due_subject.txt", context)
        body = render_to_string("conversations/messages/promise_due.txt", context)
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[member.user.email])


def _link(owner: Member, caller: KeptOutCaller) -> str:
    if caller.block is None:
        return ""
    path = reverse("conversations:unblock", kwargs={"token": calls.unblock_token(caller.block, owner)})
    return urljoin(settings.PUBLIC_URL, path)
