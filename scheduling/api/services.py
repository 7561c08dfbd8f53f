"""What can be booked, and when."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.endpoints import Endpoint, ListEndpoint, model_rows
from accounts.domain.scopes import Scope
from core import clock
from core.transactions import reading
from scheduling.api.serializers import (
    FreeTimeSerializer,
    FreeTimesQuery,
    FreeTimesSerializer,
    ServiceSerializer,
)
from scheduling.domain.visits import VisitAddress
from scheduling.models import Service, Source
from scheduling.selectors import free
from scheduling.services import coming

# A month and what of the weeks around it is shown.
MOST_DAYS, USUAL_DAYS = 45, 7


class ServiceList(ListEndpoint):
    """This will list what can be booked."""

    scopes = {"GET": Scope.BOOKINGS_READ}
    queryset = model_rows(Service)
    serializer_class = ServiceSerializer

    @extend_schema(operation_id="listServices", tags=["Bookings"], responses=ServiceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List services."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the services that are given now."""
        return Service.objects.of(self.key.organisation_id).filter(is_active=True)


class FreeTimes(Endpoint):
    """This will list the free times of a service, by the code that books them."""

    scopes = {"GET": Scope.BOOKINGS_READ}

    @extend_schema(
        operation_id="listFreeTimes",
        tags=["Bookings"],
        parameters=[FreeTimesQuery],
        responses=FreeTimesSerializer,
    )
    def get(self, request: Request, service_id: UUID) -> Response:
        """List free times of some days, at most 45; of the next seven unless told."""
        query = FreeTimesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        now = clock.now()
        today = now.astimezone(ZoneInfo(self.member.organisation.time_zone)).date()
        first = max(asked.get("first_on", today), today - timedelta(days=1))
        wish = free.Wish(
            service_id=service_id,
            location_id=asked.get("location_id"),
            provider_id=asked.get("provider_id"),
            minutes=asked.get("minutes"),
            address=VisitAddress(postcode=asked["postcode"]) if "postcode" in asked else None,
        )
        with (
            coming.counting(self.key.organisation_id, service_id, source=Source.API, now=now),
            reading(self.key.organisation_id),
        ):
            wish = coming.served_wish(organisation_id=self.key.organisation_id, wish=wish, now=now)
            found = free.list_slots(
                organisation_id=self.key.organisation_id,
                wish=wish,
                first_on=first,
                last_on=_last(first, asked.get("last_on")),
                now=now,
            )
        return self.one({"items": FreeTimeSerializer(found, many=True).data})


def _last(first: date, asked: date | None) -> date:
    """Give the last day to list, none beyond what one answer holds or any calendar goes."""
    if first.year > 2200:
        return date.min
    usual = first + timedelta(days=USUAL_DAYS - 1)
    return min(asked or usual, first + timedelta(days=MOST_DAYS - 1))
