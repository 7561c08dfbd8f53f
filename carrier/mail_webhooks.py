"""Where a mail provider posts mail that came in, and what became of mail we sent; django-anymail reads what it says."""

import logging
from typing import Any
from uuid import UUID

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, inbound, tracking
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from accounts.models import Organisation
from carrier.services import mail
from core import clock

log = logging.getLogger(__name__)
# What a mail server will say again, however often it is asked.
LASTING = frozenset({RejectReason.INVALID, RejectReason.BOUNCED})
GONE = frozenset({EventType.BOUNCED, EventType.REJECTED, EventType.FAILED})


def register() -> None:
    """Hear what providers post."""
    inbound.connect(take_mail, dispatch_uid="carrier.take_mail")
    tracking.connect(take_news, dispatch_uid="carrier.take_news")


@csrf_exempt
def receive(request: HttpRequest, way: str) -> HttpResponse:
    """Take one webhook. 200 kept, 401 without the secret, 404 not the provider that is set, 413 too large."""
    provider = way.partition("/")[0]
    if provider != settings.MAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return HttpResponse(status=404)
    try:
        view = resolve(f"/{way}", "anymail.urls").func
    except Resolver404:
        return HttpResponse(status=404)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.MAIL_BODY_LIMIT:
        return HttpResponse(status=413)
    # Read here, since Django's own limit is that of forms people fill in.
    body = request.read(settings.MAIL_BODY_LIMIT + 1)
    if len(body) > settings.MAIL_BODY_LIMIT:
        return HttpResponse(status=413)
    request._body = body
    try:
        return view(request)
    except AnymailWebhookValidationFailure:
        log.warning("mail webhook refused", extra={"reason": provider})
        return HttpResponse(status=401)
    except RequestDataTooBig:
        return HttpResponse(status=413)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("mail webhook unreadable", extra={"reason": type(error).__name__})
        return HttpResponse(status=400)


def take_mail(sender: object, event: Any, **_more: object) -> None:
    """Store a mail a provider read for us, then apply it."""
    message: AnymailInboundMessage | None = event.message
    if event.event_type != EventType.INBOUND or message is None:
        return
    now = clock.now()
    named = [str(one.addr_spec) for one in (*message.to, *message.cc)]
    given = [message.envelope_recipient] if message.envelope_recipient else []
    handed = mail.Handed(
        raw=message.as_bytes(),
        recipients=tuple(dict.fromkeys(one.strip().lower() for one in (*given, *named) if one)),
        envelope_sender=message.envelope_sender,
        key=f"event:{event.event_id}" if event.event_id else "",
        is_spam=bool(message.spam_detected),
    )
    for kept in mail.accept_mail(handed, now=now):
        mail.apply_mail(organisation=kept.organisation, mail_id=kept.mail_id, now=now)


def take_news(sender: object, event: AnymailTrackingEvent, **_more: object) -> None:
    """Fold in what became of a mail we sent; which one stands in what we sent along with it."""
    is_delivered = event.event_type == EventType.DELIVERED
    if not is_delivered and event.event_type not in GONE:
        return
    known = event.metadata or {}
    try:
        organisation_id, entry_id = UUID(str(known["organisation"])), UUID(str(known["entry"]))
    except (KeyError, ValueError):
        return
    if not Organisation.objects.filter(pk=organisation_id).exists():
        return
    mail.note_tracked(
        organisation=organisation_id,
        entry_id=entry_id,
        is_delivered=is_delivered,
        is_lasting=event.event_type == EventType.BOUNCED and event.reject_reason in LASTING,
        code=str(event.reject_reason or ""),
        now=clock.now(),
    )
