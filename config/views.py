"""The front page and the demo's sent mail."""

import email
import email.policy
import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone

from accounts.access import MemberRequest, member_required
from accounts.pages import Link, MailPage, SentMail
from accounts.presenters import shell

MOST_MAILS = 50
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def home(request: HttpRequest) -> HttpResponse:
    """Send people to their inbox."""
    return redirect("conversations:inbox")


@member_required
def mail(request: MemberRequest) -> HttpResponse:
    """Show the mail the demo kept instead of sending it."""
    if not settings.MAIL_DIR:
        raise Http404
    wanted = request.GET.get("mail", "")
    mails = [_sent(path, is_current=path.stem == wanted) for path in _files()]
    opened = next((item for item in mails if item.id == wanted), mails[0] if mails else None)
    page = MailPage(mails=tuple(mails), opened=opened)
    return render(request, "conversations/mail.html", {"shell": shell(request, current=""), "page": page})


def _files() -> list[Path]:
    folder = Path(settings.MAIL_DIR)
    found = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    return found[:MOST_MAILS]


def _sent(path: Path, *, is_current: bool) -> SentMail:
    message = email.message_from_bytes(
        path.read_bytes().split(b"\n" + b"-" * 79)[0], policy=email.policy.default
    )
    body = message.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body is not None else ""
    sent_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return SentMail(
        id=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent_label=formats.date_format(timezone.localtime(sent_at), "j M H:i"),
        sent_iso=sent_at.isoformat(),
        url=f"{reverse('mail')}?mail={path.stem}",
        text=text,
        links=tuple(Link(label=url, url=url) for url in ADDRESS.findall(text)),
        is_current=is_current,
    )
