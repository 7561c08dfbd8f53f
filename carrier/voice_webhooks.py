"""Where the carrier asks what a call goes through and tells how it went. Order of design §3.1."""

import json
import logging
from collections.abc import Callable
from threading import Thread

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from carrier.adapters import voice_of
from carrier.models import CarrierAccount
from carrier.selectors import KnownAccount
from carrier.services import accepting, answering, remembering
from carrier.services.fallback import accept_plan
from carrier.services.hooks import hooks_of
from carrier.vonage import addresses, ncco
from carrier.vonage.addresses import read_accept
from carrier.vonage.kinds import Kind
from carrier.vonage.verify import SignatureRefused
from carrier.webhooks import read_body, refuse, verify_request
from conversations.ports import CarrierError
from core import clock

log = logging.getLogger(__name__)
FALLBACK = "fallback"


@csrf_exempt
def receive(request: HttpRequest, path_token: str, about: str) -> HttpResponse:
    """Take one webhook about a call. 200 with a plan or empty, 400 malformed, 401 unsigned, 404, 405, 413."""
    if request.method not in {"GET", "POST"}:
        return HttpResponse(status=405)
    known = remembering.find_in_any_case(path_token)
    if known is None:
        return HttpResponse(status=404)
    if about.endswith("/accept") and (sealed := request.GET.get("said")):
        return _ask_to_accept(known.account, about, sealed)
    body = read_body(request)
    if body is None:
        return HttpResponse(status=413)
    question = answering.Question(
        about=about,
        body=body,
        method=request.method,
        content_type=request.content_type or "",
        query=request.META.get("QUERY_STRING", ""),
    )
    try:
        return _take(request, known, question)
    except (SignatureRefused, accepting.AccountChanged):
        # A secret or a setting may have changed since this process read the account.
        return _take_again(request, path_token, known, question)


def _take(request: HttpRequest, known: KnownAccount, question: answering.Question) -> HttpResponse:
    """Verify, store, decide and answer."""
    now = clock.now()
    verify_request(request, known.account, Kind.VOICE, question.body, now=now)
    answer = (
        _fall_back(known, question)
        if question.about == FALLBACK
        else answering.take(known=known, question=question, now=now)
    )
    if answer.hangs_up:
        soon(lambda: _hang_up(known.account, answer.hangs_up))
    return _response(answer)


def _take_again(
    request: HttpRequest, path_token: str, known: KnownAccount, question: answering.Question
) -> HttpResponse:
    """Take it with the account as it stands now; whoever is waiting is answered even if it changes once more."""
    try:
        afresh = remembering.find_afresh(path_token)
    except DatabaseError as error:
        log.error("account not read", extra={"reason": type(error).__name__})
        afresh = known
    if afresh is None:
        return HttpResponse(status=404)
    try:
        return _take(request, afresh, question)
    except SignatureRefused as refusal:
        return _refuse(request, afresh.account, question.body, refusal.reason)
    except accepting.AccountChanged:
        return _response(answering.fall_back_on(afresh.account, question))


def _refuse(request: HttpRequest, account: CarrierAccount, body: bytes, reason: str) -> HttpResponse:
    try:
        return refuse(request, account, body, reason, now=clock.now())
    except DatabaseError as error:
        log.error("refusal not counted", extra={"account_id": account.pk, "reason": type(error).__name__})
        return HttpResponse(status=401)


def _fall_back(known: KnownAccount, question: answering.Question) -> answering.Answer:
    """Answer from the account alone; the call is entered by the sweep, or never if even storing fails."""
    try:
        accepting.accept_call(
            known=known,
            about=question.about,
            body=question.body,
            method=question.method,
            content_type=question.content_type,
            query=question.query,
            now=clock.now(),
        )
    except DatabaseError as error:
        log.error(
            "fallback not stored", extra={"account_id": known.account.pk, "reason": type(error).__name__}
        )
    return answering.fall_back_on(known.account, question)


def _ask_to_accept(account: CarrierAccount, about: str, sealed: str) -> HttpResponse:
    """Give the plan of whoever answered a ring: its words came sealed in the address, so nothing is looked up."""
    read = read_accept(sealed)
    if read is None:
        return HttpResponse(status=404)
    told = addresses.LegAddresses(f"{hooks_of(account)}/{about}")
    return _response(answering.Answer(200, ncco.render(accept_plan(*read), addresses=told)))


def _response(answer: answering.Answer) -> HttpResponse:
    if answer.actions is None:
        return HttpResponse(status=answer.status, content_type="application/json")
    body = json.dumps(answer.actions, separators=(",", ":"))
    return HttpResponse(body, status=answer.status, content_type="application/json")


def _hang_up(account: CarrierAccount, leg_id: str) -> None:
    try:
        voice_of(account).hang_up(leg_id)
    except CarrierError as error:
        log.error("leg not hung up", extra={"account_id": account.pk, "reason": type(error).__name__})


def _in_a_thread(work: Callable[[], None]) -> None:
    """Do it beside the answer: it may wait two seconds, and there may be no worker to give it to."""
    Thread(target=work, daemon=True).start()


soon: Callable[[Callable[[], None]], None] = _in_a_thread
