"""Mails to members about calls, in the language of the organisation."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Member
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


def _link(owner: Member, caller: KeptOutCaller) -> str:
    if caller.block is None:
        return ""
    path = reverse("conversations:unblock", kwargs={"token": calls.unblock_token(caller.block, owner)})
    return urljoin(settings.PUBLIC_URL, path)
