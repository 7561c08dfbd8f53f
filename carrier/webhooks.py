"""Where the carrier posts. Order of design §3.1: cap, verify, store and commit, read, apply, answer."""

import logging
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from carrier.models import CarrierAccount, InboundState
from carrier.selectors import KnownAccount
from carrier.services import accepting, applying, remembering
from carrier.vonage.kinds import Kind
from carrier.vonage.verify import SignatureRefused, verify
from core import clock

log = logging.getLogger(__name__)
KINDS = {"inbound": Kind.MESSAGES, "status": Kind.MESSAGES, "sms": Kind.SMS, "voice": Kind.VOICE}
ANSWERS = {InboundState.MALFORMED: 400}


@csrf_exempt
def receive(request: HttpRequest, path_token: str, name: str) -> HttpResponse:
    """Take one webhook. 200 kept, 400 malformed, 401 not signed by the carrier, 404 no such address, 413 too large."""
    if request.method not in {"GET", "POST"}:
        return HttpResponse(status=405)
    known = remembering.find(path_token)
    if known is None:
        return HttpResponse(status=404)
    now = clock.now()
    body = read_body(request)
    if body is None:
        return HttpResponse(status=413)
    kind = KINDS[name]
    try:
        accepted = _take(request, known, kind, body, now=now)
    except (SignatureRefused, accepting.AccountChanged):
        # A secret or a setting may have changed since this process read the account.
        known = remembering.find_afresh(path_token)
        if known is None:
            return HttpResponse(status=404)
        try:
            accepted = _take(request, known, kind, body, now=now)
        except SignatureRefused as refusal:
            return refuse(request, known.account, body, refusal.reason, now=now)
        except accepting.AccountChanged:
            return HttpResponse(status=503)
    state = accepted.state
    if state in {InboundState.RECEIVED, InboundState.FAILED}:
        state = applying.apply_delivery(
            organisation=known.account.organisation, delivery_id=accepted.delivery_id, now=now
        )
    return JsonResponse({"state": state}, status=ANSWERS.get(InboundState(state), 200))


def _take(
    request: HttpRequest, known: KnownAccount, kind: Kind, body: bytes, *, now: datetime
) -> accepting.Accepted:
    """Verify, then store and commit."""
    verify_request(request, known.account, kind, body, now=now)
    return accepting.accept(
        known=known,
        kind=kind,
        body=body,
        method=request.method or "POST",
        content_type=request.content_type or "",
        query=request.META.get("QUERY_STRING", ""),
        now=now,
    )


def read_body(request: HttpRequest) -> bytes | None:
    """Read the body up to the cap; None when it is larger."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.WEBHOOK_BODY_LIMIT:
        return None
    body = request.read(settings.WEBHOOK_BODY_LIMIT + 1)
    return None if len(body) > settings.WEBHOOK_BODY_LIMIT else body


def verify_request(
    request: HttpRequest, account: CarrierAccount, kind: Kind, body: bytes, *, now: datetime
) -> None:
    """Check the signature; the old SMS API signs only where the account asks for it, its path token is the proof."""
    if kind is Kind.SMS and "Authorization" not in request.headers:
        return
    verify(
        method=request.method or "POST",
        body=body,
        query_items=[(key, str(value)) for key, value in request.GET.items()],
        authorization=request.headers.get("Authorization"),
        secrets=[
            secret for secret in (account.signature_secret, account.previous_signature_secret) if secret
        ],
        api_key=account.api_key,
        application_id=account.application_id,
        kind=kind,
        now=now,
    )


def refuse(
    request: HttpRequest, account: CarrierAccount, body: bytes, reason: str, *, now: datetime
) -> HttpResponse:
    """Count and keep what was not proven to be the carrier's, and answer 401."""
    log.warning("webhook refused", extra={"account_id": account.pk, "reason": reason})
    accepting.refuse(
        organisation=account.organisation_id,
        account_id=account.pk,
        reason=reason,
        body=body,
        remote=request.META.get("REMOTE_ADDR"),
        now=now,
    )
    return HttpResponse(status=401)
