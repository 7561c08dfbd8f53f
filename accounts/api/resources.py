"""The organisation and its members, to read, and the schema."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import selectors
from accounts.api.endpoints import AlwaysJson, Endpoint, ListEndpoint, model_rows
from accounts.api.problems import problem_handler
from accounts.api.serializers import MemberSerializer, OrganisationSerializer
from accounts.domain.scopes import Scope
from accounts.models import Member, Role
from core.transactions import reading


class MemberFilters(filters.FilterSet):
    """Which members."""

    role = filters.ChoiceFilter(choices=Role.choices)
    is_active = filters.BooleanFilter()

    class Meta:
        model = Member
        fields = ["role", "is_active"]


class MemberList(ListEndpoint):
    """This will list the members of the organisation, those without access too."""

    scopes = {"GET": Scope.MEMBERS_READ}
    queryset = model_rows(Member)
    serializer_class = MemberSerializer
    filterset_class = MemberFilters

    @extend_schema(operation_id="listMembers", tags=["Members"], responses=MemberSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List members."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the organisation's members."""
        return Member.objects.select_related("user").filter(organisation_id=self.key.organisation_id)


class MemberDetail(Endpoint):
    """This will show one member."""

    scopes = {"GET": Scope.MEMBERS_READ}

    @extend_schema(operation_id="getMember", tags=["Members"], responses=MemberSerializer)
    def get(self, request: Request, member_id: UUID) -> Response:
        """Show a member."""
        with reading(self.key.organisation_id):
            found = selectors.get_member(organisation_id=self.key.organisation_id, member_id=member_id)
            content = MemberSerializer(found).data
        return self.one(content)


class OrganisationDetail(Endpoint):
    """This will show the organisation the key belongs to; every key may ask."""

    scopes = {"GET": None}

    @extend_schema(operation_id="getOrganisation", tags=["Organisation"], responses=OrganisationSerializer)
    def get(self, request: Request) -> Response:
        """Show the organisation."""
        with reading(self.key.organisation_id):
            content = OrganisationSerializer(self.member.organisation).data
        return self.one(content)


class SchemaView(SpectacularJSONAPIView):
    """This will serve the description of the API, as OpenAPI, to anybody: it says nothing about anybody."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    content_negotiation_class = AlwaysJson

    def get_exception_handler(self) -> Callable[..., Response | None]:
        """Answer refusals as problems."""
        return problem_handler
