"""`Idempotency-Key`: the same request sent twice is done once and answered twice."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.response import Response

from accounts.api.endpoints import Endpoint
from accounts.api.problems import Problem
from accounts.services import idempotency
from core import clock
from core.errors import Refused

KEY = re.compile(r"[\x21-\x7e]{1,128}")
PARAMETER = OpenApiParameter(
    name="Idempotency-Key",
    location=OpenApiParameter.HEADER,
    required=True,
    type={"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]{1,128}$"},
    description="Made by the caller for this request, like a UUID; repeats are answered without being done again.",
)


def once(endpoint: Endpoint, act: Callable[[UUID], Any]) -> Response:
    """Run `act` unless this request was done before; `act` gets the record's id and returns what to answer, 201.

    `act` with the same id must do nothing twice: it is called again when the process died under way. A refusal leaves
    the key free.

    Raises:
        Problem: 400 without a usable Idempotency-Key.
        KeyReused, StillUnderWay: see `accounts.services.idempotency`.
    """
    organisation = endpoint.key.organisation_id
    record = idempotency.begin_once(
        organisation=organisation,
        api_key_id=endpoint.key.pk,
        key=_key(endpoint),
        digest=_digest(endpoint),
        now=clock.now(),
    )
    if record.status is not None:
        return Response(record.body, status=record.status, headers={"Idempotency-Replayed": "true"})
    try:
        content = act(record.pk)
    except Refused:
        idempotency.forget_once(organisation=organisation, record_id=record.pk)
        raise
    idempotency.finish_once(organisation=organisation, record_id=record.pk, status=201, body=content)
    return Response(content, status=201)


def _key(endpoint: Endpoint) -> str:
    said = endpoint.request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip()
    if not KEY.fullmatch(said):
        sentence = _("Send an Idempotency-Key header of 1 to 128 visible characters, new for every request.")
        raise Problem(400, "idempotency-key", sentence)
    return said


def _digest(endpoint: Endpoint) -> str:
    request = endpoint.request
    sent = json.dumps([request.method, request.path, request.data], sort_keys=True)
    return hashlib.sha256(sent.encode()).hexdigest()
