"""Is it alive, is it ready, how is it doing: for supervisors and monitors, without a session."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from core import clock
from core.models import Delivery, DeliveryState, Heartbeat

WORKER_SILENCE = timedelta(seconds=60)
OUTBOX_LAG = timedelta(minutes=2)


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse(b'{"alive": true}', content_type="application/json")


def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether database, Redis, worker and outbox are as they should be; 503 names what is not."""
    checks = {"database": _database(), "redis": _redis()}
    if checks["database"]:
        checks["worker"] = _worker()
        checks["outbox"] = _outbox()
    ready = all(checks.values())
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the counters of this process in Prometheus' text format, to this machine and to administrators only."""
    local = request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1", ""}
    if not local and not getattr(request.user, "is_staff", False):
        return HttpResponse(status=404)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis() -> bool:
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        return bool(client.ping())
    except redis.RedisError:
        return False


def _worker() -> bool:
    beat = Heartbeat.objects.filter(name="worker").first()
    return beat is not None and clock.now() - beat.beat_at < WORKER_SILENCE


def _outbox() -> bool:
    late = clock.now() - OUTBOX_LAG
    return not Delivery.objects.filter(state=DeliveryState.DUE, due_at__lt=late, attempts=0).exists()
