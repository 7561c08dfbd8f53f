"""Surface A: the part of the Vonage HTTP API that Portico calls, spoken as its official SDK expects."""

import re
from collections import deque
from dataclasses import dataclass, replace

from carrier.simulator import payloads, signing
from carrier.simulator.exchange import Submission
from carrier.simulator.faults import Fault, FaultKind
from carrier.simulator.fields import Fields, Json
from carrier.simulator.problems import (
    InvalidParameters,
    Problem,
    fault_injected,
    not_found,
    throttled,
    unauthorised,
)
from carrier.simulator.reports import report
from carrier.simulator.simulator import Simulator
from carrier.simulator.submissions import read_submission
from carrier.simulator.voice.rest import VoiceApi
from carrier.simulator.voice.users import UsersApi
from carrier.simulator.web import Request, Response, Router, answer, refuse
from carrier.simulator.world import VOICE_KINDS, Account, Application, Message, Number

_ROOTS = frozenset({"v1", "v2", "v3", "sms", "account"})
_REGION = re.compile(r"(us|eu|ap|sg)-\d")
_REQUESTS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Received:
    """One row of the request log; credentials are not kept."""

    sequence: int
    at: float
    method: str
    path: str
    scheme: str
    status: int
    body: str
    answer: str
    faults: tuple[str, ...]


