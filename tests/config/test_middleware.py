"""Every answer carries the strict policy, and machines get by the short way what pages get by the long one."""

import json
import logging
from io import StringIO

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from prometheus_client import REGISTRY

from accounts.models import Member
from config.logs import AccessRecord, JsonFormatter
from config.middleware import MachinesMiddleware, PolicyMiddleware

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HARDENING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PATHS = [
    "/healthz",
    "/readyz",
    "/hooks/ffffffffffffffffffffffff/inbound",
    "/hooks/nothing",
    "/accounts/login/",
]


def _policy(answer: HttpResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_hardened(path: str) -> None:
    answer = Client(SERVER_NAME="localhost").get(path)
    assert _policy(answer) == STRICT
    assert {name: answer.headers[name] for name in HARDENING} == HARDENING
    assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize("path", ["/healthz", "/hooks/ffffffffffffffffffffffff/inbound"])
def test_machines_must_name_a_host_of_ours(path: str) -> None:
    assert Client(SERVER_NAME="evil.example").get(path).status_code == 400


def test_a_signed_in_page_may_reach_the_live_screens_of_its_host(alice: Member) -> None:
    request = RequestFactory().get("/", SERVER_NAME="127.0.0.1")
    request.member = alice
    policy = _policy(PolicyMiddleware(lambda _request: HttpResponse())(request))
    sockets = policy.pop("connect-src").removeprefix("'self' ")
    assert sockets.startswith("ws://127.0.0.1:")
    assert policy == {name: sources for name, sources in STRICT.items() if name != "connect-src"}


def test_only_what_a_machine_asks_takes_the_short_way() -> None:
    long_way: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        long_way.append(request.path)
        return HttpResponse()

    ask = MachinesMiddleware(answer)
    for path in ["/healthz", "/healthz/more", "/metrics", "/hooks/short/inbound", "/inbox/", "/"]:
        ask(RequestFactory().get(path, SERVER_NAME="localhost"))
    assert long_way == ["/healthz/more", "/metrics", "/hooks/short/inbound", "/inbox/", "/"]


def test_a_machine_is_not_answered_in_the_language_of_the_page_before() -> None:
    with translation.override("es"):
        Client(SERVER_NAME="localhost").get("/healthz")
        assert translation.get_language() == "en"


def test_a_health_check_is_counted_by_its_route() -> None:
    def counted() -> float:
        labels = {"route": "healthz", "status": "200"}
        return REGISTRY.get_sample_value("portico_requests_total", labels) or 0.0

    before = counted()
    Client(SERVER_NAME="localhost").get("/healthz")
    assert counted() == before + 1


@pytest.mark.parametrize("route", ["inbox/<uuid:pk>/", '^hooks/(?P<name>a|b)\\d"$'])
def test_the_short_access_line_says_what_the_standard_one_would(route: str) -> None:
    short = AccessRecord("portico.access", "POST", route, 200, 0.01234)
    standard = logging.makeLogRecord(
        {
            "name": "portico.access",
            "levelname": "INFO",
            "msg": "answered",
            "created": short.created,
            "method": "POST",
            "route": route,
            "status": 200,
            "milliseconds": 12.3,
        }
    )
    written = JsonFormatter().format(short)
    assert written == JsonFormatter().format(standard)
    assert json.loads(written)["route"] == route


def test_the_access_record_suits_any_handler() -> None:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s %(threadName)s%(lineno)d"))
    handler.handle(AccessRecord("portico.access", "GET", "healthz", 200, 0.001))
    assert stream.getvalue() == "INFO portico.access answered 0\n"
