"""What every address of the API does before and after its own part."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import bodies, etags
from accounts.api.keys import BearerKey
from accounts.api.limits import Allowance, count_call
from accounts.api.paging import KeysetPages
from accounts.api.problems import Problem, problem_handler
from accounts.api.schema import PorticoSchema
from accounts.domain.scopes import Scope
from accounts.models import ApiKey, Member
from core.transactions import reading

S = TypeVar("S", bound=serializers.Serializer[Any])


class AlwaysJson(BaseContentNegotiation):
    """This will answer in JSON whatever the caller accepts, and read only what it says is JSON."""

    def select_parser(self, request: Request, parsers: Any) -> BaseParser | None:
        """Choose by Content-Type, without its parameters."""
        said = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == said), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Choose the only one."""
        renderer: BaseRenderer = renderers[0]
        return renderer, renderer.media_type


class Endpoint(GenericAPIView[Any]):
    """This will let in a key with the method's scope and count its call; `scopes` names one for each method."""

    scopes: Mapping[str, Scope | None] = {}
    http_method_names = ["get", "head", "post", "patch", "put", "delete"]
    schema = PorticoSchema()
    authentication_classes = [BearerKey]
    parser_classes = [bodies.StrictJson]
    content_negotiation_class = AlwaysJson
    filter_backends: list[Any] = []
    pagination_class: Any = None
    allowance: Allowance | None = None

    def get_exception_handler(self) -> Callable[..., Response | None]:
        """Answer refusals as problems."""
        return problem_handler

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the key, its allowance, its scope and the query, in this order."""
        super().initial(request, *args, **kwargs)
        self.allowance = count_call(self.key)
        if self.allowance.is_spent:
            raise Problem(429, "too-many-calls", _("This key calls too often. Try again in a moment."))
        if request.method not in self.allowed_methods:
            self.http_method_not_allowed(request)
        scope = self.scopes["GET" if request.method == "HEAD" else str(request.method)]
        if scope is not None:
            self.check_scope(scope)
        for name, values in request.query_params.lists():
            if not all(bodies.is_storable(text) for text in (name, *values)):
                raise bodies.unstorable()

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Tell the allowance, and keep the answer out of caches."""
        done = super().finalize_response(request, response, *args, **kwargs)
        done["Cache-Control"] = "private, no-cache"
        if self.allowance is not None:
            self.allowance.tell(done)
        return done

    @property
    def key(self) -> ApiKey:
        """The key that calls."""
        return cast("ApiKey", self.request.auth)

    @property
    def member(self) -> Member:
        """The member the key acts as."""
        return self.key.created_by

    def check_scope(self, scope: Scope) -> None:
        """Refuse keys that were not given the scope.

        Raises:
            Problem: 403.
        """
        if scope not in self.key.scopes:
            raise Problem(
                403, "scope-missing", _("This key lacks the scope %(scope)s.") % {"scope": scope.value}
            )

    def sent(self, kind: type[S]) -> Any:
        """Read the body; fields the endpoint does not know are refused, so that a misspelt one is noticed."""
        data = self.request.data
        serializer = kind(data=data)
        unknown = sorted(set(data) - set(serializer.fields))
        if unknown:
            raise serializers.ValidationError({name[:60]: [_("There is no such field.")] for name in unknown})
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def one(self, content: Mapping[str, Any], *, etag: str = "", status: int = 200) -> Response:
        """Answer with one thing and its version, or 304 when the caller has that already."""
        tag = etag or etags.of_content(content)
        is_read = self.request.method in {"GET", "HEAD"}
        if is_read and etags.is_known(self.request, tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(content, status=status, headers={"ETag": tag})


class ListEndpoint(Endpoint, ABC):
    """This will answer GET with one page of `rows()`, filtered, read and written out inside one transaction."""

    filter_backends = [DjangoFilterBackend]
    pagination_class = KeysetPages

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Select what the member may see."""

    def shown(self, rows: list[Any]) -> Any:
        """Write rows out."""
        return self.get_serializer_class()(rows, many=True).data

    def page(self) -> Response:
        """Answer with one page."""
        with reading(self.key.organisation_id):
            rows = self.filter_queryset(self.rows())
            pages = cast("KeysetPages", self.paginator)
            found = pages.paginate_queryset(rows, self.request, view=self)
            content = pages.page(self.shown(found))
        return Response(content)


def model_rows(model: type[Model]) -> QuerySet[Any]:
    """Give an empty queryset, from which the schema learns the columns."""
    return model._default_manager.none()
