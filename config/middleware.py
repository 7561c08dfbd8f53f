"""Our two thin middlewares: access log with metrics and the demo's host name; the sockets' place in the CSP."""

import logging
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from prometheus_client import Counter, Histogram

from accounts.presenters import sockets_url

log = logging.getLogger("portico.access")
REQUESTS = Counter("portico_requests_total", "Requests answered.", ["route", "status"])
SECONDS = Histogram(
    "portico_request_seconds", "Seconds to answer.", ["route"], buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10)
)
# Machines call these by any address; people are sent to localhost, since passkeys refuse a bare address.
MACHINES = ("/healthz", "/readyz", "/metrics", "/hooks/", "/api/", "/static/")


class AccessMiddleware:
    """This will count and time every request, by route and never by address, so that no id reaches a log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
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
        REQUESTS.labels(route, response.status_code).inc()
        SECONDS.labels(route).observe(spent)
        if log.isEnabledFor(logging.INFO):
            log.info(
                "answered",
                extra={
                    "method": request.method,
                    "route": route,
                    "status": response.status_code,
                    "milliseconds": round(spent * 1000, 1),
                },
            )
        return response


class SocketsPolicyMiddleware:
    """This will let pages reach the live screens, whose address depends on the host name the page was asked by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and widen connect-src for signed-in pages."""
        response = self.get_response(request)
        if getattr(request, "member", None) is not None:
            address = urlsplit(sockets_url(request))
            response._csp_update = {"connect-src": [f"{address.scheme}://{address.netloc}"]}  # type: ignore[attr-defined]
        return response
