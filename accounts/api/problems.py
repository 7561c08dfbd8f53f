"""Every refusal as `application/problem+json` (RFC 9457): a type, a title, a status and a sentence to show."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from accounts.access import status_of
from core.errors import Refused

CONTENT_TYPE = "application/problem+json"


class Problem(exceptions.APIException):
    """A refusal of the API itself; `slug` names it in the problem's type, `sentence` is for people."""

    def __init__(self, status_code: int, slug: str, sentence: str) -> None:
        self.status_code = status_code
        self.slug = slug
        self.sentence = sentence
        super().__init__(sentence)


class ProblemSerializer(serializers.Serializer[Mapping[str, Any]]):
    """What a refusal looks like."""

    type = serializers.CharField(help_text="Names the kind of problem; stays the same in every language.")
    title = serializers.CharField(help_text="The HTTP status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence fit to show.")
    errors = serializers.DictField(  # type: ignore[assignment]  # DRF takes fields out of the class again
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Field → what is wrong with it.",
    )


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an anticipated failure; anything else is left to Django, which logs it and answers 500."""
    answer = _answer(error)
    if answer is None:
        return None
    code, slug, sentence, errors = answer
    response = Response(body(code, slug, sentence, errors), status=code, content_type=CONTENT_TYPE)
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed) or code == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Portico"'
    if isinstance(error, exceptions.MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> JsonResponse:
    """Answer every address of the API that is none."""
    content = body(404, "not-found", _("There is nothing at this address."), None)
    return JsonResponse(content, status=404, content_type=CONTENT_TYPE)


def body(code: int, slug: str, sentence: str, errors: Mapping[str, list[str]] | None) -> dict[str, object]:
    """Write a problem down."""
    told: dict[str, object] = {
        "type": f"urn:portico:problem:{slug}",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": sentence,
    }
    return told | ({"errors": dict(errors)} if errors else {})


def _answer(error: Exception) -> tuple[int, str, str, Mapping[str, list[str]] | None] | None:
    match error:
        case Problem():
            return error.status_code, error.slug, error.sentence, None
        case Refused():
            return status_of(error), _slug(error), str(error.sentence), None
        case exceptions.ValidationError():
            return 400, "invalid", _("Some of what was sent cannot be used; see errors."), _flat(error.detail)
        case exceptions.MethodNotAllowed():
            return 405, "method-not-allowed", _("This address does not take this method; see Allow."), None
        case exceptions.UnsupportedMediaType():
            return 415, "unsupported-media-type", _("Send JSON, as Content-Type: application/json."), None
        case Http404() | exceptions.NotFound():
            return 404, "not-found", _("There is nothing at this address."), None
        case RequestDataTooBig():
            return status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, "too-large", _("This is too large."), None
        case exceptions.APIException():
            return error.status_code, "refused", str(error.detail), None
    return None


def _slug(refusal: Refused) -> str:
    """Name a refusal after its class: ColleagueReplied → colleague-replied."""
    name = type(refusal).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def _flat(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Flatten DRF's nested errors: `names.0` → sentences."""
    if isinstance(detail, dict):
        parts = [_flat(value, f"{path}.{key}".lstrip(".")) for key, value in detail.items()]
    elif any(isinstance(item, dict | list) for item in detail):
        parts = [_flat(value, f"{path}.{number}".lstrip(".")) for number, value in enumerate(detail)]
    else:
        return {path or "non_field_errors": [str(item) for item in detail]}
    return {key: value for part in parts for key, value in part.items()}
