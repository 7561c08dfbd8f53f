"""Our thin middlewares: access log with metrics and the demo's host name; the short way for machines; the CSP."""

import functools
import logging
import time
from collections.abc import Callable, Sequence
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, get_resolver
from django.utils import translation
from django.utils.module_loading import import_string
from prometheus_client import Counter, Histogram

from accounts.presenters import sockets_url
from config.logs import AccessRecord
from core.framing import exceptions_of

log = logging.getLogger("portico.access")
REQUESTS = Counter("portico_requests_total", "Requests answered.", ["route", "status"])
SECONDS = Histogram(
    "portico_request_seconds", "Seconds to answer.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10)
)
# Machines call these by any address; people are sent to localhost, since passkeys refuse a bare address.
MACHINES = ("/healthz", "/readyz", "/metrics", "/hooks/", "/api/", "/static/")
# Their views know neither session nor member, so a short chain answers them.
SHORT_WAY = ("/healthz", "/readyz", "/hooks/")
POLICY = "Content-Security-Policy"

Answer = Callable[[HttpRequest], HttpResponse]


class AccessMiddleware:
    """This will count and time every request, by route and never by address, so that no id reaches a log."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._redirects = settings.PUBLIC_URL.startswith("http://localhost")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then count."""
        by_number = request.META.get("HTTP_HOST", "").startswith("127.0.0.1")
        if self._redirects and by_number and not request.path.startswith(MACHINES):
            return HttpResponseRedirect(settings.PUBLIC_URL + request.get_full_path())
        began = time.perf_counter()
        response = self.get_response(request)
        spent = time.perf_counter() - began
        match = request.resolver_match
        route = match.route if match else "unmatched"
        count, observe = _meters(route, response.status_code)
        count()
        observe(spent)
        if log.isEnabledFor(logging.INFO):
            log.handle(AccessRecord(log.name, request.method or "", route, response.status_code, spent))
        return response


class MachinesMiddleware:
    """This will answer the carrier and the monitors by `MACHINE_MIDDLEWARE` alone: nobody is logged in there.

    Host check, security headers, access log and metrics hold as for pages. What is not found goes the long way.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._short = _chain(settings.MACHINE_MIDDLEWARE, _answer_machine)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer by the short chain or hand on."""
        if not request.path_info.startswith(SHORT_WAY):
            return self.get_response(request)
        try:
            request.resolver_match = _resolved(request.path_info)
        except Resolver404:
            return self.get_response(request)
        return self._short(request)


class PolicyMiddleware:
    """This will send the strict Content-Security-Policy; signed-in pages may also reach the live screens.

    The screens' address depends on the host name the page was asked by. What may stand in a frame: `core.framing`.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say what the page may load."""
        response = self.get_response(request)
        excepted = tuple((name, *sources) for name, sources in exceptions_of(response).items())
        if getattr(request, "member", None) is None:
            response.headers[POLICY] = _policy("", excepted)
        else:
            address = urlsplit(sockets_url(request))
            response.headers[POLICY] = _policy(f"{address.scheme}://{address.netloc}", excepted)
        return response


def _chain(paths: Sequence[str], answer: Answer) -> Answer:
    """Wrap `answer` in the middlewares, the first outermost, as Django wraps a view."""
    for path in reversed(paths):
        answer = cast("Answer", convert_exception_to_response(import_string(path)(answer)))
    return answer


def _answer_machine(request: HttpRequest) -> HttpResponse:
    """Call the view as Django's handler would; a thread keeps the language of the page it answered before."""
    request.get_host()
    translation.deactivate()
    match = _resolved(request.path_info)
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    response.headers["Content-Length"] = str(len(response.content))
    return response


@functools.lru_cache(maxsize=512)
def _resolved(path: str) -> ResolverMatch:
    """Remember what an address leads to: a carrier posts to the same few all day."""
    return get_resolver().resolve(path)


@functools.lru_cache(maxsize=256)
def _policy(sockets: str, excepted: tuple[tuple[str, ...], ...] = ()) -> str:
    directives = {name: " ".join(sources) for name, sources in settings.CONTENT_SECURITY_POLICY.items()}
    directives |= {name: " ".join(sources) for name, *sources in excepted}
    if sockets:
        directives["connect-src"] += f" {sockets}"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


@functools.cache
def _meters(route: str, status: int) -> tuple[Callable[[], None], Callable[[float], None]]:
    """Look the two meters up once: there are as many as there are routes and statuses."""
    return REQUESTS.labels(route, status).inc, SECONDS.labels(route).observe
