"""Where the carrier asks what a call goes through and tells how it went. Order of design §3.1."""

import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from threading import Thread

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from carrier import selectors
from carrier.adapters import voice_of
from carrier.models import CarrierAccount
from carrier.services import accepting, answering
from carrier.services.fallback import accept_plan
from carrier.services.hooks import hooks_of
from carrier.vonage import addresses, ncco
from carrier.vonage.addresses import read_accept
from carrier.vonage.kinds import Kind
from carrier.vonage.parse import Malformed, reading
from carrier.vonage.verify import SignatureRefused
from carrier.webhooks import read_body, refuse, verify_request
from conversations.ports import CarrierError
from core import clock

log = logging.getLogger(__name__)
MOST_REMEMBERED = 1_000
FALLBACK = "fallback"
_remembered: OrderedDict[str, CarrierAccount] = OrderedDict()


@csrf_exempt
def receive(request: HttpRequest, path_token: str, about: str) -> HttpResponse:
    """Take one webhook about a call. 200 with a plan or empty, 400 malformed, 401 unsigned, 404, 405, 413."""
    if request.method not in {"GET", "POST"}:
        return HttpResponse(status=405)
    account = _account(path_token)
    if account is None:
        return HttpResponse(status=404)
    if about.endswith("/accept") and (sealed := request.GET.get("said")):
        return _ask_to_accept(account, about, sealed)
    body = read_body(request)
    if body is None:
        return HttpResponse(status=413)
    try:
        verify_request(request, account, Kind.VOICE, body, now=clock.now())
    except SignatureRefused as refusal:
        return _refuse(request, account, body, refusal.reason)
    question = answering.Question(
        about=about,
        body=body,
        method=request.method,
        content_type=request.content_type or "",
        query=request.META.get("QUERY_STRING", ""),
    )
    answer = _fall_back(account, question) if about == FALLBACK else _take(account, question)
    if answer.hangs_up:
        soon(lambda: _hang_up(account, answer.hangs_up))
    return _response(answer)


def _refuse(request: HttpRequest, account: CarrierAccount, body: bytes, reason: str) -> HttpResponse:
    try:
        return refuse(request, account, body, reason, now=clock.now())
    except DatabaseError as error:
        log.error("refusal not counted", extra={"account_id": account.pk, "reason": type(error).__name__})
        return HttpResponse(status=401)


def _take(account: CarrierAccount, question: answering.Question) -> answering.Answer:
    return answering.take(account=account, question=question, now=clock.now())


def _fall_back(account: CarrierAccount, question: answering.Question) -> answering.Answer:
    """Answer from the account alone; the call is entered by the sweep, or never if even storing fails."""
    try:
        found = reading(
            method=question.method,
            content_type=question.content_type,
            body=question.body,
            query_string=question.query,
            hint=Kind.VOICE,
        )
    except Malformed:
        found = None
    try:
        accepting.accept_call(
            account_id=account.pk,
            about=question.about,
            body=question.body,
            method=question.method,
            content_type=question.content_type,
            query=question.query,
            now=clock.now(),
        )
    except DatabaseError as error:
        log.error("fallback not stored", extra={"account_id": account.pk, "reason": type(error).__name__})
    return answering.fall_back(account=account, question=question, found=found)


def _account(path_token: str) -> CarrierAccount | None:
    """Find the account; while the database is out, as this process remembers it."""
    try:
        account = selectors.find_account(path_token)
    except DatabaseError as error:
        log.error("account not read", extra={"reason": type(error).__name__})
        return _remembered.get(path_token)
    if account is not None:
        _remembered[path_token] = account
        _remembered.move_to_end(path_token)
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return account


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