class VonageApi:
    """Answers requests of the business; synchronous, so it also serves a client without a socket."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self.requests: deque[Received] = deque(maxlen=_REQUESTS_KEPT)
        self._count = 0
        self._router = router = Router()
        router.add("POST", "/v1/messages", self._send)
        router.add("PATCH", "/v1/messages/{id}", self._mark)
        router.add("POST", "/sms/json", self._send_sms)
        router.add("GET", "/v2/reports/records", self._report)
        router.add("GET", "/account/numbers", self._numbers)
        router.add("GET", "/v2/applications/{id}", self._application)
        router.add("GET", "/v3/media/{id}", self._media)
        VoiceApi(simulator, router)
        UsersApi(simulator, router)

    def handle(self, request: Request) -> Response:
        """Answer one request and log it; every refusal is problem+json."""
        faults: list[str] = []
        try:
            request = _without_prefix(request)
            response = self._with_faults(request, faults)
        except Problem as problem:
            response = refuse(problem, self._simulator.world.new_id("problem"))
        self._log(request, response, faults)
        return response

    def _with_faults(self, request: Request, faults: list[str]) -> Response:
        action, parts = self._router.find(request.method, request.path)
        account, application = self._scope(request)
        for kind in (FaultKind.OUTAGE, FaultKind.REST_STATUS):
            fault = self._strike(kind, account, application)
            if fault:
                faults.append(kind)
                raise fault_injected(503 if kind is FaultKind.OUTAGE else fault.status)
        scope = "file" if request.path.startswith("/v1/files/") else "rest"
        slow = self._strike(FaultKind.REST_SLOW, account, application, scope)
        dropped = self._strike(FaultKind.REST_DROP, account, application)
        response = action(replace(request, parts=parts))
        if not isinstance(response, Response):
            raise TypeError("Actions of this interface are synchronous.")
        if slow:
            faults.append(FaultKind.REST_SLOW)
            response.wait = slow.ms / 1000
        if dropped:
            # What was asked for has been done: the sender must not believe that silence means failure.
            faults.append(FaultKind.REST_DROP)
            response.is_dropped = True
        return response

    def _scope(self, request: Request) -> tuple[str, str]:
        try:
            account, application = self._sender(request)
        except Problem:
            return "", ""
        return account.api_key, application.id if application else ""

    def _strike(self, kind: FaultKind, account: str, application: str, scope: str = "rest") -> Fault | None:
        return self._simulator.faults.strike(
            kind, account=account, application=application, webhook=scope, now=self._simulator.clock.now()
        )

    def _sender(self, request: Request) -> tuple[Account, Application | None]:
        return signing.authenticate(
            self._simulator.world, request.headers.get("authorization", ""), prefix=request.prefix
        )

    def _sender_within_rate(self, request: Request) -> tuple[Account, Application | None]:
        account, application = self._sender(request)
        if not self._simulator.limits.allow(account.api_key, self._simulator.clock.now()):
            raise throttled()
        if not account.has_credit:
            raise Problem(
                402, "Low balance", "This request could not be performed due to your account balance."
            )
        return account, application

    def _send(self, request: Request) -> Response:
        account, application = self._sender_within_rate(request)
        submission = read_submission(request.fields())
        silent = self._strike(FaultKind.SILENT, account.api_key, application.id if application else "")
        message = self._simulator.exchange.submit(
            submission, account=account, application=application, is_silent=silent is not None
        )
        return answer({"message_uuid": message.uuid}, 202)

    def _mark(self, request: Request) -> Response:
        account, _ = self._sender_within_rate(request)
        if request.fields().text("status") not in ("read", "revoked"):
            raise InvalidParameters({"status": "must be read or revoked"})
        self._simulator.exchange.read(request.parts["id"], account=account)
        return Response(200)

    def _send_sms(self, request: Request) -> Response:
        fields = request.fields()
        try:
            account = self._sms_account(request, fields)
        except Problem:
            return _sms_failure("4", "Bad Credentials")
        if not self._simulator.limits.allow(account.api_key, self._simulator.clock.now()):
            return _sms_failure("1", "Throughput Rate Exceeded - please wait [ 100 ] and retry")
        missing = [name for name in ("from", "to", "text") if not fields.raw(name)]
        if missing:
            return _sms_failure("2", f"Missing {missing[0]} param")
        if not re.fullmatch(r"[1-9]\d{6,14}", str(fields.raw("to"))):
            return _sms_failure("3", "Invalid value for param: to")
        message = self._simulator.exchange.submit(
            Submission(
                channel="sms",
                message_type="text",
                sender=str(fields.raw("from")),
                recipient=str(fields.raw("to")),
                text=str(fields.raw("text")),
                client_ref=str(fields.raw("client-ref") or ""),
                is_legacy=True,
            ),
            account=account,
            application=None,
        )
        return _sms_accepted(message)

    def _sms_account(self, request: Request, fields: Fields) -> Account:
        if "authorization" in request.headers:
            account, application = self._sender(request)
            if application is not None:
                raise unauthorised()
            return account
        return signing.check_secret(
            self._simulator.world, str(fields.raw("api_key")), str(fields.raw("api_secret"))
        )

    def _report(self, request: Request) -> Response:
        account, _ = self._sender(request)
        return answer(report(self._simulator.world, request.query, account=account))

    def _numbers(self, request: Request) -> Response:
        account, _ = self._sender(request)
        rows = [
            _number(row) for row in self._simulator.world.numbers.values() if row.account == account.api_key
        ]
        return answer({"count": len(rows), "numbers": rows})

    def _application(self, request: Request) -> Response:
        account, _ = self._sender(request)
        application = self._simulator.world.application(request.parts["id"])
        if application.account != account.api_key:
            raise not_found("application")
        webhooks = {
            f"{kind}_url": {"address": self._simulator.courier.url(address), "http_method": "POST"}
            for kind, address in application.webhooks.items()
            if kind not in VOICE_KINDS
        }
        voice = {
            "fallback_answer_url" if kind == "fallback" else f"{kind}_url": {
                "address": self._simulator.courier.url(application.webhooks[kind]),
                "http_method": application.methods.get(kind, "POST" if kind == "event" else "GET"),
            }
            for kind in VOICE_KINDS
            if kind in application.webhooks
        }
        return answer(
            {
                "id": application.id,
                "name": application.name,
                "keys": {"public_key": application.public_key},
                "capabilities": {
                    "messages": {"webhooks": webhooks, "version": "v1"},
                    "voice": {"webhooks": voice, "signed_callbacks": application.is_signed},
                },
            }
        )

    def _media(self, request: Request) -> Response:
        media = self._simulator.media.get(request.parts["id"])
        if media is None:
            raise not_found("media file")
        signing.check_media_reader(
            self._simulator.world, request.headers.get("authorization", ""), media.owner
        )
        return Response(200, media.content, media.content_type)

    def _log(self, request: Request, response: Response, faults: list[str]) -> None:
        self._count += 1
        received = Received(
            sequence=self._count,
            at=self._simulator.clock.now(),
            method=request.method,
            path=request.path,
            scheme=request.headers.get("authorization", "").partition(" ")[0].lower() or "none",
            status=response.status,
            body="" if request.path == "/sms/json" else request.body[:4096].decode(errors="replace"),
            answer=_shown(request, response),
            faults=tuple(faults),
        )
        self.requests.append(received)
        told = {"method": received.method, "path": received.path, "status": received.status, "faults": faults}
        self._simulator.happenings.tell("request", told)


def _without_prefix(request: Request) -> Request:
    # The SDK can only be pointed at `host/prefix`, so the first pieces of a path may name account and region.
    first, _, rest = request.path.lstrip("/").partition("/")
    if first in _ROOTS or not rest:
        return request
    shorter = replace(request, path=f"/{rest}")
    if _REGION.fullmatch(first):
        return _without_prefix(replace(shorter, region=first))
    return _without_prefix(replace(shorter, prefix=first))


def _shown(request: Request, response: Response) -> str:
    is_file = request.path.startswith(("/v3/", "/v1/files/"))
    return "" if is_file else response.body[:4096].decode(errors="replace")


def _number(row: Number) -> dict[str, Json]:
    return {
        "country": row.country,
        "msisdn": row.msisdn,
        "type": row.type,
        "features": ["VOICE", "SMS", "MMS"],
        "app_id": row.application,
        "messagesCallbackType": "app",
        "messagesCallbackValue": row.application,
    }


def _sms_accepted(message: Message) -> Response:
    parts = [
        {
            "to": message.handset,
            "message-id": message.uuid,
            "status": "0",
            "remaining-balance": "100.00",
            "message-price": payloads.PRICE,
            "network": "310260",
        }
    ] * message.segments
    return answer({"message-count": str(message.segments), "messages": parts})


def _sms_failure(status: str, text: str) -> Response:
    return answer({"message-count": "1", "messages": [{"status": status, "error-text": text}]})
